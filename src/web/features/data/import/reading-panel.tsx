import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type InspectedTable, TableReading } from '../../../../model/importing.ts';
import type { WorkspaceState } from '../../../../model/workspace.ts';
import { useWords } from '../../../i18n/language.ts';
import type { TableDraft } from './desk.ts';
import { delimiterName, encodingName } from './look-words.ts';
import styles from './panels.module.css';

type ReadingPanelProps = {
  workspace: WorkspaceState;
  table: InspectedTable;
  draft: TableDraft;
  onSay: (change: Partial<TableDraft>) => void;
};

const encodings = TableReading.shape.encoding.unwrap().options;
const delimiters = [',', ';', '\t', '|'];

/** How the bytes are read, where recognition was wrong; and what dates and amounts mean that do not say it themselves. */
export const ReadingPanel = ({ workspace, table, draft, onSay }: ReadingPanelProps) => {
  const { t } = useWords();
  const isText = table.encoding !== null || table.delimiter !== null;
  const read = (part: { [Key in keyof TableReading]: TableReading[Key] | undefined }) => {
    const reading = Object.fromEntries(
      Object.entries({ ...draft.reading, ...part }).filter(([, value]) => value !== undefined),
    );
    onSay({ reading });
  };
  return (
    <>
      <p className={styles.hint}>
        {t('importing.reading.intro')} {draft.edits.length > 0 && t('importing.reading.edited')}
      </p>
      <div className={styles.fields}>
        {isText && (
          <NativeSelect
            size="sm"
            label={t('importing.reading.encoding')}
            value={draft.reading?.encoding ?? ''}
            data={[
              { value: '', label: t('importing.reading.automatic') },
              ...encodings.map((value) => ({ value, label: encodingName(value) })),
            ]}
            onChange={(event) => read({ encoding: encodings.find((each) => each === event.currentTarget.value) })}
          />
        )}
        {table.delimiter !== null && (
          <NativeSelect
            size="sm"
            label={t('importing.reading.delimiter')}
            value={draft.reading?.delimiter ?? ''}
            data={[
              { value: '', label: t('importing.reading.automatic') },
              ...delimiters.map((value) => ({ value, label: delimiterName(value, t) })),
            ]}
            onChange={(event) => read({ delimiter: event.currentTarget.value || undefined })}
          />
        )}
        <HeaderLine table={table} draft={draft} onLine={(headerLine) => read({ headerLine })} />
      </div>
      <Meanings workspace={workspace} table={table} draft={draft} onSay={onSay} />
    </>
  );
};

type HeaderLineProps = Pick<ReadingPanelProps, 'table' | 'draft'> & { onLine: (line: number | undefined) => void };

const HeaderLine = ({ table, draft, onLine }: HeaderLineProps) => {
  const { t } = useWords();
  return (
    <NumberInput
      size="sm"
      label={t('importing.reading.headerLine')}
      placeholder={String(table.headerLine)}
      min={1}
      allowDecimal={false}
      hideControls
      defaultValue={draft.reading?.headerLine ?? ''}
      onBlur={(event) => {
        const line = Number(event.currentTarget.value) || undefined;
        if (line !== draft.reading?.headerLine) onLine(line);
      }}
    />
  );
};

const Meanings = ({ workspace, table, draft, onSay }: ReadingPanelProps) => {
  const { t } = useWords();
  const [wrong, setWrong] = useState<'currency' | 'time_zone' | null>(null);
  const isAsked = (id: string) => table.questions.some((question) => question.id === id);
  const answer = (id: string, value: string) => {
    const { [id]: _, ...others } = draft.answers;
    onSay({ answers: value === '' ? others : { ...others, [id]: value } });
  };
  /** What was typed, once the field is left: an answer if it can be one. */
  const typed = (id: 'currency' | 'time_zone', value: string, suits: boolean) => {
    setWrong(value !== '' && !suits ? id : null);
    if ((value === '' || suits) && value !== (draft.answers[id] ?? '')) answer(id, value);
  };
  const { currency, time_zone: zone } = workspace.settings;
  return (
    <div className={styles.fields}>
      {!isAsked('dates') && (
        <NativeSelect
          size="sm"
          label={t('importing.reading.dates')}
          value={draft.answers.dates ?? table.mapping?.dates ?? ''}
          data={[
            { value: '', label: t('importing.reading.automatic') },
            { value: 'day', label: t('importing.reading.datesDay') },
            { value: 'month', label: t('importing.reading.datesMonth') },
          ]}
          onChange={(event) => answer('dates', event.currentTarget.value)}
        />
      )}
      {!isAsked('decimal') && (
        <NativeSelect
          size="sm"
          label={t('importing.reading.decimal')}
          value={draft.answers.decimal ?? table.mapping?.decimal ?? ''}
          data={[
            { value: '', label: t('importing.reading.automatic') },
            { value: 'comma', label: t('importing.reading.decimalComma') },
            { value: 'point', label: t('importing.reading.decimalPoint') },
          ]}
          onChange={(event) => answer('decimal', event.currentTarget.value)}
        />
      )}
      {!isAsked('currency') && (
        <TextInput
          size="sm"
          label={t('importing.reading.currency')}
          placeholder={t('importing.reading.currencyOwn', { currency })}
          defaultValue={draft.answers.currency ?? table.mapping?.currency ?? ''}
          error={wrong === 'currency' && t('importing.reading.currencyBad')}
          onBlur={(event) => {
            const code = event.currentTarget.value.trim().toUpperCase();
            typed('currency', code, /^[A-Z]{3}$/.test(code));
          }}
        />
      )}
      {!isAsked('time_zone') && (
        <TextInput
          size="sm"
          label={t('importing.reading.timeZone')}
          placeholder={t('importing.reading.timeZoneOwn', { zone })}
          defaultValue={draft.answers.time_zone ?? table.mapping?.timeZone ?? ''}
          error={wrong === 'time_zone' && t('importing.reading.timeZoneBad')}
          onBlur={(event) => {
            const name = event.currentTarget.value.trim();
            typed('time_zone', name, isZone(name));
          }}
        />
      )}
    </div>
  );
};

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

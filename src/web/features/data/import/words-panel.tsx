import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { InspectedTable, SeenWords } from '../../../../model/importing.ts';
import { useWords } from '../../../i18n/language.ts';
import type { Edit } from '../mapping/edits.ts';
import { fieldName, wordName } from './field-name.ts';
import styles from './panels.module.css';

type WordsPanelProps = { table: InspectedTable; onEdit: (edit: Edit) => void };

/** Words of the file that mean something here (stages, expense items): each with how often it stands there and what it gives. */
export const WordsPanel = ({ table, onEdit }: WordsPanelProps) => {
  const { t } = useWords();
  if (table.words.length === 0) return <p className={styles.hint}>{t('importing.words.nothingHere')}</p>;
  return (
    <>
      <p className={styles.hint}>{t('importing.words.intro')}</p>
      {table.words.map((words) => (
        <WordTable key={`${words.kind} ${words.column} ${words.from}`} words={words} onEdit={onEdit} />
      ))}
    </>
  );
};

const shownAtFirst = 12;

const WordTable = ({ words, onEdit }: { words: SeenWords; onEdit: (edit: Edit) => void }) => {
  const { t, format } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? words.words : words.words.slice(0, shownAtFirst);
  const hidden = words.words.length - shown.length;
  const fact = `${t(`data.kinds.${words.kind}`)}, ${fieldName(words.kind, words.column, t)}`;
  return (
    <section className={styles.output}>
      <h3>{t('importing.words.title', { fact, column: words.from })}</h3>
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('importing.words.word')}</th>
            <th scope="col" className={styles.number}>
              {t('importing.words.rows')}
            </th>
            <th scope="col">{t('importing.words.gives')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ word, rows, gives }) => (
            <tr key={word}>
              <th scope="row">{word === '' ? <i>{t('importing.words.empty')}</i> : word}</th>
              <td className={styles.number}>{format.count(rows)}</td>
              <td>
                <Meaning
                  label={t('importing.words.givesFor', { word })}
                  column={words.column}
                  gives={gives}
                  allowed={words.allowed}
                  onChange={(meaning) =>
                    onEdit({ do: 'translate', kind: words.kind, column: words.column, word, gives: meaning })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className={styles.hint}>
          {t('importing.words.more', { count: hidden, value: format.count(hidden) })}{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => setIsWhole(true)}>
            {t('importing.words.showAll')}
          </Button>
        </p>
      )}
    </section>
  );
};

type MeaningProps = {
  label: string;
  column: string;
  gives: string;
  allowed: readonly string[] | null;
  onChange: (meaning: string) => void;
};

const Meaning = ({ label, column, gives, allowed, onChange }: MeaningProps) => {
  const { t } = useWords();
  if (allowed === null)
    return (
      <TextInput
        size="xs"
        aria-label={label}
        defaultValue={gives}
        onBlur={(event) => event.currentTarget.value !== gives && onChange(event.currentTarget.value)}
      />
    );
  const choices = allowed.includes(gives) ? allowed : [gives, ...allowed];
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={gives}
      data={choices.map((word) => ({
        value: word,
        label: word === '' ? t('importing.words.nothing') : wordName(column, word, t),
      }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

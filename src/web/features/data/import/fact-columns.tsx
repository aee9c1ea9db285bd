import { Select } from '@mantine/core';
import { useState } from 'react';
import { factShapes } from '../../../../model/facts.ts';
import type { Output, Value } from '../../../../model/mapping.ts';
import { useWords } from '../../../i18n/language.ts';
import { allowedWords, columnsOfKind, outputsOf } from '../mapping/targets.ts';
import { conditionWords, valueWords } from '../mapping/words.ts';
import type { MappingPanelProps } from './columns-panel.tsx';
import { fieldName, wordName } from './field-name.ts';
import styles from './panels.module.css';

/** For each kind the rows become: every column of facts and what it is made of, in words. */
export const FactColumns = ({ table, mapping, onEdit }: MappingPanelProps) => {
  const { t } = useWords();
  const names = table.columns.map(({ name }) => name);
  return outputsOf(mapping).map(({ output, nth }) => (
    <section key={`${output.kind} ${nth}`} className={styles.output}>
      <h3>{t(`data.kinds.${output.kind}`)}</h3>
      {output.when && (
        <p className={styles.hint}>{t('importing.columns.rowsWhen', { condition: conditionWords(output.when, t) })}</p>
      )}
      <OutputTable
        output={output}
        names={names}
        onPut={(column, value) => onEdit({ do: 'put', kind: output.kind, nth, column, value })}
      />
    </section>
  ));
};

type OutputTableProps = {
  output: Output;
  names: readonly string[];
  onPut: (column: string, value: Value | null) => void;
};

const OutputTable = ({ output, names, onPut }: OutputTableProps) => {
  const { t } = useWords();
  const { kind, columns } = output;
  const [isAdding, setIsAdding] = useState(0);
  const given = columnsOfKind(kind).filter((column) => columns[column] !== undefined);
  const required = factShapes[kind].columns.filter((column) => column.required).map(({ name }) => name);
  const shown = [...given, ...required.filter((column) => !given.includes(column))];
  const free = columnsOfKind(kind).filter((column) => !shown.includes(column));
  return (
    <>
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('importing.columns.fact')}</th>
            <th scope="col">{t('importing.columns.from')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column}>
              <th scope="row">
                {fieldName(kind, column, t)}
                {required.includes(column) && (
                  <span className={styles.faint}> · {t('importing.columns.required')}</span>
                )}
              </th>
              <td>
                <Origin
                  label={t('importing.columns.change', { column: fieldName(kind, column, t) })}
                  value={columns[column] ?? null}
                  words={allowedWords(kind, column)?.map((word) => ({ word, name: wordName(column, word, t) })) ?? []}
                  names={names}
                  isRequired={required.includes(column)}
                  onPut={(value) => onPut(column, value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Select
        // A new one for each choice: what was chosen has gone to the table above.
        key={isAdding}
        size="xs"
        searchable
        withScrollArea={false}
        classNames={{ options: styles.choices ?? '' }}
        className={styles.addFact ?? ''}
        aria-label={t('importing.columns.addFact', { kind: t(`data.kinds.${kind}`) })}
        placeholder={t('importing.columns.addFact', { kind: t(`data.kinds.${kind}`) })}
        nothingFoundMessage={t('importing.columns.none')}
        data={free.map((column) => ({ value: column, label: fieldName(kind, column, t) }))}
        onChange={(column) => {
          const first = names[0];
          if (!column || first === undefined) return;
          onPut(column, { column: first });
          setIsAdding(isAdding + 1);
        }}
      />
    </>
  );
};

type OriginProps = {
  label: string;
  value: Value | null;
  /** What can stand there for every row. */
  words: readonly { word: string; name: string }[];
  names: readonly string[];
  isRequired: boolean;
  onPut: (value: Value | null) => void;
};

/** Where a column of facts comes from: as recognised, or any column of the file in its place, or one word for all rows. */
const Origin = ({ label, value, words, names, isRequired, onPut }: OriginProps) => {
  const { t } = useWords();
  const plain = value === null ? '' : plainOf(value);
  const asIs = value !== null && plain === null ? valueWords(value, t) : null;
  const data = [
    ...(asIs ? [{ value: 'as-is', label: asIs }] : []),
    ...(isRequired && value !== null ? [] : [{ value: 'none', label: t('importing.columns.clear') }]),
    ...words.map(({ word, name }) => ({
      value: `constant ${word}`,
      label: t('importing.value.constant', { text: name }),
    })),
    ...names.map((name) => ({ value: `column ${name}`, label: name })),
  ];
  return (
    <Select
      size="xs"
      searchable
      withScrollArea={false}
      classNames={{ options: styles.choices ?? '' }}
      aria-label={label}
      title={asIs ?? ''}
      data={data}
      value={asIs ? 'as-is' : plain === '' ? 'none' : plain}
      allowDeselect={false}
      nothingFoundMessage={t('importing.columns.none')}
      onChange={(chosen) => {
        if (chosen === null || chosen === 'as-is') return;
        if (chosen === 'none') return onPut(null);
        const at = chosen.indexOf(' ');
        const rest = chosen.slice(at + 1);
        onPut(chosen.startsWith('constant ') ? { constant: rest } : { column: rest });
      }}
    />
  );
};

/** The choice a value is, where it is one that can be chosen. */
const plainOf = (value: Value): string | null => {
  if ('column' in value) return `column ${value.column}`;
  if ('constant' in value) return `constant ${value.constant}`;
  if ('net' in value) return plainOf(value.net);
  return 'own' in value ? plainOf(value.own) : null;
};

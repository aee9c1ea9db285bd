import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import type { ChannelRule, SpellingRow } from '../../../model/channels.ts';
import { type Say, useWords } from '../../i18n/language.ts';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import type { Format } from '../../kit/format.ts';
import css from './channels.module.css';
import { allRows, originKey, reasonText, writtenCells } from './words.ts';

type SpellingTableProps = {
  rows: readonly SpellingRow[];
  rules: readonly ChannelRule[];
  /** What the default channels are called. */
  names: Readonly<Record<string, string>>;
  currency: string;
  chosen: ReadonlySet<string>;
  onChoose: (keys: readonly string[], isChosen: boolean) => void;
  isLoading: boolean;
};

/** Spellings by frequency, each with the channel it becomes and why; some can be chosen. */
export const SpellingTable = (props: SpellingTableProps) => {
  const { rows, rules, names, currency, chosen, onChoose, isLoading } = props;
  const { t, format } = useWords();
  const columns = useMemo(
    (): Column<SpellingRow>[] => [
      {
        id: 'pick',
        header: t('channels.column.pick'),
        width: 66,
        cell: ({ origin }) => {
          const spelling = writtenCells(origin)
            .map(({ value }) => value)
            .join(' ');
          const key = originKey(origin);
          return (
            <Checkbox
              size="sm"
              aria-label={t('channels.column.pickOne', { spelling })}
              checked={chosen.has(key)}
              onChange={(event) => onChoose([key], event.currentTarget.checked)}
            />
          );
        },
      },
      {
        id: 'written',
        header: t('channels.column.written'),
        width: 250,
        grow: 3,
        cell: (row) => <Written row={row} />,
      },
      {
        id: 'rows',
        header: t('channels.column.rows'),
        width: 90,
        align: 'end',
        sortBy: ({ weight }) => allRows(weight),
        cell: ({ weight }) => format.count(allRows(weight)),
      },
      {
        id: 'money',
        header: t('channels.column.money'),
        width: 150,
        align: 'end',
        sortBy: ({ weight }) => weight.revenue + weight.cost,
        cell: (row) => <Money lines={moneyLines(t, format, row, currency)} />,
      },
      {
        id: 'becomes',
        header: t('channels.column.becomes'),
        width: 180,
        grow: 2,
        sortBy: ({ draft }) => draft.channel,
        cell: (row) => <Becomes row={row} />,
      },
      {
        id: 'why',
        header: t('channels.column.why'),
        width: 190,
        grow: 2,
        isWrapped: true,
        cell: ({ draft }) => (
          <span className={css.lines}>
            {reasonText(t, draft, rules)}
            {draft.reason === 'written' && draft.group && names[draft.group] !== draft.channel && (
              <small>{t('channels.guess', { channel: names[draft.group] ?? draft.group })}</small>
            )}
          </span>
        ),
      },
    ],
    [t, format, rules, names, currency, chosen, onChoose],
  );
  return (
    <DataTable
      label={t('channels.column.written')}
      columns={columns}
      rows={rows}
      rowKey={({ origin, draft, now }) => `${originKey(origin)} ${now.channel} ${draft.channel} ${draft.rule ?? ''}`}
      rowHeight={52}
      maxHeight="56vh"
      isLoading={isLoading}
      empty={t('channels.nothingFound')}
    />
  );
};

const Written = ({ row: { origin, variants } }: { row: SpellingRow }) => {
  const { t, format } = useWords();
  return (
    <span className={css.written}>
      {writtenCells(origin).map(({ cell, value }) => (
        <span key={cell} className={css.cell}>
          <small>{t(`channels.cell.${cell}`)}</small>
          {value}
        </span>
      ))}
      {variants > 1 && (
        <span className={css.faint}>{t('channels.variants', { count: variants, value: format.count(variants) })}</span>
      )}
    </span>
  );
};

const moneyLines = (t: Say, format: Format, { weight }: SpellingRow, currency: string): string[] => [
  ...(weight.revenue === 0 ? [] : [t('channels.money.revenue', { value: format.money(weight.revenue, currency) })]),
  ...(weight.cost === 0 ? [] : [t('channels.money.cost', { value: format.money(weight.cost, currency) })]),
];

const Money = ({ lines }: { lines: readonly string[] }) => (
  <span className={css.lines}>
    {lines.map((line) => (
      <span key={line}>{line}</span>
    ))}
  </span>
);

const Becomes = ({ row: { now, draft } }: { row: SpellingRow }) => {
  const { t } = useWords();
  const named = (channel: string): string => channel || t('channels.noChannel');
  const isChanged = now.channel !== draft.channel;
  return (
    <span className={css.lines}>
      <span className={isChanged ? css.changed : draft.channel === '' ? css.none : undefined}>
        {named(draft.channel)}
      </span>
      {isChanged && <small>{t('channels.was', { channel: named(now.channel) })}</small>}
    </span>
  );
};

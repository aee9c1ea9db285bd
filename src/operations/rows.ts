import type { z } from 'zod';
import { upTo } from '../analysis/catalogue/answering.ts';
import { metrics } from '../analysis/catalogue/catalogue.ts';
import { toMajor } from '../model/money.ts';
import type { Rows, RowsInput } from '../model/numbers.ts';
import { Problem } from '../model/problem.ts';
import { readRows } from '../store/warehouse/questions/rows.ts';
import type { LedgerContext } from './ledger-context.ts';
import { settingsBehind } from './measure.ts';
import { rowColumnNames } from './row-columns.ts';

/** Where the next page begins, as an opaque word; a word that is none begins at the start. */
export const offsetOf = (cursor: string | undefined): number => {
  const offset = Number(cursor ?? 0);
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new Problem({
    code: 'bad_cursor',
    kind: 'input',
    text: { ru: 'Такой страницы нет: метка страницы неверна.', en: 'There is no such page: the cursor is wrong.' },
    where: { cursor: cursor ?? '' },
  });
};

export const nextCursor = (offset: number, shown: number, total: number): { cursor?: string } =>
  offset + shown < total && shown > 0 ? { cursor: String(offset + shown) } : {};

/**
 * The rows behind an input of a number, a page at a time, money in major units.
 *
 * Like the number itself, of a period that reaches no further than the as-of day.
 */
export const rows = async (context: LedgerContext, input: z.infer<typeof RowsInput>): Promise<Rows> => {
  const offset = offsetOf(input.cursor);
  const page = await readRows(context.warehouse, context.scope, input.rows, {
    period: upTo({ from: input.from, to: input.to }, context.asOf),
    filter: input.filter,
    settings: context.settings,
    limit: input.limit,
    offset,
  });
  const isMoney = page.columns.map((column) => column.kind === 'money');
  return {
    columns: page.columns.map(({ id, kind }) => ({ id, kind, name: rowColumnNames[id] ?? { ru: id, en: id } })),
    rows: page.rows.map((row) =>
      row.map((cell, at) =>
        isMoney[at] && typeof cell === 'number' ? toMajor(cell, context.settings.currency) : cell,
      ),
    ),
    total: page.total,
    settings: settingsBehind(
      metrics.filter((metric) => metric.rows === input.rows),
      context.settings,
    ),
    ...nextCursor(offset, page.rows.length, page.total),
  };
};

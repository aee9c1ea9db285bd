import type { Column, FactShape } from '../../../model/facts.ts';
import * as read from './reading.ts';

/** Where a batch stands as text: `_line`, `_flag`, `_extra`, `_more` and one column per column of the file. */
export const cellColumn = (index: number): string => `c${index}`;

const updatedAt: Column = { name: 'updated_at', type: 'moment' };

export const columnsOf = (shape: FactShape): readonly Column[] => [...shape.columns, updatedAt];

/** The column of the tables that holds a column of the file: `source` is the import's own there. */
export const tableColumn = (name: string): string => (name === 'source' ? 'touch_source' : name);

export const isCurrency = (column: Column): boolean => column.name === 'currency';
export const isDate = ({ type }: Column): boolean => type === 'moment' || type === 'day' || type === 'month';
export const isNumber = ({ type }: Column): boolean => type === 'money' || type === 'number';

/** The text that names a row in its identity: dates and numbers in one form, however the file writes them. */
export const identityText = (column: Column): string =>
  isDate(column) || isNumber(column) ? `ifNull(toString(v_${column.name}), '')` : `v_${column.name}`;

/** Refused rows pass here too: they must not overflow the column. Least and greatest pass over nulls, an empty cell must not. */
const clamped = (v: string): string =>
  `if(isNull(${v}), NULL, greatest(least(${v}, ${read.mostBeforePoint}), -${read.mostBeforePoint}))`;

export const finalValue = (column: Column, shape: FactShape): string => {
  const v = `v_${column.name}`;
  if (isNumber(column)) {
    const decimal = shape.kind === 'rates' ? `toDecimal128(${v}, 10)` : `toDecimal64(${clamped(v)}, 6)`;
    return column.required ? `ifNull(${decimal}, 0)` : decimal;
  }
  return isDate(column) && column.required ? `assumeNotNull(${v})` : v;
};

/**
 * What a row says, as one text: its filled columns with their numbers. A column that is empty and one that is not in the
 * file say the same.
 */
export const contentText = (columns: readonly Column[], shape: FactShape): string => {
  const parts = columns.map((column) => {
    const text = identityText(column);
    const at = columnsOf(shape).findIndex(({ name }) => name === column.name);
    return `if(${text} = '', '', concat('\\x02${at}\\x03', ${text}))`;
  });
  return `concat(${[...parts, "if(empty(f_props), '', toString(f_props))", "''"].join(', ')})`;
};

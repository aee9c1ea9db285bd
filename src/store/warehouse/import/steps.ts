import type { Column } from '../../../model/facts.ts';
import type { Output, Value, VatRates } from '../../../model/mapping.ts';
import { isCurrency, isNumber } from './fact-columns.ts';
import * as read from './reading.ts';
import { numberTextSql, type ValueScope, valueSql } from './values.ts';

/** How one column of facts is read: its text, that in its normal form, and the value. */
export type Step = { name: string; text: string; normal: string; value: string };

/** The columns whose day decides which rate of tax an amount was under, the best first. */
const taxDays = [
  { name: 'ordered_at', isMoment: true },
  { name: 'paid_at', isMoment: true },
  { name: 'closed_at', isMoment: true },
  { name: 'opened_at', isMoment: true },
  { name: 'date', isMoment: false },
  { name: 'month', isMoment: false },
];

/** What one plus the rate of tax was on a row's day; a row without a day is of the latest rate, one before all rates of the earliest. */
const taxFactor = (rates: VatRates, columns: Readonly<Record<string, Value>>): string => {
  const days = taxDays.filter(({ name }) => name in columns);
  const factors = rates.map(({ rate }) => `toDecimal32('${(1 + rate).toFixed(4)}', 4)`);
  const latest = factors.at(-1) ?? "toDecimal32('1', 4)";
  const earliest = factors[0] ?? latest;
  if (days.length === 0) return latest;
  const dayOf = ({ name, isMoment }: (typeof taxDays)[number]) =>
    isMoment ? `toDate32(toTimeZone(v_${name}, {time_zone:String}))` : `v_${name}`;
  const day = `coalesce(${days.map(dayOf).join(', ')}, NULL)`;
  const later = rates.map(({ from }, at) => ({ from, factor: factors[at] })).reverse();
  const choices = later.map(({ from, factor }) => `${day} >= toDate32('${from}'), ${factor}`);
  return `multiIf(isNull(${day}), ${latest}, ${choices.join(', ')}, ${earliest})`;
};

const isNet = (value: Value | undefined): boolean => value !== undefined && 'net' in value;

export const stepOf = (column: Column, output: Output, vat: VatRates | undefined, scope: ValueScope): Step => {
  const from = output.columns[column.name];
  const text = from === undefined ? "''" : isNumber(column) ? numberTextSql(from, scope) : valueSql(from, scope);
  const t = `t_${column.name}`;
  const n = `n_${column.name}`;
  const step = { name: column.name, text };
  const { type } = column;
  if (isCurrency(column)) return { ...step, normal: read.currencyCode(t), value: n };
  if (type === 'text') return { ...step, normal: t, value: n };
  if (type === 'moment') return { ...step, normal: read.isoText(t), value: read.momentValue(n) };
  if (type === 'day') return { ...step, normal: read.isoText(t), value: read.dayValue(n) };
  if (type === 'month') return { ...step, normal: read.monthText(t), value: read.monthValue(n) };
  if (type === 'money' || type === 'number') {
    const places = output.kind === 'rates' ? 10 : 6;
    const plain = read.decimalValue(n, places);
    const taxed = vat !== undefined && isNet(from) ? read.withoutTax(n, taxFactor(vat, output.columns), places) : plain;
    return { ...step, normal: read.plainNumber(t), value: taxed };
  }
  return { ...step, normal: `lowerUTF8(${t})`, value: n };
};

import type { Column } from '../../../model/facts.ts';
import type { Output, Value, VatRates } from '../../../model/mapping.ts';
import { isCurrency, isNumber } from './fact-columns.ts';
import * as read from './reading.ts';
import { numberFormIn, numberTextSql, plainTextIn, type ValueScope, valueSql } from './values.ts';

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

/** What a column has that is filled nowhere. */
const nothingOf = {
  moment: "CAST(NULL, 'Nullable(DateTime64(3, \\'UTC\\'))')",
  day: "CAST(NULL, 'Nullable(Date32)')",
  number: "CAST(NULL, 'Nullable(Decimal(38, 12))')",
};

type DateType = 'moment' | 'day' | 'month';

const dateWays = {
  moment: { text: read.isoText, value: read.momentValue, valueIn: read.momentIn },
  day: { text: read.isoText, value: read.dayValue, valueIn: read.dayIn },
  month: { text: read.monthText, value: read.monthValue, valueIn: read.monthIn },
};

const dateStep = (
  step: Pick<Step, 'name' | 'text'>,
  type: DateType,
  from: Value | undefined,
  scope: ValueScope,
): Step => {
  const [t, n] = [`t_${step.name}`, `n_${step.name}`];
  const form = from === undefined ? 'empty' : scope.dateForm?.(from);
  if (form === 'empty')
    return { ...step, text: "''", normal: t, value: nothingOf[type === 'moment' ? 'moment' : 'day'] };
  const { text, value, valueIn } = dateWays[type];
  if (form === undefined) return { ...step, normal: text(t), value: value(n) };
  return { ...step, normal: read.isoTextIn(t, form), value: valueIn(n, form) };
};

export const stepOf = (column: Column, output: Output, vat: VatRates | undefined, scope: ValueScope): Step => {
  const from = output.columns[column.name];
  const text = from === undefined ? "''" : isNumber(column) ? numberTextSql(from, scope) : valueSql(from, scope);
  const t = `t_${column.name}`;
  const n = `n_${column.name}`;
  const step = { name: column.name, text };
  const { type } = column;
  if (isCurrency(column))
    return { ...step, normal: text === "''" ? '{currency:String}' : read.currencyCode(t), value: n };
  if (type === 'text') return { ...step, normal: t, value: n };
  if (type === 'moment' || type === 'day' || type === 'month') return dateStep(step, type, from, scope);
  if (type === 'money' || type === 'number') {
    const form = from === undefined ? 'empty' : numberFormIn(from, scope);
    if (form === 'empty') return { ...step, text: "''", normal: t, value: nothingOf.number };
    const places = output.kind === 'rates' ? 10 : 6;
    const plain = read.decimalValue(n, places);
    const taxed = vat !== undefined && isNet(from) ? read.withoutTax(n, taxFactor(vat, output.columns), places) : plain;
    return { ...step, normal: plainTextIn(t, form), value: taxed };
  }
  return { ...step, normal: `lowerUTF8(${t})`, value: n };
};

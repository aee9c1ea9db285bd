import { type Column, type FactShape, factShapes } from '../../../model/facts.ts';
import { columnsOfValue, type Output, type Value } from '../../../model/mapping.ts';
import { columnsOf, isCurrency, isDate, isNumber } from './fact-columns.ts';
import * as read from './reading.ts';
import { isArithmetic, numberFormIn, type ValueScope, valueSql } from './values.ts';

/** One reason to refuse a row, checked in order. `where` is the column the user sees, `value` the SQL of what stands there. */
type Check = { reason: string; where: string; refuses: string; value: string };

/** What the user knows a column of facts by: the file's columns it comes from, else its own name. */
const seenAs = (name: string, value: Value | undefined): string => {
  const columns = value === undefined ? [] : [...new Set(columnsOfValue(value))];
  return columns.length > 0 && columns.length <= 3 ? columns.join(' / ') : name;
};

/** What a value may turn out to be, of several. */
const alternatives = (value: Value): Value[] => {
  if ('first' in value) return value.first;
  if ('when' in value) return value.otherwise ? [value.gives, value.otherwise] : [value.gives];
  return 'net' in value ? [value.net] : [];
};

/** The texts an amount is worked out of: what comes out of arithmetic names no currency any more. */
const addedUp = (value: Value | undefined, scope: ValueScope): string[] => {
  if (value === undefined) return [];
  if (!isArithmetic(value)) return alternatives(value).flatMap((each) => addedUp(each, scope));
  const inner = (each: Value): string[] =>
    'constant' in each ? [] : isArithmetic(each) ? addedUp(each, scope) : [valueSql(each, scope)];
  if ('net' in value) return inner(value.net);
  if ('sum' in value) return value.sum.flatMap(inner);
  if ('difference' in value) return value.difference.flatMap(inner);
  if ('product' in value) return value.product.flatMap(inner);
  if ('quotient' in value) return value.quotient.flatMap(inner);
  return 'negated' in value ? inner(value.negated) : [];
};

const valueChecks = (column: Column, output: Output, scope: ValueScope): Check[] => {
  const t = `t_${column.name}`;
  const n = `n_${column.name}`;
  const v = `v_${column.name}`;
  const where = seenAs(column.name, output.columns[column.name]);
  const check = (reason: string, refuses: string): Check => ({ reason, where, refuses, value: t });
  if (isCurrency(column)) return [check('bad_currency', `NOT match(${n}, '^[A-Z]{3}$')`)];
  const from = output.columns[column.name];
  if (isDate(column) && from !== undefined && scope.dateForm?.(from) !== undefined)
    return [check('bad_date', `${t} != '' AND isNull(${v})`)];
  if (isDate(column))
    return [
      check('ambiguous_date', `${t} != '' AND isNull(${v}) AND ${read.isSlashed(n)}`),
      check('bad_date', `${t} != '' AND isNull(${v})`),
    ];
  if (isNumber(column)) {
    const isIn = factShapes[output.kind].columns.some(isCurrency) ? 'n_currency' : '{currency:String}';
    const isMoney = column.type === 'money';
    return [
      check('bad_number', `${t} != '' AND isNull(${v}) AND NOT match(${n}, '^[-+]?\\\\d{13,}')`),
      check('number_too_big', `${t} != '' AND (isNull(${v}) OR abs(${v}) >= ${read.mostBeforePoint})`),
      // An amount that names another currency than it is taken to be in would be a wrong number.
      ...(isMoney && (from === undefined || numberFormIn(from, scope) === undefined)
        ? [
            check(
              'other_currency',
              [t, ...addedUp(output.columns[column.name], scope)]
                .map((text) => read.namesOther(text, isIn))
                .join(' OR '),
            ),
          ]
        : []),
    ];
  }
  if (typeof column.type === 'object') {
    const words = column.type.oneOf.map((word) => `'${word}'`).join(', ');
    return [check('unknown_word', `${n} NOT IN ('', ${words})`)];
  }
  return [];
};

export const checksOf = (shape: FactShape, output: Output, scope: ValueScope): Check[] => {
  const bound = columnsOf(shape).filter(({ name }) => name in output.columns);
  const checks: Check[] = bound
    .filter((column) => column.required)
    .map(({ name }) => ({
      reason: 'missing_required',
      where: seenAs(name, output.columns[name]),
      refuses: `t_${name} = ''`,
      value: "''",
    }));
  if (shape.anyOf) {
    const reason = shape.kind === 'costs' ? 'missing_date' : 'missing_who';
    const any = shape.anyOf.filter((name) => name in output.columns);
    const where = shape.anyOf.map((name) => seenAs(name, output.columns[name])).join(' / ');
    checks.push({ reason, where, refuses: any.map((name) => `t_${name} = ''`).join(' AND ') || 'true', value: "''" });
  }
  checks.push(...bound.flatMap((column) => valueChecks(column, output, scope)));
  if (shape.kind === 'rates')
    checks.push({ reason: 'rate_not_positive', where: 'rate', refuses: 'v_rate <= 0', value: 't_rate' });
  return checks;
};

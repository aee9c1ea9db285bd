import { type Column, type FactShape, factShapes } from '../../../model/facts.ts';
import type { SqlValue } from '../warehouse.ts';
import type { Binding } from './layout.ts';
import * as read from './reading.ts';

/** Where a batch stands as text: `_line`, `_flag`, `_extra`, `_more` and one column per column of the file. */
export const cellColumn = (index: number): string => `c${index}`;

/** One reason to refuse a row, checked in order. `where` is the column the user sees, `value` the SQL of what stands there. */
type Check = { reason: string; where: string; refuses: string; value: string };

type Step = { name: string; text: string; normal: string; value: string };

const updatedAt: Column = { name: 'updated_at', type: 'moment' };

export const columnsOf = (shape: FactShape): readonly Column[] => [...shape.columns, updatedAt];

/** The column of the tables that holds a column of the file: `source` is the import's own there. */
const tableColumn = (name: string): string => (name === 'source' ? 'touch_source' : name);

const isCurrency = (column: Column): boolean => column.name === 'currency';

const stepOf = (column: Column, binding: Binding, shape: FactShape): Step => {
  const index = binding.columns.get(column.name);
  const text = index === undefined ? "''" : `trim(BOTH ' \\t\\r\\n' FROM ${cellColumn(index)})`;
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
    const places = shape.kind === 'rates' ? 10 : 6;
    return { ...step, normal: read.plainNumber(t, type === 'money'), value: read.decimalValue(n, places) };
  }
  return { ...step, normal: `lowerUTF8(${t})`, value: n };
};

const isDate = ({ type }: Column): boolean => type === 'moment' || type === 'day' || type === 'month';
const isNumber = ({ type }: Column): boolean => type === 'money' || type === 'number';

const valueChecks = (column: Column): Check[] => {
  const t = `t_${column.name}`;
  const n = `n_${column.name}`;
  const v = `v_${column.name}`;
  const check = (reason: string, refuses: string): Check => ({ reason, where: column.name, refuses, value: t });
  if (isCurrency(column)) return [check('bad_currency', `NOT match(${n}, '^[A-Z]{3}$')`)];
  if (isDate(column))
    return [
      check('ambiguous_date', `${t} != '' AND isNull(${v}) AND ${read.isSlashed(n)}`),
      check('bad_date', `${t} != '' AND isNull(${v})`),
    ];
  if (isNumber(column))
    return [
      check('bad_number', `${t} != '' AND isNull(${v}) AND NOT match(${n}, '^[-+]?\\\\d{13,}')`),
      check('number_too_big', `${t} != '' AND (isNull(${v}) OR abs(${v}) >= ${read.mostBeforePoint})`),
    ];
  if (typeof column.type === 'object') {
    const words = column.type.oneOf.map((word) => `'${word}'`).join(', ');
    return [check('unknown_word', `${n} NOT IN ('', ${words})`)];
  }
  return [];
};

const checksOf = (shape: FactShape, binding: Binding): Check[] => {
  const bound = columnsOf(shape).filter(({ name }) => binding.columns.has(name));
  const required: Check[] = bound
    .filter((column) => column.required)
    .map(({ name }) => ({ reason: 'missing_required', where: name, refuses: `t_${name} = ''`, value: "''" }));
  const checks = [...required];
  if (shape.anyOf) {
    const reason = shape.kind === 'costs' ? 'missing_date' : 'missing_who';
    const refuses = shape.anyOf
      .filter((name) => binding.columns.has(name))
      .map((name) => `t_${name} = ''`)
      .join(' AND ');
    checks.push({ reason, where: shape.anyOf.join(' / '), refuses, value: "''" });
  }
  checks.push(...bound.flatMap(valueChecks));
  if (shape.kind === 'rates')
    checks.push({ reason: 'rate_not_positive', where: 'rate', refuses: 'v_rate <= 0', value: 't_rate' });
  return checks;
};

/** The text that names a row in its identity: dates and numbers in one form, however the file writes them. */
const identityText = (column: Column): string =>
  isDate(column) || isNumber(column) ? `ifNull(toString(v_${column.name}), '')` : `v_${column.name}`;

/** Refused rows pass here too: they must not overflow the column. Least and greatest pass over nulls, an empty cell must not. */
const clamped = (v: string): string =>
  `if(isNull(${v}), NULL, greatest(least(${v}, ${read.mostBeforePoint}), -${read.mostBeforePoint}))`;

const finalValue = (column: Column, shape: FactShape): string => {
  const v = `v_${column.name}`;
  if (isNumber(column)) {
    const decimal = shape.kind === 'rates' ? `toDecimal128(${v}, 10)` : `toDecimal64(${clamped(v)}, 6)`;
    return column.required ? `ifNull(${decimal}, 0)` : decimal;
  }
  return isDate(column) && column.required ? `assumeNotNull(${v})` : v;
};

const propsOf = (binding: Binding, parameters: Record<string, SqlValue>): string => {
  const late = "if(_more = '', map(), CAST(JSONExtractKeysAndValues(_more, 'String'), 'Map(String, String)'))";
  const own = binding.props.map(({ name, index }, at) => {
    parameters[`prop_${at}`] = name;
    return `{prop_${at}:String}, trim(BOTH ' \\t\\r\\n' FROM ${cellColumn(index)})`;
  });
  if (own.length === 0) return `CAST(${late}, 'Map(String, String)')`;
  return `mapSort(mapFilter((k, v) -> v != '', mapConcat(map(${own.join(', ')}), CAST(${late}, 'Map(String, String)'))))`;
};

/** What the statements read and write. */
export type StatementTables = { batch: string; checked: string; deferred: string; quarantine: string };

/** The statements that check the rows of one batch. */
export type KindStatements = {
  /** Batch → checked: every row as a version, with its verdict: 0, or the number of the reason to refuse it. */
  check: (tables: StatementTables) => string;
  /** The rows of the batch whose verdict is not 0 → quarantine. */
  refuse: (tables: StatementTables) => string;
  /** Which rows have a date that only the whole file can tell; '' where there are no dates. */
  slashed: string;
  dateCells: string[];
  parameters: Record<string, SqlValue>;
};

const refusal = (
  checks: readonly Check[],
  header: readonly string[],
  judged: string,
  tables: StatementTables,
): string => {
  const list = (items: string[]) => `[${items.join(', ')}]`;
  const reasons = list(checks.map(({ reason }) => `'${reason}'`));
  const wheres = list(checks.map(({ where }) => `'${where}'`));
  const values = list(checks.map(({ value }) => value));
  const cells = header.map((_, at) => `{head_${at}:String}, ${cellColumn(at)}`).join(', ');
  return `INSERT INTO ${tables.quarantine} (workspace, import_id, kind, file, line, column, value, reason, cells)
SELECT {workspace:String}, {import_id:UInt64}, {kind:String}, {file:String}, _line,
  if(_flag != '', '', ${wheres}[verdict]), leftUTF8(toValidUTF8(if(_flag != '', _extra, ${values}[verdict])), 500),
  if(_flag != '', _flag, ${reasons}[verdict]),
  mapConcat(map(${cells}), if(_extra = '', map(), map('', _extra)))
FROM (${judged})`;
};

/**
 * What a row says, as one text: its filled columns with their numbers. A column that is empty and one that is not in the
 * file say the same.
 */
const contentText = (columns: readonly Column[], shape: FactShape): string => {
  const parts = columns.map((column) => {
    const text = identityText(column);
    const at = columnsOf(shape).findIndex(({ name }) => name === column.name);
    return `if(${text} = '', '', concat('\\x02${at}\\x03', ${text}))`;
  });
  return `concat(${[...parts, "if(empty(f_props), '', toString(f_props))", "''"].join(', ')})`;
};

/**
 * Writes the SQL that reads one file's columns as one kind's: the whole work of an import is done by these statements, a
 * batch at a time. Columns the file lacks are left to their defaults, but for the currency.
 */
export const statementsFor = (binding: Binding, header: readonly string[]): KindStatements => {
  const shape = factShapes[binding.kind];
  const columns = columnsOf(shape).filter((column) => binding.columns.has(column.name) || isCurrency(column));
  const own = columns.filter(({ name }) => name !== 'updated_at');
  const has = (name: string) => columns.some((column) => column.name === name);
  const steps = columns.map((column) => stepOf(column, binding, shape));
  const checks = checksOf(shape, binding);
  const parameters: Record<string, SqlValue> = {};
  const props = propsOf(binding, parameters);
  header.forEach((name, at) => {
    parameters[`head_${at}`] = name.trim() || `column ${at + 1}`;
  });

  const list = (of: (step: Step) => string) => steps.map(of).join(',\n  ');
  const conditions = [
    `_flag != '', ${checks.length + 1}`,
    ...checks.map(({ refuses }, at) => `${refuses}, ${at + 1}`),
    '0',
  ];
  const judgedFrom = (batch: string) => {
    const texts = `SELECT *, ${list(({ name, text }) => `${text} AS t_${name}`)} FROM ${batch}`;
    const normals = `SELECT *, ${list(({ name, normal }) => `${normal} AS n_${name}`)} FROM (${texts})`;
    const values = `SELECT *, ${list(({ name, value }) => `${value} AS v_${name}`)} FROM (${normals})`;
    return `SELECT *, toUInt16(multiIf(${conditions.join(',\n  ')})) AS verdict FROM (${values})`;
  };

  const identity = own.filter(({ name }) => shape.identity.includes(name));
  const isNamed = identity.length > 0;
  const id = isNamed
    ? `concat(${[...identity.map(identityText).flatMap((text, at) => (at === 0 ? [text] : ["'\\x1f'", text])), "''"].join(', ')})`
    : "''";
  const hasCustomer = has('customer_id');
  const target = ['workspace', 'source', 'import_id', 'line', 'hash', 'id', 'key', 'props', 'verdict'];
  const targets = [
    ...target,
    ...(hasCustomer ? ['customer'] : []),
    ...(has('updated_at') ? ['updated_at'] : []),
    ...own.map(({ name }) => tableColumn(name)),
  ];
  const check = (tables: StatementTables) => `INSERT INTO ${tables.checked} (${targets.join(', ')})
SELECT {workspace:String}, {source:String}, {import_id:UInt64}, _line,
  reinterpretAsUInt128(sipHash128(${contentText(columns, shape)})), row_id,
  reinterpretAsUInt128(sipHash128({source:String}, row_id)), f_props, verdict,
  ${hasCustomer ? "if(v_customer_id = '', 0, sipHash64(v_customer_id))," : ''} ${has('updated_at') ? 'v_updated_at,' : ''}
  ${own.map((column) => finalValue(column, shape)).join(', ')}
FROM (SELECT *, ${props} AS f_props, ${id} AS row_id FROM (${judgedFrom(tables.batch)}))`;
  const refuse = (tables: StatementTables) =>
    refusal(
      checks,
      header,
      judgedFrom(
        `(SELECT * FROM ${tables.batch} WHERE _line IN (SELECT line FROM ${tables.checked} WHERE verdict > 0))`,
      ),
      tables,
    );

  const dateCells = columns.filter(isDate).flatMap(({ name }) => {
    const index = binding.columns.get(name);
    return index === undefined ? [] : [cellColumn(index)];
  });
  const slashed = dateCells.map((cell) => read.isSlashed(`trim(BOTH ' \t\r\n' FROM ${cell})`)).join(' OR ');
  return { check, refuse, slashed, dateCells, parameters };
};

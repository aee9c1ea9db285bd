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
    const refuses = shape.anyOf.map((name) => `t_${name} = ''`).join(' AND ');
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

const finalValue = (column: Column, shape: FactShape): string => {
  const v = `v_${column.name}`;
  if (isNumber(column)) {
    const decimal = shape.kind === 'rates' ? `toDecimal128(${v}, 10)` : `toDecimal64(${v}, 6)`;
    return column.required ? `assumeNotNull(${decimal})` : decimal;
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

/** The statements that check and keep the rows of one batch. */
export type KindStatements = {
  /** Where rows that can be kept go: every column of `versions_K` but `id` and `key` where the file has no id. */
  keep: string;
  /** Rows without an id, kept apart until the file's end tells how often each occurs; null where the kind must have one. */
  keepNameless: string | null;
  refuse: string;
  /** Which rows have a date that only the whole file can tell, and where they wait for its end. */
  slashed: string;
  defer: string;
  dateCells: string[];
  parameters: Record<string, SqlValue>;
};

type Tables = { batch: string; versions: string; nameless: string; quarantine: string; deferred: string };

const refusal = (checks: readonly Check[], header: readonly string[], source: string, tables: Tables) => {
  const list = (items: string[]) => `[${items.join(', ')}]`;
  const quote = (text: string) => `'${text}'`;
  const reasons = list(checks.map(({ reason }) => quote(reason)));
  const wheres = list(checks.map(({ where }) => quote(where)));
  const values = list(checks.map(({ value }) => value));
  const cells = header.map((_, at) => `{head_${at}:String}, ${cellColumn(at)}`).join(', ');
  return `INSERT INTO ${tables.quarantine} (workspace, import_id, kind, file, line, column, value, reason, cells)
SELECT {workspace:String}, {import_id:UInt64}, {kind:String}, {file:String}, _line,
  if(_flag != '', '', ${wheres}[verdict]), leftUTF8(toValidUTF8(if(_flag != '', _extra, ${values}[verdict])), 500),
  if(_flag != '', _flag, ${reasons}[verdict]),
  mapConcat(map(${cells}), if(_extra = '', map(), map('', _extra)))
FROM (${source}) WHERE verdict > 0`;
};

/**
 * Writes the SQL that reads one file's columns as one kind's: the whole work of an import is done by these statements, a
 * batch at a time.
 */
export const statementsFor = (binding: Binding, header: readonly string[], tables: Tables): KindStatements => {
  const shape = factShapes[binding.kind];
  const columns = columnsOf(shape);
  const steps = columns.map((column) => stepOf(column, binding, shape));
  const checks = checksOf(shape, binding);
  const parameters: Record<string, SqlValue> = {};
  const hasCustomer = shape.columns.some(({ name }) => name === 'customer_id');
  const props = propsOf(binding, parameters);
  header.forEach((name, at) => {
    parameters[`head_${at}`] = name.trim() || `column ${at + 1}`;
  });

  const list = (of: (step: Step) => string) => steps.map(of).join(',\n  ');
  const texts = `SELECT *, ${list(({ name, text }) => `${text} AS t_${name}`)} FROM ${tables.batch}`;
  const normals = `SELECT *, ${list(({ name, normal }) => `${normal} AS n_${name}`)} FROM (${texts})`;
  const values = `SELECT *, ${list(({ name, value }) => `${value} AS v_${name}`)} FROM (${normals})`;
  const flagged = `_flag != '', ${checks.length + 1}`;
  const verdict = `multiIf(${[flagged, ...checks.map(({ refuses }, at) => `${refuses}, ${at + 1}`), '0'].join(',\n  ')})`;
  const judged = `SELECT *, ${verdict} AS verdict FROM (${values})`;

  const own = shape.columns.map((column) => `${finalValue(column, shape)} AS f_${column.name}`);
  const typed = `SELECT *, v_updated_at AS f_updated_at, ${props} AS f_props, ${own.join(', ')} FROM (${judged}) WHERE verdict = 0`;
  const finals = [...shape.columns.map(({ name }) => `f_${name}`), 'f_props'];
  const identity = shape.columns.filter(({ name }) => shape.identity.includes(name));
  const id = identity.map(identityText).join(", '\\x1f', ");
  const hashed = `SELECT *, reinterpretAsUInt128(sipHash128(tuple(f_updated_at, ${finals.join(', ')}))) AS content,
  ${identity.length === 1 ? id : `concat(${id})`} AS row_id FROM (${typed})`;

  const target = ['workspace', 'source', 'import_id', 'line', 'updated_at', 'hash', 'id', 'key'];
  const targets = [
    ...target,
    ...(hasCustomer ? ['customer'] : []),
    ...shape.columns.map(({ name }) => tableColumn(name)),
    'props',
  ];
  const select = `SELECT {workspace:String}, {source:String}, {import_id:UInt64}, _line, f_updated_at, content, row_id,
  reinterpretAsUInt128(sipHash128({source:String}, row_id)),
  ${hasCustomer ? "if(f_customer_id = '', 0, sipHash64(f_customer_id))," : ''} ${finals.join(', ')}`;
  const into = (table: string) => `INSERT INTO ${table} (${targets.join(', ')})\n${select}\nFROM (${hashed})`;
  const mayLackId = identity.every(({ required }) => !required);
  const dateCells = columns.filter(isDate).flatMap(({ name }) => {
    const index = binding.columns.get(name);
    return index === undefined ? [] : [cellColumn(index)];
  });
  const slashed = dateCells.map((cell) => read.isSlashed(`trim(BOTH ' \\t\\r\\n' FROM ${cell})`)).join(' OR ');
  return {
    keep: into(tables.versions) + (mayLackId ? " WHERE row_id != ''" : ''),
    keepNameless: mayLackId ? `${into(tables.nameless)} WHERE row_id = ''` : null,
    refuse: refusal(checks, header, judged, tables),
    slashed,
    defer: slashed && `INSERT INTO ${tables.deferred} SELECT * FROM ${tables.batch} WHERE ${slashed}`,
    dateCells,
    parameters,
  };
};

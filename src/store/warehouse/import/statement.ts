import { numberKey, numbersOf, tellsTexts } from '../../../layouts/number-marks.ts';
import { type FactKind, factShapes, refusalColumns } from '../../../model/facts.ts';
import { type Condition, columnsOfValue, type Mapping, type Output, type Value } from '../../../model/mapping.ts';
import type { SqlValue } from '../warehouse.ts';
import { checksOf } from './checks.ts';
import {
  cellColumn,
  columnsOf,
  contentText,
  finalValue,
  identityText,
  isCurrency,
  isDate,
  isNumber,
  tableColumn,
} from './fact-columns.ts';
import { dateFormOf, datesOf, type Forms, formsFound, formsSql, formTexts, numberFormOf } from './forms.ts';
import type { DecimalMarks, NumberText } from './number-evidence.ts';
import * as read from './reading.ts';
import { type Step, stepOf } from './steps.ts';
import type { TableFormat } from './tables/table.ts';
import {
  cellText,
  conditionSql,
  numberEvidenceSql,
  trimmed,
  type ValueScope,
  valueSql,
  withoutMark,
} from './values.ts';

/** As the engine sorts the keys of a map. */
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

const propsOf = (attributes: Readonly<Record<string, Value>>, scope: ValueScope, takesLate: boolean): string => {
  const late = takesLate
    ? "if(_more = '', map(), CAST(JSONExtractKeysAndValues(_more, 'String'), 'Map(String, String)'))"
    : 'map()';
  const own = Object.entries(attributes)
    .sort(byName)
    .map(([name, value]) => `${scope.constant(name, 'String')}, ${valueSql(value, scope)}`);
  if (own.length === 0) return `CAST(${late}, 'Map(String, String)')`;
  const filled = (map: string) => `mapFilter((k, v) -> v != '', ${map})`;
  // In order already.
  if (!takesLate) return filled(`map(${own.join(', ')})`);
  return `mapSort(${filled(`mapConcat(map(${own.join(', ')}), CAST(${late}, 'Map(String, String)'))`)})`;
};

/** The file's columns nothing reads: kept as attributes. */
export const restOf = (mapping: Mapping, header: readonly string[]): string[] => {
  const read = new Set([
    ...mapping.outputs.flatMap(({ columns, attributes, when }) => [
      ...[...Object.values(columns), ...Object.values(attributes)].flatMap(columnsOfValue),
      ...(when ? columnsOfValue(when) : []),
    ]),
    ...mapping.leaveOut.flatMap(columnsOfValue),
    ...(mapping.carried ? [mapping.carried.by] : []),
  ]);
  return header.filter(
    (name) => !read.has(name) && !(refusalColumns as readonly string[]).includes(name.toLowerCase()),
  );
};

/** What no output reads stays with the facts a row is first of all: those of the first output's kind, as a row need not be of that output itself. */
const isFirstOfAll = ({ outputs }: Mapping, output: Output, at: number): boolean =>
  at === 0 || (output.kind === outputs[0]?.kind && output.aside === undefined);

/** Told aside by many rows together: what one of them has besides is not theirs. */
const shared: readonly FactKind[] = ['customers', 'people', 'products'];

const mayKeepRest = (output: Output): boolean => output.aside === undefined || !shared.includes(output.kind);

/** In which rows an output's facts keep what no output reads: in all, in none, or in those that give nothing of the outputs before it in this. */
const restRows = (mapping: Mapping, output: Output, at: number): 'all' | 'none' | Condition => {
  if (isFirstOfAll(mapping, output, at)) return 'all';
  if (!mayKeepRest(output)) return 'none';
  const before = mapping.outputs.filter((each, n) => isFirstOfAll(mapping, each, n) || (n < at && mayKeepRest(each)));
  const taken = before.flatMap((each) => each.when ?? []);
  return taken.length < before.length ? 'none' : { not: { any: taken } };
};

/** The attributes of an output's facts; empty columns have none. */
const attributesSql = (
  mapping: Mapping,
  at: number,
  header: readonly string[],
  scope: ValueScope,
  { empty, hasMore }: BatchLook,
): string => {
  const output = mapping.outputs[at];
  if (!output) throw new Error(`no output ${at}`);
  const rows = restRows(mapping, output, at);
  const rest = Object.fromEntries(restOf(mapping, header).map((name) => [name, { column: name }]));
  const said = (attributes: Readonly<Record<string, Value>>, takesLate: boolean): string =>
    propsOf(
      Object.fromEntries(
        Object.entries(attributes).filter(([, value]) => !('column' in value && empty.has(value.column))),
      ),
      scope,
      takesLate,
    );
  const all = () => said(mapping.keepRest ? { ...rest, ...output.attributes } : output.attributes, hasMore);
  if (rows === 'all') return all();
  const own = said(output.attributes, false);
  return rows === 'none' || !mapping.keepRest ? own : `if(${conditionSql(rows, scope)}, ${all()}, ${own})`;
};

/** Personal data is gone, or a hash, before anything else sees the cell; a phone's digits are hashed however they are written. */
const personalCells = (mapping: Mapping, header: readonly string[], scope: ValueScope): string[] =>
  header.flatMap((name, at) => {
    const choice = mapping.personal[name] ?? 'keep';
    const cell = cellColumn(at);
    if (choice === 'keep') return [];
    if (choice === 'drop') return [`'' AS ${cell}`];
    const text = cellText(cell, scope);
    const digits = `replaceRegexpOne(replaceRegexpAll(${text}, '\\\\D', ''), '^8(\\\\d{10})$', '7\\\\1')`;
    const normal = `if(match(${text}, '^[-+() .\\\\d]{10,}$'), ${digits}, lowerUTF8(${text}))`;
    return [`if(${text} = '', '', lower(hex(SHA256(concat({salt:String}, ${normal}))))) AS ${cell}`];
  });

/** What all rows of a batch have in common: their statements leave out what reads anything else. */
export type BatchLook = {
  /** The file's columns that are empty in all rows. */
  empty: ReadonlySet<string>;
  /** Whether rows have attributes beside the columns. */
  hasMore: boolean;
  forms: Forms;
};

/** What the statements of one output read and write. */
export type OutputTables = {
  batch: string;
  checked: string;
  quarantine: string;
  /** SQL of what the rows of the batch are called by: `called_line`, `called_kind`, `called_key`. */
  called: string;
};

/** The statements that check the rows of one batch against one output. */
export type OutputStatements = {
  output: Output;
  /** Batch → checked: every row the output is of as a version, with its verdict: 0, or the number of the reason to refuse it. */
  check: (tables: OutputTables) => string;
  /** The rows of the batch this output refuses, but for those in `except` → quarantine. */
  refuse: (tables: OutputTables, except: readonly string[]) => string;
  parameters: Record<string, SqlValue>;
};

/** What the rows a lane has refused are called by: the kind and key of what each is first of all, 0 without an id. What many rows say aside (a customer, a product) calls none of them. */
export const calledSql = (outputs: readonly OutputStatements[], checked: readonly string[]): string => {
  const told = outputs.flatMap(({ output }, at) =>
    mayKeepRest(output)
      ? [`SELECT line, ${at} AS at, '${output.kind}' AS kind, if(id = '', 0, key) AS key FROM ${checked[at]}`]
      : [],
  );
  if (told.length === 0) return "SELECT toUInt64(0) AS called_line, '' AS called_kind, toUInt128(0) AS called_key";
  const refused = checked.map((table) => `SELECT line FROM ${table} WHERE verdict > 0`).join(' UNION ALL ');
  return `SELECT line AS called_line, argMin(kind, at) AS called_kind, argMin(key, at) AS called_key
    FROM (${told.join(' UNION ALL ')}) WHERE line IN (${refused}) GROUP BY line`;
};

export type FileStatements = {
  /** The statements of every output for a batch that looks so, under these decimal marks. */
  outputsOf: (look: BatchLook, marks: DecimalMarks) => OutputStatements[];
  /** SQL of how a batch looks: `empty`, the places of columns that are empty in all rows, `more` and `forms`. */
  look: string;
  lookOf: (found: LookFound) => BatchLook;
  /** Whether nothing but the rows' own text is needed to read the dates of a batch that looks so. */
  readsDates: (look: BatchLook) => boolean;
  /** Which rows of the batch have a date that only the whole file can tell; '' where there are no dates. */
  slashed: string;
  /** SQL of the texts of all dates. */
  dates: string[];
  /** The texts of all numbers. */
  numbers: NumberText[];
  /** The rows of a batch and the last row before it, with what a group's first row says put into its other rows; null where nothing is carried. */
  carried: ((batch: string, carry: string) => string) | null;
  /** Whether a row can be of no output at all. */
  leavesOut: boolean;
  parameters: Record<string, SqlValue>;
};

export type LookFound = { empty: number[]; more: number; forms: number[] };

const unseen: BatchLook = { empty: new Set(), hasMore: true, forms: new Map() };

const scopeOf = (
  header: readonly string[],
  prefix: string,
  parameters: Record<string, SqlValue>,
  hasTextMarks: boolean,
  { empty, forms }: BatchLook = unseen,
  marks: DecimalMarks = new Map(),
): ValueScope => {
  const indexes = new Map(header.map((name, at) => [name, at] as const));
  let count = 0;
  return {
    hasTextMarks,
    cellOf: (column) => {
      const index = indexes.get(column);
      return index === undefined || empty.has(column) ? null : cellColumn(index);
    },
    dateForm: (value) => dateFormOf(forms, value),
    numberForm: (value) => numberFormOf(forms, value),
    markOf: (value) => (marks.size === 0 ? undefined : marks.get(numberKey(value))),
    constant: (value, type) => {
      const name = `${prefix}${count}`;
      count += 1;
      parameters[name] = value;
      return `{${name}:${type}}`;
    },
  };
};

const outputStatements = (
  mapping: Mapping,
  at: number,
  output: Output,
  header: readonly string[],
  hasTextMarks: boolean,
  look: BatchLook,
  marks: DecimalMarks,
): OutputStatements => {
  const shape = factShapes[output.kind];
  const parameters: Record<string, SqlValue> = {};
  const scope = scopeOf(header, 'k_', parameters, hasTextMarks, look, marks);
  const columns = columnsOf(shape).filter((column) => column.name in output.columns || isCurrency(column));
  const own = columns.filter(({ name }) => name !== 'updated_at');
  const has = (name: string) => columns.some((column) => column.name === name);
  const steps = columns.map((column) => stepOf(column, output, mapping.vat, scope));
  const checks = checksOf(shape, output, scope);
  const props = attributesSql(mapping, at, header, scope, look);
  header.forEach((name, index) => {
    parameters[`head_${index}`] = name;
  });
  const personal = personalCells(mapping, header, scope);
  const named = own.filter(({ name }) => shape.identity.includes(name));
  const said = [
    ...mapping.leaveOut.map((condition) => `NOT (${conditionSql(condition, scope)})`),
    ...(output.when ? [conditionSql(output.when, scope)] : []),
  ];
  // What is said aside is said only where it is named.
  const [naming] = named;
  const namedBy = naming && output.columns[naming.name];
  if (output.aside !== undefined && namedBy) said.push(`${valueSql(namedBy, scope)} != ''`);
  const of =
    said.length === 0
      ? ''
      : `WHERE ${at === 0 ? "_flag != '' OR " : "_flag = '' AND "}${said.map((each) => `(${each})`).join(' AND ')}`;
  const unflagged = at > 0 && of === '' ? "WHERE _flag = ''" : of;

  const list = (each: (step: Step) => string) => steps.map(each).join(',\n  ');
  const conditions = [
    `_flag != '', ${checks.length + 1}`,
    ...checks.map(({ refuses }, n) => `${refuses}, ${n + 1}`),
    '0',
  ];
  const cellsOf = (batch: string) =>
    personal.length === 0 ? batch : `(SELECT * REPLACE (${personal.join(', ')}) FROM ${batch})`;
  /** `carried`: the columns of the batch that are read beside what is made of them. Every other costs the planner at each level. */
  const judgedFrom = (batch: string, carried: string) => {
    const texts = `SELECT ${carried}, ${list(({ name, text }) => `${text} AS t_${name}`)} FROM ${cellsOf(batch)} ${unflagged}`;
    const normals = `SELECT *, ${list(({ name, normal }) => `${normal} AS n_${name}`)} FROM (${texts})`;
    const values = `SELECT *, ${list(({ name, value }) => `${value} AS v_${name}`)} FROM (${normals})`;
    return `SELECT *, toUInt16(multiIf(${conditions.join(',\n  ')})) AS verdict FROM (${values})`;
  };

  const isNamed = named.length > 0;
  // A row that came in pieces, or whose day can't be read, has no name; it is refused.
  const unreadable = named
    .filter((column) => isDate(column) || isNumber(column))
    .map(({ name }) => ` OR (t_${name} != '' AND isNull(v_${name}))`);
  const id = isNamed
    ? `if(_flag != ''${unreadable.join('')}, '', concat(${[...named.map(identityText).flatMap((text, n) => (n === 0 ? [text] : ["'\\x1f'", text])), "''"].join(', ')}))`
    : "''";
  const hasCustomer = has('customer_id');
  const targets = [
    ...['workspace', 'source', 'import_id', 'line', 'hash', 'id', 'key', 'props', 'verdict'],
    ...(hasCustomer ? ['customer'] : []),
    ...(has('updated_at') ? ['updated_at'] : []),
    ...own.map(({ name }) => tableColumn(name)),
  ];
  const above = [props, ...conditions, ...steps.flatMap(({ normal, value }) => [normal, value])].join(' ');
  const inAbove = new Set(above.match(/\w+/g));
  const carried = [
    '_line',
    '_flag',
    ...['_more', ...header.map((_, index) => cellColumn(index))].filter((cell) => inAbove.has(cell)),
  ];
  const check = (tables: OutputTables) => `INSERT INTO ${tables.checked} (${targets.join(', ')})
SELECT {workspace:String}, {source:String}, {import_id:UInt64}, _line,
  reinterpretAsUInt128(sipHash128(${contentText(columns, shape)})), row_id,
  reinterpretAsUInt128(sipHash128({source:String}, row_id)), f_props, verdict,
  ${hasCustomer ? "if(v_customer_id = '', 0, sipHash64(v_customer_id))," : ''} ${has('updated_at') ? 'v_updated_at,' : ''}
  ${own.map((column) => finalValue(column, shape)).join(', ')}
FROM (SELECT *, ${props} AS f_props, ${id} AS row_id FROM (${judgedFrom(tables.batch, carried.join(', '))}))`;

  const array = (items: string[]) => `[${items.join(', ')}]`;
  const reasons = array(checks.map(({ reason }) => `'${reason}'`));
  const wheres = array(checks.map(({ where }) => scope.constant(where, 'String')));
  const values = array(checks.map(({ value }) => value));
  const cellOf = (index: number) => (hasTextMarks ? withoutMark(cellColumn(index)) : cellColumn(index));
  const cells = header.map((_, index) => `{head_${index}:String}, ${cellOf(index)}`).join(', ');
  const refuse = (tables: OutputTables, except: readonly string[]) => {
    const others = except.map((table) => ` AND _line NOT IN (SELECT line FROM ${table} WHERE verdict > 0)`).join('');
    const refused = `(SELECT * FROM ${tables.batch} WHERE _line IN (SELECT line FROM ${tables.checked} WHERE verdict > 0)${others})`;
    return `INSERT INTO ${tables.quarantine} (workspace, import_id, kind, file, line, column, value, reason, cells, row_kind, row_key)
SELECT {workspace:String}, {import_id:UInt64}, {kind:String}, {file:String}, _line,
  if(_flag != '', '', ${wheres}[verdict]), leftUTF8(toValidUTF8(if(_flag != '', _extra, ${values}[verdict])), 500),
  if(_flag != '', _flag, ${reasons}[verdict]),
  mapConcat(map(${cells}), if(_extra = '', map(), map('', _extra))), called_kind, called_key
FROM (${judgedFrom(refused, '*')}) AS refused LEFT JOIN (${tables.called}) AS called ON _line = called_line`;
  };
  return { output, check, refuse, parameters };
};

/** Fills the columns of `carried` from the row of the group that has them; `carry` holds the last row of what came before. */
const carriedRows = (mapping: Mapping, header: readonly string[]): FileStatements['carried'] => {
  const { carried } = mapping;
  if (!carried) return null;
  const cell = (name: string) => cellColumn(header.indexOf(name));
  const filled = carried.columns
    .filter((name) => header.includes(name))
    .map(
      (name) => `ifNull(last_value(nullIf(${trimmed(cell(name))}, '')) IGNORE NULLS OVER upto, '') AS ${cell(name)}`,
    );
  return (batch, carry) => `SELECT * REPLACE (${filled.join(', ')})
    FROM (SELECT * FROM ${batch} UNION ALL SELECT * FROM ${carry})
    WINDOW upto AS (PARTITION BY ${trimmed(cell(carried.by))} ORDER BY _line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
};

/**
 * Writes the SQL that makes facts of one file's rows: the whole work of an import is done by these statements, a batch at a time.
 *
 * A row that any output refuses is refused by all. Columns a mapping does not name are left to their defaults, but for the currency.
 */
export const statementsFor = (mapping: Mapping, header: readonly string[], format: TableFormat): FileStatements => {
  const hasTextMarks = tellsTexts(format);
  const parameters: Record<string, SqlValue> = {};
  const scope = scopeOf(header, 'd_', parameters, hasTextMarks);
  const known = new Map<string, OutputStatements[]>();
  const outputsOf = (look: BatchLook, marks: DecimalMarks): OutputStatements[] => {
    const told = [...marks, ...look.forms].map(([of, is]) => `${of}=${is}`).sort();
    const key = [...look.empty, `${look.hasMore}`, ...told].join('\x1f');
    const before = known.get(key);
    if (before) return before;
    const made = mapping.outputs.map((output, at) =>
      outputStatements(mapping, at, output, header, hasTextMarks, look, marks),
    );
    known.set(key, made);
    return made;
  };
  const dateValues = datesOf(mapping);
  const dates = dateValues.map((value) => valueSql(value, scope));
  const numbers = numbersOf(mapping);
  const texts = formTexts(mapping, dateValues, numbers, (value) => valueSql(value, scope));
  const [main] = mapping.outputs;
  const places = header.map((_, at) => `if(max(notEmpty(${cellColumn(at)})), -1, ${at})`);
  return {
    outputsOf,
    look: `arrayFilter(at -> at >= 0, [${places.join(', ')}]) AS empty, max(notEmpty(_more)) AS more, ${formsSql(texts)} AS forms`,
    lookOf: ({ empty, more, forms }) => ({
      empty: new Set(empty.map((at) => header[at] ?? '')),
      hasMore: more > 0,
      forms: formsFound(texts, forms),
    }),
    readsDates: ({ forms }) => dateValues.every((value) => dateFormOf(forms, value) !== undefined),
    slashed: mapping.dates === undefined ? dates.map((text) => read.isSlashed(text)).join(' OR ') : '',
    dates,
    numbers: numbers.map((value) => ({
      key: numberKey(value),
      ...numberEvidenceSql(value, scope),
      from: [...new Set(columnsOfValue(value))].join(' / '),
    })),
    carried: carriedRows(mapping, header),
    leavesOut: mapping.leaveOut.length > 0 || main?.when !== undefined || main?.aside !== undefined,
    parameters,
  };
};

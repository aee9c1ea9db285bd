import type { NumberEvidence } from '../../../layouts/number-marks.ts';
import type { Mapping } from '../../../model/mapping.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import type { Alike } from './alike.ts';
import { addEvidence, type DecimalMarks, findEvidence, isOpenNumber, provenMarks } from './number-evidence.ts';
import type { DateOrder } from './reading.ts';
import { noteResent } from './resent.ts';
import { emptyLane, fillBatch, type Lane, type StagingTables } from './staging.ts';
import { type BatchLook, calledSql, type FileStatements, type LookFound } from './statement.ts';
import type { Batch } from './tables/batch.ts';

/** What every batch of an import is taken with. */
export type Taking = {
  warehouse: Warehouse;
  workspace: string;
  importId: number;
  fileName: string;
  source: string;
  timeZone: string;
  currency: string;
  /** Makes hashes of personal data this installation's own. */
  salt: string;
  mapping: Mapping;
  tables: StagingTables;
  statements: FileStatements;
  header: readonly string[];
  /** Notes which refused rows a batch brings again; null where none can be, and in a dry run. */
  resent: ((batch: string) => string) | null;
  /** Notes which rows of a batch are like refused ones; null where none can be, and in a dry run. */
  alike: Alike | null;
  /** What the numbers read so far tell of their decimal marks, by all lanes together. */
  numbers: NumberEvidence[];
};

/** What only the whole file may tell: the order of its dates, the decimal marks of its numbers. */
export type Told = { dateOrder: DateOrder; marks: DecimalMarks };

/** What became of the rows of one batch. */
export type Taken = { refused: number; leftOut: number; nameless: number; deferred: number };

const parametersOf = (
  taking: Taking,
  at: number,
  own: Record<string, SqlValue>,
  dateOrder: DateOrder,
): Record<string, SqlValue> => {
  const { mapping, source } = taking;
  const output = mapping.outputs[at];
  return {
    ...own,
    workspace: taking.workspace,
    import_id: taking.importId,
    kind: output?.kind ?? '',
    file: taking.fileName,
    // What is said aside stands beside the source's own rows and never in their place.
    source: output?.aside === undefined ? source : `${source}/${output.aside}`,
    own_source: source,
    time_zone: mapping.timeZone ?? taking.timeZone,
    currency: mapping.currency ?? taking.currency,
    date_order: mapping.dates ?? dateOrder,
    salt: taking.salt,
  };
};

type Found = { refused: number; nameless: number; rows: number };

/** Keeps the good rows of one output, those in `refusing` left out. */
const keepGood = async (
  { warehouse, mapping, tables }: Taking,
  lane: Lane,
  at: number,
  found: Found,
  refusing: readonly string[],
): Promise<void> => {
  const refused = refusing.map((table) => ` AND line NOT IN (SELECT line FROM ${table} WHERE verdict > 0)`).join('');
  const good = `SELECT * EXCEPT verdict FROM ${lane.checked[at]} WHERE verdict = 0${refused}`;
  // Which rows of a file come to one id is known at its end.
  if (mapping.outputs[at]?.numbered) {
    await warehouse.command(`INSERT INTO ${tables.nameless[at]} ${good}`);
    return;
  }
  if (found.nameless > 0) await warehouse.command(`INSERT INTO ${tables.nameless[at]} ${good} AND id = ''`);
  const named = found.nameless > 0 ? " AND id != ''" : '';
  // What many rows say aside in the same words is one row.
  const once = mapping.outputs[at]?.aside === undefined ? '' : ' ORDER BY line DESC LIMIT 1 BY key, hash';
  await warehouse.command(`INSERT INTO ${tables.versions[at]} ${good}${named}${once}`);
};

const leftOutOf = async ({ warehouse, statements }: Taking, lane: Lane, found: readonly Found[]): Promise<number> => {
  if (!statements.leavesOut) return 0;
  const [rows] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${lane.batch}
      WHERE _line NOT IN (${lane.checked.map((table) => `SELECT line FROM ${table}`).join(' UNION ALL ')})`,
  );
  return found.length === 0 ? 0 : (rows?.rows ?? 0);
};

/** How the rows of a batch look: what none of them has need not be read. */
const lookAt = async ({ warehouse, statements, source }: Taking, lane: Lane): Promise<BatchLook> => {
  const [found] = await warehouse.rows<LookFound>(`SELECT ${statements.look} FROM ${lane.batch}`, {
    parameters: { ...statements.parameters, own_source: source },
  });
  return statements.lookOf(found ?? { empty: [], more: 0, forms: [] });
};

/** Checks the rows that stand in a lane: the refused go to quarantine, the rest to their versions. A row one output refuses is refused by all. */
export const takeLane = async (
  taking: Taking,
  lane: Lane,
  { dateOrder, marks }: Told,
  look?: BatchLook,
): Promise<Taken> => {
  const { warehouse, tables } = taking;
  const found: Found[] = [];
  const outputs = taking.statements.outputsOf(look ?? (await lookAt(taking, lane)), marks);
  const called = calledSql(outputs, lane.checked);
  for (const [at, output] of outputs.entries()) {
    const names = { batch: lane.batch, checked: lane.checked[at] ?? '', quarantine: tables.quarantine, called };
    await warehouse.command(output.check(names), {
      parameters: parametersOf(taking, at, output.parameters, dateOrder),
      // A statement this long costs the planner as much as its rows cost, and there is nothing in it to rearrange.
      settings: { query_plan_enable_optimizations: 0 },
    });
    const [counted] = await warehouse.rows<Found>(
      `SELECT countIf(verdict > 0) AS refused, countIf(verdict = 0 ${output.output.numbered ? '' : "AND id = ''"}) AS nameless, count() AS rows FROM ${names.checked}`,
    );
    found.push(counted ?? { refused: 0, nameless: 0, rows: 0 });
  }
  const refusing = lane.checked.filter((_, at) => (found[at]?.refused ?? 0) > 0);
  const before: string[] = [];
  for (const [at, output] of outputs.entries()) {
    const checked = lane.checked[at] ?? '';
    const counted = found[at];
    if (!counted || counted.refused === 0) continue;
    const names = { batch: lane.batch, checked, quarantine: tables.quarantine, called };
    await warehouse.command(output.refuse(names, before), {
      parameters: parametersOf(taking, at, output.parameters, dateOrder),
    });
    before.push(checked);
  }
  for (const [at, counted] of found.entries())
    if (counted.rows > 0) await keepGood(taking, lane, at, counted, refusing.length > 0 ? refusing : []);
  const leftOut = await leftOutOf(taking, lane, found);
  const refused = await refusedOf(taking, refusing, found);
  await emptyLane(warehouse, lane);
  return { refused, leftOut, nameless: found.reduce((sum, { nameless }) => sum + nameless, 0), deferred: 0 };
};

const refusedOf = async (
  { warehouse }: Taking,
  refusing: readonly string[],
  found: readonly Found[],
): Promise<number> => {
  if (refusing.length < 2) return found.reduce((sum, { refused }) => sum + refused, 0);
  const all = refusing.map((table) => `SELECT line FROM ${table} WHERE verdict > 0`).join(' UNION ALL ');
  const [rows] = await warehouse.rows<{ rows: number }>(`SELECT uniqExact(line) AS rows FROM (${all})`);
  return rows?.rows ?? 0;
};

/** Sets rows aside whose dates, or numbers of a decimal mark nothing has proven yet, only the whole file can tell. */
const setAside = async (taking: Taking, lane: Lane, marks: DecimalMarks, look: BatchLook): Promise<number> => {
  const { warehouse, tables, statements, source } = taking;
  const unproven = statements.numbers.filter(({ key }, at) => taking.numbers[at]?.open && !marks.has(key));
  const reasons = [
    ...(statements.slashed && !statements.readsDates(look) ? [statements.slashed] : []),
    ...unproven.map(isOpenNumber),
  ];
  if (reasons.length === 0) return 0;
  const openRows = reasons.map((reason) => `(${reason})`).join(' OR ');
  const parameters = { ...statements.parameters, own_source: source };
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${lane.batch} WHERE ${openRows}`,
    { parameters },
  );
  if (!found || found.rows === 0) return 0;
  await warehouse.command(`INSERT INTO ${tables.deferred} SELECT * FROM ${lane.batch} WHERE ${openRows}`, {
    parameters,
  });
  await warehouse.command(`ALTER TABLE ${lane.batch} DELETE WHERE ${openRows}`, {
    parameters,
    settings: { mutations_sync: 2 },
  });
  return found.rows;
};

/** Puts what a group's first row says into the rows below it, over the border between batches too. */
const carryOver = async ({ warehouse, tables, statements }: Taking, lane: Lane): Promise<void> => {
  const { carried } = statements;
  if (!carried) return;
  const filled = `${lane.batch}_filled`;
  // Every batch leaves its last row, so that an import cut short finds the one of the batch it goes on from.
  const before = `(SELECT * FROM ${tables.carry} ORDER BY _line DESC LIMIT 1)`;
  const [last] = await warehouse.rows<{ line: number }>(`SELECT max(_line) AS line FROM ${tables.carry}`);
  await warehouse.command(`CREATE OR REPLACE TABLE ${filled} AS ${lane.batch} ENGINE = Memory`);
  await warehouse.command(
    `INSERT INTO ${filled} SELECT * FROM (${carried(lane.batch, before)}) WHERE _line > {last:UInt64}`,
    { parameters: { last: last?.line ?? 0 } },
  );
  await warehouse.command(`TRUNCATE TABLE ${lane.batch}`);
  await warehouse.command(`INSERT INTO ${lane.batch} SELECT * FROM ${filled}`);
  await warehouse.command(`DROP TABLE ${filled} SYNC`);
  await warehouse.command(`INSERT INTO ${tables.carry} SELECT * FROM ${lane.batch} ORDER BY _line DESC LIMIT 1`);
};

const evidenceIn = ({ warehouse, statements, source, numbers }: Taking, lane: Lane): Promise<NumberEvidence[]> =>
  findEvidence(warehouse, lane.batch, statements.numbers, numbers, { ...statements.parameters, own_source: source });

/** Takes one batch of a file through a lane; rows up to `after` are in already. Gives the last line of the batch, and what its numbers tell, too. */
export const takeBatch = async (
  taking: Taking,
  lane: Lane,
  batch: Batch,
  after: number,
): Promise<Taken & { lastLine: number; numbers: NumberEvidence[] }> => {
  const { warehouse } = taking;
  const lastLine = await fillBatch(warehouse, lane, batch);
  if (after > 0)
    await warehouse.command(`ALTER TABLE ${lane.batch} DELETE WHERE _line <= {after:UInt64}`, {
      parameters: { after },
      settings: { mutations_sync: 2 },
    });
  if (taking.resent) await noteResent(warehouse, taking.resent, lane.batch, taking);
  await carryOver(taking, lane);
  if (taking.alike) await taking.alike.note(lane.batch);
  const numbers = await evidenceIn(taking, lane);
  taking.numbers = addEvidence(taking.numbers, numbers);
  const marks = provenMarks(taking.statements.numbers, taking.numbers);
  const look = await lookAt(taking, lane);
  const deferred = await setAside(taking, lane, marks, look);
  return { ...(await takeLane(taking, lane, { dateOrder: '', marks }, look)), deferred, lastLine, numbers };
};

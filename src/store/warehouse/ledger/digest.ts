import type { RunOptions, Warehouse } from '../warehouse.ts';
import { type Occurring, occurring, spellingOf, spellingsSql } from './channels.ts';
import { ofWorkspace } from './fragments.ts';
import { anonymous, isNameless, namedRows, numberOf, type RowsWhere } from './talks.ts';

/** What a digest of interactions has, told without looking at it. */
export type Digest = {
  rows: number;
  persons: boolean;
  anonymous: boolean;
  actors: boolean;
  hours: boolean;
  /** The latest interaction, a number as `numberOf` makes it. */
  lastAt: number;
  /** In how many ways interactions write where their customers came from. */
  spellings: number;
  origins: Occurring;
};

type Digesting = { workspace: string } & Pick<RunOptions, 'settings' | 'signal'>;

const tables = ['digest_interactions', 'digest_subjects', 'digest_kinds', 'digest_origins'] as const;
/** Every table of digests; they are made anew from facts. */
export const digestTables: readonly string[] = ['digests', ...tables];

const kind = 'interactions';
/** Raised whenever the same facts would give another digest. */
const making = 1;
/** Rows sorted at once. */
const rowsAtOnce = 8_000_000;

/**
 * What tells one state of facts from every other. All that is ever written of a key raises its revision, and merging only takes away what
 * was outdone, so that states never have both the same latest revision and the same sum of all.
 */
const stateSql = `SELECT toString((${making},
  (SELECT (count(), max(revision), sum(revision)) FROM current_interactions WHERE ${ofWorkspace}),
  (SELECT (count(), max(revision), sum(revision)) FROM current_people WHERE ${ofWorkspace}))) AS state`;

const dropDigest = async (warehouse: Warehouse, workspace: string): Promise<void> => {
  for (const table of digestTables)
    await warehouse.command(`ALTER TABLE ${table} DROP PARTITION {workspace:String}`, { parameters: { workspace } });
};

/**
 * The digest of a workspace's interactions as they are now, made where there is none of them yet.
 *
 * Facts must not change while it runs. An import or an undo makes the one before stale; so does a restore, which brings none along.
 */
export const digestInteractions = async (warehouse: Warehouse, digesting: Digesting): Promise<Digest> => {
  const { workspace } = digesting;
  const { now, made, digest: standing } = await lookUp(warehouse, workspace);
  if (standing) return standing;
  if (made || now?.left) await dropDigest(warehouse, workspace);
  if (!now?.rows) return noDigest;
  const digest = await makeDigest(warehouse, digesting);
  await warehouse.command(`INSERT INTO digests SELECT {workspace:String}, '${kind}', {state:String}, {told:String}`, {
    parameters: { workspace, state: now.state, told: JSON.stringify(digest) },
  });
  return digest;
};

/** The digest that is there and of the interactions as they are now; null without one. */
export const standingDigest = async (warehouse: Warehouse, workspace: string): Promise<Digest | null> =>
  (await lookUp(warehouse, workspace)).digest;

const lookUp = async (warehouse: Warehouse, workspace: string) => {
  const parameters = { workspace };
  const [now] = await warehouse.rows<{ state: string; rows: number; kept: number; left: number }>(
    `${stateSql}, (SELECT count() FROM current_interactions WHERE ${ofWorkspace}) AS rows,
      (SELECT count() FROM digest_interactions WHERE ${ofWorkspace}) AS kept, kept + ${tables
        .map((table) => `(SELECT count() FROM ${table} WHERE ${ofWorkspace})`)
        .join(' + ')} AS left`,
    { parameters },
  );
  const [made] = await warehouse.rows<{ made_of: string; told: string }>(
    `SELECT made_of, told FROM digests WHERE ${ofWorkspace} AND kind = '${kind}'`,
    { parameters },
  );
  const told = made && made.made_of === now?.state ? (JSON.parse(made.told) as Digest) : null;
  // What the disk lost is made again.
  return { now, made, digest: told && told.rows === now?.kept ? told : null };
};

const noDigest: Digest = {
  rows: 0,
  persons: false,
  anonymous: false,
  actors: false,
  hours: false,
  lastAt: 0,
  spellings: 0,
  origins: { channels: [], campaigns: [], props: [], tagged: 0 },
};

const lookSql = `SELECT count() AS rows, max(person_id != '' AND customer = 0) AS persons, max(person_id = '' AND customer = 0) AS anonymous,
  max(actor != '') AS actors, max(hours IS NOT NULL) AS hours, max(${numberOf('occurred_at')}) AS lastAt
  FROM current_interactions FINAL WHERE ${ofWorkspace}`;

const makeDigest = async (warehouse: Warehouse, { workspace, ...options }: Digesting): Promise<Digest> => {
  const parameters = { workspace };
  const [look] = await warehouse.rows<Record<'rows' | 'persons' | 'anonymous' | 'actors' | 'hours' | 'lastAt', number>>(
    lookSql,
    {
      parameters,
    },
  );
  const origins = await occurring(warehouse, kind, workspace, options.signal);
  const has = { persons: Boolean(look?.persons), anonymous: Boolean(look?.anonymous) };
  await warehouse.command(kindsSql, { parameters, ...options });
  await warehouse.command(originsSql(origins.props), { parameters, ...options });
  if (has.persons || has.anonymous) await warehouse.command(subjectsSql(has), { parameters, ...options });
  const rows = look?.rows ?? 0;
  const slices = Math.ceil(rows / rowsAtOnce) || 1;
  for (let slice = 0; rows > 0 && slice < slices; slice += 1)
    await warehouse.command(interactionsSql(has, origins.props, slices > 1), {
      parameters: { workspace, slices, slice },
      ...options,
      settings: { ...options.settings, max_insert_threads: 1, min_insert_block_size_rows: rowsAtOnce },
    });
  const [kept] = await warehouse.rows<{ rows: number; spellings: number }>(
    `SELECT (SELECT count() FROM digest_interactions WHERE ${ofWorkspace}) AS rows,
      (SELECT count() FROM digest_origins WHERE ${ofWorkspace}) AS spellings`,
    { parameters },
  );
  return {
    ...has,
    rows: kept?.rows ?? 0,
    actors: Boolean(look?.actors),
    hours: Boolean(look?.hours),
    lastAt: look?.lastAt ?? 0,
    spellings: kept?.spellings ?? 0,
    origins,
  };
};

const kindsSql = `INSERT INTO digest_kinds SELECT {workspace:String}, row_number() OVER (ORDER BY toString(kind)), kind FROM (
  SELECT DISTINCT kind FROM current_interactions WHERE ${ofWorkspace})`;

const originsSql = (props: readonly string[]): string => {
  // Without attributes few rows differ, which is told by their short columns alone.
  const short = `(SELECT DISTINCT workspace, channel, touch_source, medium, campaign FROM current_interactions WHERE ${ofWorkspace})`;
  const spellings = spellingsSql(kind, props, props.length === 0 ? short : 'current_interactions');
  return `INSERT INTO digest_origins SELECT {workspace:String}, row_number() OVER (ORDER BY hash), * FROM (${spellings})`;
};

/** The persons and anonymous ids that the numbers of subjects stand for; customers say who they are themselves. */
const subjectsSql = (has: Pick<Digest, 'persons' | 'anonymous'>): string => {
  const hashed = (prefix: string, column: string, where: string) =>
    `SELECT DISTINCT concat('${prefix}', ${column}) AS subject FROM current_interactions WHERE ${ofWorkspace} AND customer = 0 AND ${where}`;
  const subjects = [
    ...(has.persons ? [hashed('person:', 'person_id', `person_id != ''`)] : []),
    ...(has.anonymous ? [hashed('anonymous:', 'anonymous_id', `person_id = ''`)] : []),
  ];
  return `INSERT INTO digest_subjects SELECT {workspace:String}, sipHash64(subject), subject FROM (${subjects.join(' UNION ALL ')})`;
};

const rowsWhere: RowsWhere = (condition) =>
  `SELECT * FROM current_interactions FINAL WHERE ${ofWorkspace} AND ${condition}`;

const interactionsSql = (
  has: Pick<Digest, 'persons' | 'anonymous'>,
  props: readonly string[],
  sliced: boolean,
): string => {
  const cells = `${numberOf('occurred_at')} AS at, transform(kind, kinds.1, kinds.2, toUInt32(0)) AS kind_no,
    transform(${spellingOf(kind, props)}, spellings.1, spellings.2, toUInt32(0)) AS origin_no, actor != '' AS is_ours`;
  const rows = namedRows(rowsWhere, has.persons);
  const named = `SELECT known AS subject, true AS is_named, toUInt64(0) AS nameless, toUInt64(0) AS owned_at, ${cells} FROM (${rows})`;
  const owners = `SELECT ${anonymous} AS nameless, argMin(known, (occurred_at, id, source)) AS owner, min(${numberOf('occurred_at')}) AS owned_at
    FROM (${rows}) WHERE anonymous_id != '' GROUP BY nameless`;
  const nameless = `SELECT if(o.owned_at = 0, r.nameless, o.owner) AS subject, false, r.nameless, o.owned_at, r.at, r.kind_no, r.origin_no, r.is_ours
    FROM (SELECT ${anonymous} AS nameless, ${cells} FROM (${rowsWhere(isNameless)})) AS r LEFT ANY JOIN (${owners}) AS o ON o.nameless = r.nameless`;
  return `INSERT INTO digest_interactions
    WITH (SELECT (groupArray(kind), groupArray(no)) FROM digest_kinds WHERE ${ofWorkspace}) AS kinds,
      (SELECT (groupArray(spelling), groupArray(no)) FROM digest_origins WHERE ${ofWorkspace}) AS spellings
    SELECT {workspace:String}, * FROM (${named}${has.anonymous ? ` UNION ALL ${nameless}` : ''})
    ${sliced ? 'WHERE subject % {slices:UInt32} = {slice:UInt32}' : ''} ORDER BY subject`;
};

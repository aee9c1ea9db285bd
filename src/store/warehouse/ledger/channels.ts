import { type ChannelPolicy, meaningOf } from '../../../analysis/channels/meaning.ts';
import { clickProps, referrerProps } from '../../../analysis/channels/origin.ts';
import { hostExpression } from '../../../analysis/channels/spelling.ts';
import { type Meaning, type Origin, type OriginKind, originKinds } from '../../../model/channels.ts';
import type { FactKind } from '../../../model/facts.ts';
import type { RunOptions, Warehouse } from '../warehouse.ts';

/**
 * Kinds of facts some of whose origins mean another channel or campaign than is written, each with the attributes that tell of origins
 * there. Empty where everything means what is written: then nothing is looked up.
 */
export type Origins = Partial<Record<OriginKind, readonly string[]>>;

const tags = ['utm_source', 'utm_medium', 'utm_campaign'] as const;
const originProps: readonly string[] = [...tags, ...referrerProps, ...clickProps];
const text = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const prop = (name: string): string => `props[${text(name)}]`;

/** The cells of an origin as SQL, as `originOf` defines them; only attributes that occur are looked for. */
export const originColumns = (kind: OriginKind, props: readonly string[]): Record<keyof Origin, string> => {
  const cell = (column: string | null, name: (typeof tags)[number]): string => {
    const attribute = props.includes(name) ? prop(name) : `''`;
    if (column === null || !props.includes(name)) return column === null ? attribute : `toString(${column})`;
    return `if(${column} != '', toString(${column}), ${attribute})`;
  };
  const own = (column: string): string | null => (kind === 'interactions' ? column : null);
  const referrers = referrerProps.filter((name) => props.includes(name)).map(prop);
  const clicks = clickProps.filter((name) => props.includes(name));
  const referrer = referrers.reduceRight((rest, name) => `if(${name} != '', ${name}, ${rest})`, `''`);
  const listed = `[${clicks.map((name) => `if(${prop(name)} != '', ${text(name)}, '')`).join(', ')}]`;
  return {
    channel: 'toString(channel)',
    source: cell(own('touch_source'), 'utm_source'),
    medium: cell(own('medium'), 'utm_medium'),
    campaign: cell('campaign', 'utm_campaign'),
    referrer: referrers.length === 0 ? `''` : `extract(${referrer}, ${text(hostExpression)})`,
    click: clicks.length === 0 ? `''` : `arrayStringConcat(arrayFilter(name -> name != '', ${listed}), ',')`,
  };
};

/** What an origin is looked up by. */
export const spellingOf = (kind: OriginKind, props: readonly string[]): string =>
  `sipHash64(${Object.values(originColumns(kind, props)).join(', ')})`;

/** All spellings of a kind of facts with their cells, and whether the cell is another campaign than is written. */
export const spellingsSql = (kind: OriginKind, props: readonly string[], facts = `current_${kind}`): string => {
  const cells = originColumns(kind, props);
  return `SELECT ${spellingOf(kind, props)} AS hash, ${Object.entries(cells)
    .map(([name, sql]) => `any(${sql}) AS cell_${name}`)
    .join(', ')}, max(${cells.campaign} != toString(campaign)) AS is_apart
    FROM ${facts} WHERE workspace = {workspace:String} GROUP BY hash`;
};

const ofSnapshot = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
const meant = `(SELECT (groupArray(spelling), groupArray(channel), groupArray(campaign)) FROM work_channels WHERE ${ofSnapshot})`;

/** All columns of a fact of a kind, its channel and campaign as its origin means them. */
export const columnsAsMeant = (kind: FactKind, origins: Origins | undefined): string => {
  const told = originKinds.find((each) => each === kind);
  const props = told && origins?.[told];
  if (told === undefined || props === undefined) return '*';
  const looked = (column: 'channel' | 'campaign', at: number): string =>
    `transform(${spellingOf(told, props)}, ${meant}.1, ${meant}.${at}, toString(${column})) AS ${column}`;
  return `* REPLACE (${looked('channel', 2)}, ${looked('campaign', 3)})`;
};

/** Values of a column that only come of what origins mean; goes on a list of those that are written. */
export const alsoMeant = (kind: OriginKind, column: string, origins: Origins | undefined): string =>
  origins?.[kind] !== undefined && (column === 'channel' || column === 'campaign')
    ? ` UNION DISTINCT SELECT ${column} FROM work_channels WHERE ${ofSnapshot} AND ${column} != ''`
    : '';

/** What of origins occurs in a kind of facts. */
export type Occurring = { channels: string[]; campaigns: string[]; props: string[]; tagged: number };

/** What of origins occurs in a kind of facts at all. */
export const occurring = async (
  warehouse: Warehouse,
  kind: OriginKind,
  workspace: string,
  signal?: AbortSignal,
): Promise<Occurring> => {
  const tagged = kind === 'interactions' ? `max(touch_source != '' OR medium != '')` : '0';
  const [found] = await warehouse.rows<Occurring>(
    `SELECT groupUniqArray(toString(channel)) AS channels, groupUniqArray(toString(campaign)) AS campaigns,
      arraySort(arrayIntersect(groupUniqArrayArray(mapKeys(props)), [${originProps.map(text).join(', ')}])) AS props, ${tagged} AS tagged
    FROM current_${kind} WHERE workspace = {workspace:String}`,
    { parameters: { workspace }, ...(signal ? { signal } : {}) },
  );
  return found ?? { channels: [], campaigns: [], props: [], tagged: 0 };
};

const bare = (cells: Partial<Origin>): Origin => ({
  channel: '',
  source: '',
  medium: '',
  campaign: '',
  referrer: '',
  click: '',
  ...cells,
});

const pageRows = 50_000;
type SpellingRow = Origin & { spelling: string; is_apart: boolean };

/**
 * Writes down what the origins of a workspace's facts mean, of those that mean something else than is written, and tells in which kinds
 * there are such. Where neither rules nor anything but plain channels occur the facts are looked through once and no more.
 */
export const writeMeanings = async (
  warehouse: Warehouse,
  { workspace, snapshot, digested }: { workspace: string; snapshot: number; digested?: Occurring },
  policy: ChannelPolicy,
  options: Pick<RunOptions, 'settings' | 'signal'> = {},
): Promise<Origins> => {
  const means = meaningOf(policy);
  const stays = (meaning: Meaning, { channel, campaign }: Origin): boolean =>
    meaning.channel === channel && meaning.campaign === campaign;
  const parameters = { workspace, snapshot };
  const origins: Origins = {};
  for (const kind of originKinds) {
    const isDigested = kind === 'interactions' && digested !== undefined;
    const { channels, campaigns, props, tagged } = isDigested
      ? digested
      : await occurring(warehouse, kind, workspace, options.signal);
    const alone = [...channels.map((channel) => bare({ channel })), ...campaigns.map((campaign) => bare({ campaign }))];
    const isPlain = policy.rules.length === 0 && props.length === 0 && !tagged;
    if (isPlain && alone.every((origin) => stays(means(origin), origin))) continue;
    origins[kind] = props;
    const spellings = isDigested
      ? `SELECT spelling, ${Object.keys(originColumns(kind, props)).join(', ')}, is_apart FROM digest_origins WHERE workspace = {workspace:String}`
      : spellingsSql(kind, props);
    await warehouse.command(
      `INSERT INTO work_spellings SELECT {workspace:String}, {snapshot:UInt64}, * FROM (${spellings})`,
      { parameters, ...options },
    );
  }
  if (Object.keys(origins).length === 0) return origins;
  let differing = 0;
  for (let after = '0'; ; ) {
    const page = await warehouse.rows<SpellingRow>(
      `SELECT toString(spelling) AS spelling, any(channel) AS channel, any(source) AS source, any(medium) AS medium, any(campaign) AS campaign,
        any(referrer) AS referrer, any(click) AS click, max(is_apart) AS is_apart
      FROM work_spellings AS s WHERE ${ofSnapshot} AND s.spelling > {after:UInt64} GROUP BY s.spelling ORDER BY s.spelling LIMIT ${pageRows}`,
      { parameters: { ...parameters, after }, ...options },
    );
    const lines = page.flatMap(({ spelling, is_apart, ...origin }) => {
      const meaning = means(origin);
      if (!is_apart && stays(meaning, origin)) return [];
      return [JSON.stringify({ workspace, snapshot, spelling, channel: meaning.channel, campaign: meaning.campaign })];
    });
    differing += lines.length;
    if (lines.length > 0)
      await warehouse.insert(
        'INSERT INTO work_channels (workspace, snapshot, spelling, channel, campaign) FORMAT JSONEachRow',
        new TextEncoder().encode(lines.join('\n')),
      );
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) break;
    after = last.spelling;
  }
  return differing === 0 ? {} : origins;
};

import { type ChannelPolicy, meaningOf } from '../../../../analysis/channels/meaning.ts';
import type { CreditedThing } from '../../../../model/attribution.ts';
import type { EvidenceRule } from '../../../../model/blueprint/journey.ts';
import type { Origin } from '../../../../model/channels.ts';
import { occurring, spellingOf, spellingsSql } from '../../ledger/channels.ts';
import { standingDigest } from '../../ledger/digest.ts';
import { digested } from '../../ledger/digested.ts';
import { ofSnapshot, ofWorkspace } from '../../ledger/fragments.ts';
import { kindsThat, type Naming, numberOf, ownersWhere, seenInteractions } from '../../ledger/talks.ts';
import type { SqlValue, Warehouse } from '../../warehouse.ts';
import { factColumn } from '../evidence.ts';
import type { Scope } from '../scope.ts';
import { Parameters, testSql } from '../tests.ts';

/**
 * Touches as a query gives them: `customer`, `at` as a number (`numberOf`), and `key_no`, the place in `keys` counted from 1. Touches are interactions
 * that have what is credited (of campaigns: a channel) and are no results.
 */
export type TouchRows = { sql: string; keys: string[]; parameters: Record<string, SqlValue> };

type Asked = { by: CreditedThing; channels: ChannelPolicy; rules?: readonly EvidenceRule[] | undefined };
type SpelledOrigin = Origin & { spelling: string };

/** The numbers of keys by what stands for an origin; 0 where it has no channel. */
const numbered = (origins: readonly SpelledOrigin[], { by, channels }: Asked) => {
  const means = meaningOf(channels);
  const keys = new Map<string, number>();
  const numbers = origins.map(({ spelling: _, ...origin }) => {
    const { channel, campaign } = means(origin);
    if (channel === '') return 0;
    const key = by === 'campaign' ? campaign : channel;
    const number = keys.get(key) ?? keys.size + 1;
    keys.set(key, number);
    return number;
  });
  return { keys: [...keys.keys()], numbers };
};

/** Whether records are joined and anonymous ids owned by a key under a snapshot, and what of naming occurs at all. */
export const namingOf = async (warehouse: Warehouse, scope: Scope): Promise<Naming> => {
  const nameless = `(SELECT count() > 0 FROM (SELECT 1 FROM current_interactions WHERE ${ofWorkspace} AND customer = 0 AND person_id = '' LIMIT 1))`;
  const personal = `(SELECT count() > 0 FROM (SELECT 1 FROM current_interactions WHERE ${ofWorkspace} AND customer = 0 AND person_id != '' LIMIT 1))`;
  const [row] = await warehouse.rows<Record<'joined' | 'keyed' | 'persons' | 'anonymous', number>>(
    `SELECT (SELECT count() > 0 FROM ledger_joins WHERE ${ofSnapshot}) AS joined,
      (SELECT count() > 0 FROM ledger_keyed WHERE ${ofSnapshot}) AS keyed, ${personal} AS persons, ${nameless} AS anonymous`,
    { parameters: scope },
  );
  return {
    joined: Boolean(row?.joined),
    keyed: Boolean(row?.keyed),
    persons: Boolean(row?.persons),
    anonymous: Boolean(row?.anonymous),
  };
};

/**
 * The touches of everybody, out of the digest where it is of the facts as they are, else out of the facts.
 *
 * Binds `workspace`, `snapshot`, `as_of`, `time_zone`, `anonymous_window_ms`, `activation_kinds` beside its own parameters.
 */
export const touchRows = async (warehouse: Warehouse, scope: Scope, asked: Asked): Promise<TouchRows> => {
  const naming = await namingOf(warehouse, scope);
  if (asked.by === 'touchpoint') return touchpointRows(warehouse, scope, naming);
  if (asked.by === 'cell') return cellRows(naming, asked.rules ?? []);
  const digest = await standingDigest(warehouse, scope.workspace);
  if (!digest) return spelledRows(warehouse, scope, naming, asked);
  const origins = await warehouse.rows<SpelledOrigin & { no: number }>(
    `SELECT no, toString(spelling) AS spelling, channel, source, medium, campaign, referrer, click FROM digest_origins WHERE ${ofWorkspace} ORDER BY no`,
    { parameters: scope },
  );
  const { keys, numbers } = numbered(
    origins.map(({ no: _, ...origin }) => origin),
    asked,
  );
  const places = `(SELECT groupArray(no) FROM digest_kinds WHERE ${ofWorkspace} AND ${kindsThat.result})`;
  return {
    keys,
    parameters: { origin_keys: numbers },
    // Numbers of origins are their places: 1, 2, 3, …
    sql: `SELECT customer, at, {origin_keys:Array(UInt32)}[origin_no] AS key_no
      FROM (${digested({ ...naming, cut: true })}) WHERE key_no != 0 AND NOT has(${places}, kind_no)`,
  };
};

const byFacts = (naming: Naming): string => seenInteractions(naming, ownersWhere(naming, '1'));

const spelledRows = async (warehouse: Warehouse, scope: Scope, naming: Naming, asked: Asked): Promise<TouchRows> => {
  const { props } = await occurring(warehouse, 'interactions', scope.workspace);
  const cells = ['channel', 'source', 'medium', 'campaign', 'referrer', 'click'];
  const origins = await warehouse.rows<SpelledOrigin>(
    `SELECT toString(hash) AS spelling, ${cells.map((cell) => `cell_${cell} AS ${cell}`).join(', ')}
      FROM (${spellingsSql('interactions', props)}) ORDER BY spelling`,
    { parameters: scope },
  );
  const { keys, numbers } = numbered(origins, asked);
  const spellings = `{spellings:Array(UInt64)}, {spelling_keys:Array(UInt32)}`;
  return {
    keys,
    parameters: {
      // The engine looks nothing up in an empty list.
      spellings: [...origins.map(({ spelling }) => BigInt(spelling)), 0n],
      spelling_keys: [...numbers, 0],
    },
    sql: `SELECT customer, ${numberOf('occurred_at')} AS at, transform(${spellingOf('interactions', props)}, ${spellings}, toUInt32(0)) AS key_no
      FROM (${byFacts(naming)}) WHERE key_no != 0 AND NOT (${kindsThat.result})`,
  };
};

const touchpointRows = async (warehouse: Warehouse, scope: Scope, naming: Naming): Promise<TouchRows> => {
  const found = await warehouse.rows<{ touchpoint: string }>(
    `SELECT DISTINCT toString(touchpoint) AS touchpoint FROM current_interactions WHERE ${ofWorkspace} AND touchpoint != '' ORDER BY touchpoint`,
    { parameters: scope },
  );
  const keys = found.map(({ touchpoint }) => touchpoint);
  return {
    keys,
    parameters: { touchpoints: [...keys, ''], touchpoint_nos: [...keys.map((_, at) => at + 1), 0] },
    sql: `SELECT customer, ${numberOf('occurred_at')} AS at,
        transform(toString(touchpoint), {touchpoints:Array(String)}, {touchpoint_nos:Array(UInt32)}, toUInt32(0)) AS key_no
      FROM (${byFacts(naming)}) WHERE key_no != 0 AND NOT (${kindsThat.result})`,
  };
};

/** Touches of the cells that the design's rules see interactions in; the first rule that fits takes one, also where it names no cell. */
const cellRows = (naming: Naming, rules: readonly EvidenceRule[]): TouchRows => {
  const reading = rules.filter(({ fact }) => fact === 'interaction');
  const keys = [...new Set(reading.flatMap(({ cell }) => cell ?? []))];
  const bound = new Parameters();
  const fits = reading.map(({ when, from }) => {
    const since = from === null ? [] : [`day >= ${bound.add('Date32', from)}`];
    const tests = when.map((test) => testSql(test, factColumn('interaction', test.field, bound), bound));
    return [...since, ...tests, 'true'].join(' AND ');
  });
  const numbers = reading.map(({ cell }) => (cell === null ? 0 : keys.indexOf(cell) + 1));
  const branches = fits.map((condition, at) => `${condition}, ${numbers[at]}, `).join('');
  const key = keys.length === 0 ? 'toUInt32(0)' : `toUInt32(multiIf(${branches}0))`;
  return {
    keys,
    parameters: bound.values,
    sql: `SELECT customer, ${numberOf('occurred_at')} AS at, ${key} AS key_no FROM (${byFacts(naming)}) WHERE key_no != 0 AND NOT (${kindsThat.result})`,
  };
};

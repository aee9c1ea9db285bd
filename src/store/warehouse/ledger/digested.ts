import { type Branches, head, inSlice, ofSlice, ofSnapshot, ofWorkspace } from './fragments.ts';
import { dayOfNumber, instantOf, kindsThat, numberOf, numberOfMs, proofs } from './talks.ts';

/** The first moment of a day as a number. */
const beginOf = (day: string): string => numberOf(`toDateTime64(${day}, 3, {time_zone:String})`);
/** Interactions up to the as-of day; where that is all of them nothing is asked of any. */
const seenUpTo = (branches: Pick<Branches, 'cut'>, at: string): string =>
  branches.cut ? `${at} < ${beginOf('{as_of:Date32} + 1')}` : 'true';

/**
 * Interactions that are seen, out of the digest: whom they are about as `customer`, `at` as a number, the numbers of kind and origin, and
 * whether one of us took part.
 */
export const digested = (
  branches: Pick<Branches, 'anonymous' | 'joined' | 'keyed' | 'cut'>,
  where = 'true',
): string => {
  const rows = `FROM digest_interactions AS d`;
  const condition = `WHERE ${ofWorkspace} AND ${where} AND ${seenUpTo(branches, 'at')}`;
  const cells =
    'd.is_named AS is_named, d.at AS at, d.kind_no AS kind_no, d.origin_no AS origin_no, d.is_ours AS is_ours';
  const isOwned = `owned_at != 0 AND at + {anonymous_window_ms:UInt64} >= owned_at AND ${seenUpTo(branches, 'owned_at')}`;
  const known = branches.anonymous ? `if(nameless = 0 OR ${isOwned}, subject, 0)` : 'subject';
  if (!branches.joined && !branches.keyed) {
    const customer = branches.anonymous ? `if(nameless = 0 OR ${isOwned}, subject, nameless)` : 'subject';
    return `SELECT ${customer} AS customer, ${cells} ${rows} ${condition}`;
  }
  const joins = branches.joined
    ? `LEFT ANY JOIN (SELECT raw, customer FROM ledger_joins WHERE ${ofSnapshot}) AS j ON j.raw = d.known`
    : '';
  const joined = branches.joined ? 'if(j.customer = 0, d.known, j.customer)' : 'd.known';
  const isFirstOwned = `d.owned_at != 0 AND ${seenUpTo(branches, 'd.owned_at')}`;
  const keys = branches.keyed
    ? `LEFT ANY JOIN (SELECT nameless, customer, since FROM ledger_keyed WHERE ${ofSnapshot}) AS k ON k.nameless = d.nameless`
    : '';
  const keyed = branches.keyed
    ? `if(k.customer != 0 AND NOT (${isFirstOwned}) AND toUnixTimestamp64Milli(${instantOf('d.at')}) >= k.since, k.customer, d.nameless)`
    : 'd.nameless';
  return `SELECT if(d.known != 0, ${joined}, ${keyed}) AS customer, ${cells}
    FROM (SELECT *, ${known} AS known ${rows} ${condition}) AS d ${joins} ${keys}`;
};

/** Each subject's first order and first talk: by an actor of ours, or as its first deal opened. 0 where there is none. */
export const firstsSql = (branches: Branches): string => {
  const rows = [
    `SELECT customer, ${numberOfMs('at_ms')} AS order_at, day AS order_day, NULL AS talk_at FROM {work_orders:Identifier} WHERE ${ofSnapshot} AND rank = 1`,
  ];
  if (branches.deals)
    rows.push(`SELECT customer, NULL, NULL, ${numberOf('assumeNotNull(opened_at)')} FROM ledger_deals
      WHERE ${ofSnapshot} AND opened_at IS NOT NULL AND customer != 0`);
  if (branches.actors) rows.push(`SELECT customer, NULL, NULL, at FROM (${digested(branches, 'is_ours')})`);
  return `INSERT INTO {work_firsts:Identifier}
    SELECT ${head}, customer, ifNull(min(order_at), 0), ifNull(min(order_day), toDate32(0)), ifNull(min(talk_at), 0)
    FROM (${rows.join(' UNION ALL ')}) GROUP BY customer`;
};

/** For each kind, at its number's place, what it proves as bits of a number. */
const kindBits = `(SELECT arrayMap(each -> each.2, arraySort(groupArray((no, toUInt8(${Object.values(kindsThat)
  .map((condition, at) => `bitShiftLeft(toUInt8(${condition}), ${at})`)
  .join(' + ')}))))) FROM digest_kinds WHERE ${ofWorkspace})`;
const isKind = (name: keyof typeof kindsThat): string => `bitTest(kind_bits, ${Object.keys(kindsThat).indexOf(name)})`;

/** Origins by number with the channel and the campaign they mean. */
const meantOrigins = (branches: Branches): string =>
  branches.origins.interactions === undefined
    ? `SELECT no, channel, campaign FROM digest_origins WHERE ${ofWorkspace}`
    : `SELECT o.no AS no, if(m.spelling = 0, o.channel, m.channel) AS channel, if(m.spelling = 0, o.campaign, m.campaign) AS campaign
      FROM (SELECT no, spelling, channel, campaign FROM digest_origins WHERE ${ofWorkspace}) AS o
      LEFT ANY JOIN (SELECT spelling, channel, campaign FROM work_channels WHERE ${ofSnapshot}) AS m ON m.spelling = o.spelling`;

/**
 * What origins mean, as pairs of channel and campaign in their order. Pairs have numbers from 0, which is neither; one with a channel has a
 * greater number than all without. A tuple: the pair of each origin, channel and campaign of each pair, the first pair with a channel. Arrays
 * begin with number 0.
 */
const pairsOf = (branches: Branches): string => `(SELECT (
    arrayMap(each -> each.2, arraySort(groupArray((no, pair)))),
    arrayMap(each -> each.2, arraySort(groupUniqArray((pair, channel)))),
    arrayMap(each -> each.2, arraySort(groupUniqArray((pair, campaign)))),
    min(if(channel = '', 4294967295, pair)))
  FROM (SELECT no, channel, campaign,
      toUInt32(dense_rank() OVER (ORDER BY channel, campaign) - 1) AS pair
    FROM (SELECT * FROM (${meantOrigins(branches)}) UNION ALL SELECT 0, '', '')))`;
const pairNo = 'pairs.1[origin_no + 1]';
const channelOf = (pair: string): string => `pairs.2[${pair} + 1]`;
const campaignOf = (pair: string): string => `pairs.3[${pair} + 1]`;

/** So many bits hold the number of a pair below an instant in 64; where there may be more pairs it takes 128. */
const pairBits = 20;

/**
 * What the interactions of each subject come to, in one pass over them.
 *
 * Only numbers are kept per subject while it runs; of the last touch its instant with the number of its pair below it.
 */
export const talksSql = (
  branches: Branches,
  has: { qualifiedKinds: boolean; results: boolean; signs: boolean },
): string => {
  const listed = (number: string) => `if(${number} = 0, [], [${number}])`;
  const least = (condition: string) => listed(`minIf(at, ${condition})`);
  // By default the second talk qualifies: then one list of two gives both.
  const firstTwo = branches.anonymous ? 'groupArraySortedIf(2)(at, is_named)' : 'groupArraySorted(2)(at)';
  const named = has.qualifiedKinds ? least('is_named') : `arraySlice(${firstTwo}, 1, 1)`;
  const qualified = has.qualifiedKinds
    ? least(`is_named AND ${isKind('qualification')}`)
    : `arraySlice(${firstTwo}, 2, 1)`;
  const isWide = branches.rows.origins >= 2 ** pairBits;
  const touch = `bitShiftLeft(${isWide ? 'toUInt128(at)' : 'at'}, ${isWide ? 32 : pairBits}) + ${pairNo}`;
  const lastPair = `toUInt32(bitAnd(maxIf(touch, is_touch), ${isWide ? 2 ** 32 - 1 : 2 ** pairBits - 1}))`;
  return `INSERT INTO {work_talks:Identifier}
    WITH ${kindBits} AS bits, ${pairsOf(branches)} AS pairs
    SELECT ${head}, customer,
      ${named} AS named,
      ${qualified} AS qualified,
      ${branches.anonymous ? least(proofs.visit) : '[]'} AS visits,
      ${has.results ? least('is_result') : '[]'} AS first_result,
      ${has.results ? least('is_result AND since_order') : '[]'} AS result_since_order,
      arraySort(groupArrayIf(at, ${isKind('attempt')})) AS attempts,
      arraySort(groupArrayIf(at, ${isKind('referral')})) AS referrals,
      ${has.signs ? `arraySort(groupArrayIf(at, ${isKind('sign')}))` : '[]'} AS signs,
      ${channelOf(lastPair)} AS channel, ${campaignOf(lastPair)} AS campaign,
      toUInt32(countIf(at < talk_at)) AS touches_before_talk
    FROM (
      SELECT s.customer AS customer, bits[s.kind_no] AS kind_bits, s.is_named AS is_named, s.at AS at, ${touch} AS touch,
        ${isKind('result')} AS is_result,
        ${pairNo} >= pairs.4 AND NOT is_result AND (first.order_at = 0 OR at <= first.order_at) AS is_touch,
        first.order_at != 0 AND at >= first.order_from AS since_order, first.talk_at AS talk_at
      FROM (${digested(branches)}) AS s
      LEFT ANY JOIN (
        SELECT customer, order_at, talk_at, ${beginOf('order_day')} AS order_from
        FROM {work_firsts:Identifier} WHERE ${ofSlice}
      ) AS first ON first.customer = s.customer
      WHERE ${inSlice('s.customer')}
    )
    GROUP BY customer`;
};

/** 0 for an unknown segment, whether the customer has none or there is no such customer. */
const segmentNo = `if(segment = '', 0, sipHash64(segment))`;

/** Touches by month and origin, counted by numbers. */
export const touchesSql = (branches: Branches): string => `INSERT INTO ledger_touches
  WITH ${pairsOf(branches)} AS pairs
  SELECT ${head}, month, ${channelOf('pair')}, ${campaignOf('pair')}, segment, count
  FROM (
    SELECT month, pair, segment_no, count() AS count
    FROM (
      SELECT toStartOfMonth(${dayOfNumber('i.at')}) AS month, c.segment_no AS segment_no, ${pairNo} AS pair
      FROM (${digested(branches)}) AS i
      LEFT ANY JOIN (SELECT customer, ${segmentNo} AS segment_no FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS c ON c.customer = i.customer
    )
    WHERE pair != 0
    GROUP BY month, pair, segment_no
  ) AS counted
  LEFT ANY JOIN (SELECT DISTINCT segment, ${segmentNo} AS segment_no FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS s
    ON s.segment_no = counted.segment_no`;

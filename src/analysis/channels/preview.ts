import {
  type ChannelChange,
  type ChannelPreview,
  type ChannelWeight,
  type Meaning,
  type Origin,
  type OriginCell,
  type OriginKind,
  originCells,
  originKinds,
  type SpellingRow,
  type spellingLists,
} from '../../model/channels.ts';
import { type ChannelPolicy, meaningOf } from './meaning.ts';
import { folded } from './spelling.ts';

/** Facts of one kind that write their origin in one way. `sale`: the origin of what they give back, where they have no channel themselves. */
export type Weighed = { kind: OriginKind; origin: Origin; sale: Origin | null; rows: number; minor: number };

/** What to list: how many, which, and a text that a cell or a channel has. */
export type Listing = { limit: number; list: (typeof spellingLists)[number]; search: string };

type Sum = { rows: Record<OriginKind, number>; revenue: number; cost: number; spellings: number };

const noSum = (): Sum => ({
  rows: { interactions: 0, deals: 0, order_lines: 0, costs: 0 },
  revenue: 0,
  cost: 0,
  spellings: 0,
});

const add = (sum: Sum, { kind, rows, minor }: Weighed): void => {
  sum.rows[kind] += rows;
  if (kind === 'costs') sum.cost += minor;
  else sum.revenue += minor;
};

const allRows = (weight: Pick<Sum, 'rows'>): number => originKinds.reduce((sum, kind) => sum + weight.rows[kind], 0);
const keyOf = (origin: Origin): string => JSON.stringify(originCells.map((cell) => origin[cell]));

type Spelling = { origin: Origin; variants: number; sum: Sum; now: Meaning; draft: Meaning };

const isChanged = ({ now, draft }: Spelling): boolean =>
  now.channel !== draft.channel || now.campaign !== draft.campaign;
const isUnknown = ({ draft }: Spelling): boolean => draft.reason === 'unknown';

/**
 * What a draft of rules makes of the facts there are, beside what stands: every spelling with its channel, and every channel's facts and money
 * before and after. Money is only moved between channels: both sides sum to the same.
 */
export const previewOf = (
  weights: readonly Weighed[],
  policies: { now: ChannelPolicy; draft: ChannelPolicy },
  listing: Listing,
): Omit<ChannelPreview, 'currency' | 'isCut'> => {
  const [nowMeans, draftMeans] = [meaningOf(policies.now), meaningOf(policies.draft)];
  const spellings = new Map<string, Spelling>();
  const known = (origin: Origin): Spelling => {
    const key = keyOf(origin);
    let spelling = spellings.get(key);
    if (spelling === undefined) {
      spelling = { origin, variants: 1, sum: noSum(), now: nowMeans(origin), draft: draftMeans(origin) };
      spellings.set(key, spelling);
    }
    return spelling;
  };
  const channels = new Map<string, { now: Sum; draft: Sum }>();
  const channel = (name: string) => {
    const found = channels.get(name) ?? { now: noSum(), draft: noSum() };
    channels.set(name, found);
    return found;
  };
  for (const weighed of weights) {
    const spelling = known(weighed.origin);
    add(spelling.sum, weighed);
    const sale = weighed.sale && { now: nowMeans(weighed.sale), draft: draftMeans(weighed.sale) };
    add(channel(spelling.now.channel || (sale?.now.channel ?? '')).now, weighed);
    add(channel(spelling.draft.channel || (sale?.draft.channel ?? '')).draft, weighed);
  }
  const said = asOne([...spellings.values()].filter(({ origin }) => originCells.some((cell) => origin[cell] !== '')));
  for (const { now, draft } of said) {
    channel(now.channel).now.spellings += 1;
    channel(draft.channel).draft.spellings += 1;
  }
  const found = said.filter((spelling) => fits(spelling, listing));
  return {
    spellings: said.length,
    unknown: said.filter(isUnknown).length,
    changed: said.filter(isChanged).length,
    found: found.length,
    rows: byWeight(found).slice(0, listing.limit).map(rowOf),
    channels: changesOf(channels),
  };
};

/** The cells that tell an origin from others: the channel alone; else source and medium; else referrer and click; else the campaign. */
const tellingCells = ({ channel, source, medium, referrer, click }: Origin): readonly OriginCell[] => {
  if (channel !== '') return ['channel'];
  if (source !== '' || medium !== '') return ['source', 'medium'];
  return referrer !== '' || click !== '' ? ['referrer', 'click'] : ['campaign'];
};

/** Spellings that differ in what tells nothing, and mean the same, as one. */
const asOne = (spellings: readonly Spelling[]): Spelling[] => {
  const found = new Map<string, Spelling>();
  for (const spelling of spellings) {
    const { origin, now, draft, sum } = spelling;
    const decided = [now, draft].map(({ channel, reason, rule }) => [channel, reason, rule ?? '']);
    const told = tellingCells(origin).map((cell) => [cell, origin[cell]]);
    const key = JSON.stringify([told, decided, isChanged(spelling)]);
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { ...spelling, sum: { ...sum, rows: { ...sum.rows } } });
      continue;
    }
    for (const cell of originCells)
      if (known.origin[cell] !== origin[cell]) known.origin = { ...known.origin, [cell]: '' };
    for (const side of ['now', 'draft'] as const)
      if (known[side].campaign !== spelling[side].campaign) known[side] = { ...known[side], campaign: '' };
    known.variants += 1;
    for (const kind of originKinds) known.sum.rows[kind] += sum.rows[kind];
    known.sum.revenue += sum.revenue;
    known.sum.cost += sum.cost;
  }
  return [...found.values()];
};

const fits = (spelling: Spelling, { list, search }: Listing): boolean => {
  if (list === 'unknown' && !isUnknown(spelling)) return false;
  if (list === 'changed' && !isChanged(spelling)) return false;
  const wanted = folded(search);
  const { origin, now, draft } = spelling;
  const texts = [...originCells.map((cell) => origin[cell]), now.channel, draft.channel];
  return wanted === '' || texts.some((text) => folded(text).includes(wanted));
};

/** The most frequent first; equal ones by what is written, so that the order of facts does not matter. */
const byWeight = (spellings: readonly Spelling[]): Spelling[] =>
  spellings
    .map((spelling) => ({ spelling, rows: allRows(spelling.sum), key: keyOf(spelling.origin) }))
    .sort((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1))
    .map(({ spelling }) => spelling);

const weightOf = ({ rows, revenue, cost }: Sum): ChannelWeight => ({ rows, revenue, cost });
const rowOf = ({ origin, variants, sum, now, draft }: Spelling): SpellingRow => ({
  origin,
  variants,
  weight: weightOf(sum),
  now,
  draft,
});

const changesOf = (channels: ReadonlyMap<string, { now: Sum; draft: Sum }>): ChannelChange[] =>
  [...channels]
    .map(([name, { now, draft }]) => ({ channel: name, now, draft }))
    .filter(({ now, draft }) => allRows(now) + allRows(draft) > 0)
    .sort(
      (a, b) =>
        b.draft.revenue - a.draft.revenue ||
        b.draft.cost - a.draft.cost ||
        allRows(b.draft) - allRows(a.draft) ||
        (a.channel < b.channel ? -1 : 1),
    );

import { daysBetween, monthsOf, type Period } from '../../model/days.ts';
import { type revenueClasses, type SuccessClass, successClasses } from '../../model/stages.ts';
import type { AgeCount } from '../statistics/survival.ts';
import { bordersOf, type Key, type Question, stepKey, stepsOf } from './question.ts';
import { inPeriod, periodKey } from './scope.ts';
import { type CostBook, type Costs, hasCosts, noCosts } from './shared-cost.ts';
import { type Section, sections, type Tallies, type Tally } from './tally.ts';

const movements = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
type Movements = Record<(typeof movements)[number], number>;
type ByRevenue = Record<(typeof revenueClasses)[number], number>;

/** Whole numbers that metrics of one period and one part of the company are made of; money in minor units. */
export type Components = {
  net: ByRevenue;
  /** Gross profit of the lines whose cost of goods is known. */
  gross: ByRevenue;
  /** The same by who took part. */
  led: { marketing: number; sales: number; both: number; nobody: number };
  service: ByRevenue;
  contractual: number;
  /** Revenue of every class that no contract brought. */
  plain: number;
  /** What first orders brought without a contract. */
  plainFirst: { net: number; gross: number };
  lines: number;
  unrated: number;
  uncosted: number;
  uncostedNet: number;
  assumed: number;
  orders: number;
  products: number;
  /** Net revenue, payments from the beginning up to the period's end. */
  netEver: number;
  paidEver: number;
  unratedEver: number;
  customers: Record<
    | 'new'
    | 'activated'
    | 'lost'
    | 'developed'
    | 'wonBack'
    | 'referral'
    | 'opening'
    | 'closing'
    | 'kept'
    | 'due'
    | 'retained'
    | 'losable'
    | 'attempted',
    number
  >;
  newByChannel: ReadonlyMap<string, number>;
  /** Days customers were active within the period, and the period's own days. */
  activeDays: number;
  days: number;
  months: number;
  runRate: {
    opening: number;
    closing: number;
    openingCustomers: number;
    closingCustomers: number;
    /** Customers whose run-rate rests on an amount without a rate: at the two ends, and on any of the days compared. */
    unrated: { opening: number; closing: number; ever: number };
    /** Month by month (or change by change), added up. */
    moves: Movements;
    /** Between the period's two ends only: what became of the opening customers. */
    net: Movements;
  };
  deals: {
    openedAges: AgeCount[];
    wonAges: AgeCount[];
    open: number;
    won: number;
    closed: number;
    wonAmount: number;
    wonPriced: number;
    wonDays: number;
    wonAged: number;
    processes: number;
  };
  /** Campaigns with a cost or a touch, added up over the months. */
  campaignMonths: number;
  costs: Costs;
};

/** Counted parts with what they answer, ready to be looked up by period and part of the company. */
export type View = {
  question: Question;
  index: Map<Section, Map<Key, readonly Tally[]>>;
  costs: CostBook | null;
  /** Costs of periods already opened: opening one tells all parts of the company. */
  opened: Map<string, Map<Key, Costs>>;
};

const costsOf = (view: View, period: Period): Map<Key, Costs> => {
  const known = view.opened.get(periodKey(period));
  if (known) return known;
  const costs = view.costs?.(period, view.question) ?? new Map<Key, Costs>();
  view.opened.set(periodKey(period), costs);
  return costs;
};

/** Costs of a period the view may not have been asked for, such as the months acquisition cost is taken from. */
export const costsAt = (view: View, period: Period, key: Key): Costs => costsOf(view, period).get(key) ?? noCosts();

export const viewOf = (question: Question, tallies: Tallies, costs: CostBook | null): View => {
  const index = new Map<Section, Map<Key, Tally[]>>();
  for (const section of sections) {
    const byKey = new Map<Key, Tally[]>();
    for (const tally of tallies[section] ?? []) {
      const list = byKey.get(tally.key);
      if (list) list.push(tally);
      else byKey.set(tally.key, [tally]);
    }
    index.set(section, byKey);
  }
  return { question, index, costs, opened: new Map() };
};

/** All parts of the company some section knows, for a question with dimensions; the whole without. */
export const keysOf = (view: View, asked: readonly Section[]): Key[] => {
  if (view.question.by.length === 0) return [''];
  const keys = new Set<Key>();
  for (const section of asked)
    if (section === 'costs' || section === 'work')
      for (const period of view.question.periods)
        for (const [key, costs] of costsOf(view, period)) {
          const isKnown =
            section === 'costs' ? hasCosts(costs) : successClasses.some((name) => costs.logged[name] !== 0);
          if (isKnown) keys.add(key);
        }
    else if (section !== 'presence') for (const key of view.index.get(section)?.keys() ?? []) keys.add(key);
  return [...keys].sort();
};

const rowsOf = (view: View, section: Section, key: Key): readonly Tally[] => view.index.get(section)?.get(key) ?? [];
const zeroRevenue = (): ByRevenue => ({ first: 0, regular: 0, development: 0, winback: 0 });

const salesOf = (view: View, period: Period, key: Key) => {
  const sums = {
    net: zeroRevenue(),
    gross: zeroRevenue(),
    service: zeroRevenue(),
    led: { marketing: 0, sales: 0, both: 0, nobody: 0 },
    contractual: 0,
    plain: 0,
    plainFirst: { net: 0, gross: 0 },
    lines: 0,
    unrated: 0,
    uncosted: 0,
    uncostedNet: 0,
    assumed: 0,
    netEver: 0,
    unratedEver: 0,
  };
  const who = ['nobody', 'marketing', 'sales', 'both'] as const;
  for (const { at, tag, sums: row } of rowsOf(view, 'lines', key)) {
    if (at >= period.to) continue;
    sums.netEver += row.net ?? 0;
    sums.unratedEver += row.unrated ?? 0;
    if (at === '' || at < period.from) continue;
    const [name = 'regular', led = '0'] = tag.split('|') as [keyof ByRevenue, string];
    sums.net[name] += row.net ?? 0;
    sums.gross[name] += row.gross ?? 0;
    sums.service[name] += row.service ?? 0;
    sums.led[who[Number(led)] ?? 'nobody'] += row.gross ?? 0;
    if (name === 'regular' || name === 'development') sums.contractual += row.contractual ?? 0;
    const plain = (row.net ?? 0) - (row.contractual ?? 0);
    sums.plain += plain;
    if (name === 'first') {
      sums.plainFirst.net += plain;
      sums.plainFirst.gross += (row.gross ?? 0) - (row.contractual_gross ?? 0);
    }
    sums.lines += row.lines ?? 0;
    sums.unrated += row.unrated ?? 0;
    sums.uncosted += row.uncosted ?? 0;
    sums.uncostedNet += row.uncosted_net ?? 0;
    sums.assumed += row.assumed ?? 0;
  }
  return sums;
};

const total = (rows: readonly Tally[], name: string, holds: (row: Tally) => boolean): number =>
  rows.reduce((sum, row) => (holds(row) ? sum + (row.sums[name] ?? 0) : sum), 0);

const customersOf = (
  view: View,
  period: Period,
  key: Key,
): Pick<Components, 'customers' | 'newByChannel' | 'activeDays'> => {
  const entries = rowsOf(view, 'entries', key).filter((row) => inPeriod(row.at, period));
  const distinct = rowsOf(view, 'distinct', key).filter((row) => row.at === periodKey(period));
  const state = rowsOf(view, 'states', key).find((row) => row.at === periodKey(period))?.sums ?? {};
  const exposure = (day: string) => total(rowsOf(view, 'exposure', key), 'days', (row) => row.at === day);
  const newByChannel = new Map<string, number>();
  for (const { tag, sums } of entries) {
    if (!tag.startsWith('new|')) continue;
    const channel = tag.slice(4);
    newByChannel.set(channel, (newByChannel.get(channel) ?? 0) + (sums.customers ?? 0));
  }
  const tagged = (rows: readonly Tally[], tag: string) => total(rows, 'customers', (row) => row.tag === tag);
  const stated = (name: string): number => state[name] ?? 0;
  return {
    customers: {
      new: [...newByChannel.values()].reduce((a, b) => a + b, 0),
      activated: tagged(entries, 'activated'),
      lost: tagged(entries, 'lost'),
      developed: tagged(distinct, 'developed'),
      wonBack: tagged(distinct, 'won_back'),
      referral: tagged(distinct, 'referral'),
      opening: stated('opening'),
      closing: stated('closing'),
      kept: stated('kept'),
      due: stated('due'),
      retained: stated('retained'),
      losable: stated('losable'),
      attempted: stated('attempted'),
    },
    newByChannel,
    activeDays: exposure(period.to) - exposure(period.from),
  };
};

const runRateOf = (view: View, period: Period, key: Key): Components['runRate'] => {
  const rows = rowsOf(view, 'runRate', key);
  const state = (day: string, name: string) => total(rows, name, (row) => row.tag === 'state' && row.at === day);
  const compared = stepsOf(period, view.question.movements);
  const steps = new Set(compared.map(stepKey));
  const days = new Set([period.from, period.to, ...bordersOf(compared)]);
  const moved = (keys: Set<string>): Movements => {
    const of = (movement: string) => total(rows, 'amount', (row) => row.tag === movement && keys.has(row.at));
    return {
      new: of('new'),
      expansion: of('expansion'),
      contraction: of('contraction'),
      churn: of('churn'),
      reactivation: of('reactivation'),
    };
  };
  return {
    opening: state(period.from, 'amount'),
    closing: state(period.to, 'amount'),
    openingCustomers: state(period.from, 'customers'),
    closingCustomers: state(period.to, 'customers'),
    unrated: {
      opening: state(period.from, 'unrated'),
      closing: state(period.to, 'unrated'),
      ever: total(rows, 'unrated', (row) => row.tag === 'state' && days.has(row.at)),
    },
    moves: moved(steps),
    net: moved(new Set([stepKey(period)])),
  };
};

const dealsOf = (view: View, period: Period, key: Key): Components['deals'] => {
  const rows = rowsOf(view, 'deals', key).filter((row) => row.at === periodKey(period));
  const ages = (kind: string): AgeCount[] =>
    rows
      .filter((row) => row.tag.startsWith(`${kind}|`))
      .map((row) => {
        const [, age = '0', outcome = 'open'] = row.tag.split('|');
        return { age: Number(age), outcome, count: row.sums.deals ?? 0 };
      });
  const won = (name: string) => total(rows, name, (row) => row.tag === 'closed|won');
  return {
    openedAges: ages('opened'),
    wonAges: ages('won'),
    open: total(rows, 'deals', (row) => row.tag === 'open'),
    won: won('deals'),
    closed: total(rows, 'deals', (row) => row.tag.startsWith('closed|')),
    wonAmount: won('amount'),
    wonPriced: won('priced'),
    wonDays: won('days'),
    wonAged: won('aged'),
    processes: total(rows, 'processes', (row) => row.tag === 'processes'),
  };
};

/**
 * The components of metrics for one period and one part of the company, from what was counted for a question.
 *
 * Parts that were not counted are zero: a metric names the sections it needs.
 */
export const componentsOf = (view: View, period: Period, key: Key): Components => {
  const months = new Set(monthsOf(period));
  return {
    ...salesOf(view, period, key),
    ...customersOf(view, period, key),
    orders: total(rowsOf(view, 'orders', key), 'orders', (row) => inPeriod(row.at, period)),
    products: total(rowsOf(view, 'products', key), 'products', (row) => row.at === periodKey(period)),
    paidEver: total(rowsOf(view, 'payments', key), 'paid', (row) => row.at < period.to),
    days: daysBetween(period.from, period.to),
    months: months.size,
    runRate: runRateOf(view, period, key),
    deals: dealsOf(view, period, key),
    campaignMonths: total(rowsOf(view, 'campaigns', key), 'campaigns', (row) => months.has(row.at)),
    costs: costsAt(view, period, key),
  };
};

/** How often each class succeeded; what unit costs divide by. */
export const successesOf = ({ customers }: Components): Record<SuccessClass, number> => ({
  acquisition: customers.new,
  activation: customers.activated,
  retention: customers.retained,
  development: customers.developed,
  winback: customers.wonBack,
});

/** What the presence section tells: how many facts of a kind there are at all. */
export const presenceOf = (tallies: Tallies, kind: string): number => tallies.presence?.[0]?.sums[kind] ?? 0;

import { type DesignTallies, designPeriod, marketingOf } from '../analysis/blueprint/tallies.ts';
import type { DesignFacts } from '../model/blueprint/facts.ts';
import { toMajor } from '../model/money.ts';
import {
  actorsBeforeSuccess,
  campaignsInUse,
  channelsInUse,
  costsServed,
  type DesignScope,
  dealsByProcess,
  interactionKinds,
  revenueByProduct,
  revenueBySalesType,
  segmentsInFacts,
  successesByClass,
} from '../store/warehouse/questions/design.ts';
import type { LedgerContext } from './ledger-context.ts';

const daysInYear = 365;

/** All that a design is compared with, counted by the warehouse. */
export const designTallies = async (context: LedgerContext): Promise<DesignTallies> => {
  const { warehouse, scope, settings, asOf } = context;
  const question: DesignScope = { scope, asOf, period: designPeriod(asOf), timeZone: settings.time_zone };
  const salesTypes = revenueBySalesType(warehouse, question);
  const [costs, channels, campaigns, processes, products, kinds, segments, actors, successes] = await Promise.all([
    costsServed(warehouse, question),
    channelsInUse(warehouse, question),
    campaignsInUse(warehouse, question),
    dealsByProcess(warehouse, question),
    revenueByProduct(warehouse, question),
    interactionKinds(warehouse, question),
    salesTypes.then((rows) => segmentsInFacts(warehouse, question, rows)),
    actorsBeforeSuccess(warehouse, question),
    successesByClass(warehouse, question),
  ]);
  return {
    costs,
    channels,
    campaigns,
    processes,
    products,
    kinds,
    segments,
    salesTypes: await salesTypes,
    actors,
    successes,
  };
};

/** What the company's facts say of what its design speaks of, over the last twelve whole months; money in major units. */
export const designFacts = async (context: LedgerContext): Promise<DesignFacts> => {
  const { settings, asOf } = context;
  const tallies = await designTallies(context);
  const money = (minor: number): number => toMajor(minor, settings.currency);
  return {
    period: designPeriod(asOf),
    asOf,
    currency: settings.currency,
    isEmpty: context.firstDay === null,
    marketing: money(marketingOf(tallies.costs, settings.shared_split)),
    sharedSplit: settings.shared_split,
    costs: tallies.costs.map(({ minor, hoursMilli, ...cost }) => ({
      ...cost,
      amount: money(minor),
      hours: hoursMilli / 1000,
    })),
    channels: tallies.channels,
    campaigns: tallies.campaigns,
    processes: tallies.processes,
    products: tallies.products.map(({ minor, rung, ...product }) => ({
      ...product,
      rung: rung === '' ? null : Number(rung),
      revenue: money(minor),
    })),
    kinds: tallies.kinds,
    segments: tallies.segments.map(({ minor, habitualProfitMinor, activeDays, ...segment }) => ({
      ...segment,
      revenue: money(minor),
      profitYear:
        habitualProfitMinor === null || activeDays === 0
          ? null
          : money(Math.round((habitualProfitMinor * daysInYear) / activeDays)),
    })),
    salesTypes: tallies.salesTypes.map(({ minor, ...type }) => ({ ...type, revenue: money(minor) })),
    actors: tallies.actors,
    successes: Object.fromEntries(tallies.successes.map((row) => [row.class, row.customers])),
  };
};

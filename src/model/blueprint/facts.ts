import { z } from 'zod';
import { CostClass, CostFunction, Stage } from '../lifecycle.ts';
import { Day, Period } from '../period.ts';

const Money = z.number();

/**
 * What the company's facts say of what its design speaks of, over the last twelve whole months before the as-of day.
 *
 * Money in major units of `currency`; '' is «not written». All lists are sums: they hold no customer.
 */
export const DesignFacts = z.object({
  period: Period,
  asOf: Day,
  currency: z.string(),
  /** Marketing's part of shared cost, 0…1; the setting `shared_split`. */
  sharedSplit: z.number().min(0).max(1).default(0.5),
  isEmpty: z.boolean(),
  /** What marketing cost, as its metrics have it: its own lines and its part of the shared ones. */
  marketing: Money.default(0),
  /**
   * Cost lines summed by all that tells whom they serve; `outside` is not among them. A class nobody told is ''; a note is there where
   * all lines of a sum have the same. Lines without a rate for their currency are in no sum.
   */
  costs: z.array(
    z.object({
      class: CostClass.or(z.literal('')),
      function: CostFunction.or(z.literal('')),
      channel: z.string(),
      campaign: z.string(),
      cell: z.string(),
      staff: z.string(),
      segment: z.string(),
      process: z.string(),
      asset: z.string(),
      note: z.string(),
      amount: Money,
      hours: z.number(),
    }),
  ),
  /** Channels and campaigns with a touch or a new customer. */
  channels: z.array(z.object({ name: z.string(), touches: z.number(), newCustomers: z.number() })),
  campaigns: z.array(z.object({ name: z.string(), touches: z.number() })),
  /** Deals closed in the period, by process, with what they sold: deals with a line of a class; one deal may be of several. */
  processes: z.array(
    z.object({
      name: z.string(),
      deals: z.number(),
      won: z.number(),
      first: z.number(),
      regular: z.number(),
      development: z.number(),
      winback: z.number(),
    }),
  ),
  products: z.array(z.object({ product: z.string(), family: z.string(), rung: z.number().nullable(), revenue: Money })),
  /** Interactions by kind, channel and touchpoint as facts write them, most frequent first. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number(), channel: z.string(), touchpoint: z.string() })),
  segments: z.array(
    z.object({
      name: z.string(),
      /** Customers with an order ever; active at the as-of day. */
      customers: z.number(),
      active: z.number(),
      newCustomers: z.number(),
      activated: z.number(),
      /** New customers of the period that never reached a result. */
      withoutResult: z.number(),
      lost: z.number(),
      wonBack: z.number(),
      revenue: Money,
      /** Gross profit an active customer brings in a year of habit (regular and development); null where margins are not known. */
      profitYear: Money.nullable(),
      /** Distinct customers who entered each stage in the period. */
      entered: z.partialRecord(Stage, z.number()),
    }),
  ),
  salesTypes: z.array(z.object({ name: z.string(), segment: z.string(), customers: z.number(), revenue: Money })),
  /**
   * Who of the company met customers within 90 days before each kind of success: customers by actor, and of how many; for dependence on one
   * person. Deals are met by their owner on the day they close.
   */
  actors: z.array(z.object({ actor: z.string(), class: CostClass, customers: z.number() })),
  successes: z.partialRecord(CostClass, z.number()).default({}),
});
export type DesignFacts = z.infer<typeof DesignFacts>;

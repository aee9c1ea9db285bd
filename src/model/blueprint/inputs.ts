import { z } from 'zod';
import { MetricId } from '../metric.ts';
import { Day } from '../period.ts';
import { Place, ThingId, Wording } from './wording.ts';

/**
 * What the journey is designed from: Idea, Market, Offer and Goals.
 *
 * The method names the four and does not describe them; their structure here is our interpretation.
 */

export const ideaKeys = ['for_whom', 'dissatisfaction', 'main_value', 'why_us', 'how_we_earn'] as const;

/** One key element of the business idea: what every employee should be able to say. Usually one for each of `ideaKeys`. */
export const IdeaElement = z.object({
  key: z.enum(ideaKeys).or(z.literal('other')),
  text: Wording,
  /** Other words that mean the same, for comparing with what people answer. */
  synonyms: z.array(z.string().max(200)).max(100).default([]),
  place: Place,
});
export type IdeaElement = z.infer<typeof IdeaElement>;

/** Fields of a customer that a segment's rule may test; `attributes.NAME` for those of the company's own. */
export const customerFields = [
  'customer_id',
  'name',
  'kind',
  'segment',
  'sales_type',
  'partner_id',
  'region',
  'tax_id',
] as const;
export const CustomerField = z.union([z.enum(customerFields), z.string().regex(/^attributes\..{1,100}$/)]);
export type CustomerField = z.infer<typeof CustomerField>;

export const testKinds = [
  'equals',
  'not_equals',
  'contains',
  'starts_with',
  'at_least',
  'at_most',
  'empty',
  'filled',
] as const;

/**
 * What one cell of a fact must be.
 *
 * `equals`, `contains`, `starts_with` hold for any one of the values, letter case aside; `not_equals` for none of them. `at_least`,
 * `at_most` compare numbers: a cell that is no number fails them.
 */
const testOf = <Field extends z.ZodType>(field: Field) =>
  z.object({ field, is: z.enum(testKinds), values: z.array(z.string().max(500)).max(500).default([]) });

export const CustomerTest = testOf(CustomerField);
export type CustomerTest = z.infer<typeof CustomerTest>;

/** Fields of a fact that a rule from facts to the journey may test. */
export const factFields = [
  'kind',
  'channel',
  'source',
  'medium',
  'campaign',
  'touchpoint',
  'sales_type',
  'actor',
  'text',
  'stage',
  'outcome',
  'process',
  'product_id',
  'status',
  'class',
] as const;
export const FactField = z.union([z.enum(factFields), z.string().regex(/^props\..{1,100}$/)]);
export type FactField = z.infer<typeof FactField>;
export const FactTest = testOf(FactField);
export type FactTest = z.infer<typeof FactTest>;

/** How large a market part is, for TAM, SAM and SOM a year. */
export const Potential = z.object({
  /** Potential customers in the market. */
  customers: z.number().nonnegative().nullable().default(null),
  /** Purchases of one a year, and what one purchase costs, in the workspace's currency without VAT. */
  purchasesYear: z.number().nonnegative().nullable().default(null),
  price: z.number().nonnegative().nullable().default(null),
  /** 0…1: which part we can reach, and which part of the reachable we can win within the horizon. */
  reachable: z.number().min(0).max(1).nullable().default(null),
  winnable: z.number().min(0).max(1).nullable().default(null),
  source: z.string().max(1000).default(''),
  at: Day.nullable().default(null),
});
export type Potential = z.infer<typeof Potential>;

/**
 * A group of customers who respond alike and can be reached.
 *
 * Its rule is testable over the facts: any of the groups, each with all of its tests. Without a rule the segment is that which the facts
 * write in a customer's `segment`, one of `names`.
 */
export const Segment = z.object({
  name: Wording,
  rule: z.array(z.array(CustomerTest).min(1).max(20)).max(20).default([]),
  /** How facts write this segment. */
  names: z.array(z.string().min(1).max(200)).max(50).default([]),
  salesTypes: z.array(z.string().min(1).max(100)).max(20).default([]),
  potential: Potential.prefault({}),
  note: Wording.prefault({}),
  place: Place,
});
export type Segment = z.infer<typeof Segment>;

/** An archetype of a person within a segment. */
export const Persona = z.object({
  segment: ThingId,
  name: Wording,
  goals: Wording.prefault({}),
  fears: Wording.prefault({}),
  criteria: Wording.prefault({}),
  habits: Wording.prefault({}),
  place: Place,
});
export type Persona = z.infer<typeof Persona>;

export const committeeRoles = [
  'initiator',
  'user',
  'influencer',
  'decider',
  'approver',
  'buyer',
  'gatekeeper',
  'champion',
  'blocker',
] as const;
export const CommitteeRole = z.enum(committeeRoles);
export type CommitteeRole = z.infer<typeof CommitteeRole>;

/** Who typically decides in a segment: roles, the personas that hold them, and how much each weighs (Webster and Wind 1972). */
export const Committee = z.object({
  segment: ThingId,
  name: Wording.prefault({}),
  members: z
    .array(
      z.object({
        role: CommitteeRole,
        personas: z.array(ThingId).max(20).default([]),
        /** Somebody who is no persona of ours: a lawyer, a technician of another firm. */
        others: Wording.prefault({}),
        weight: z.number().min(0).max(1).nullable().default(null),
        /** 0…1 of decisions in which it is these who play the role; null where nobody says. */
        share: z.number().min(0).max(1).nullable().default(null),
      }),
    )
    .max(40)
    .default([]),
});
export type Committee = z.infer<typeof Committee>;

const ValueLine = z.object({ text: Wording, amount: z.number() });

/** One rung of the value pyramid: what is sold, what it lets the customer reach, and how that is seen. Prerequisites make a graph without circles. */
export const Rung = z.object({
  name: Wording,
  /** Higher is further up. */
  level: z.number().finite(),
  /** How facts write its products: product ids or families. */
  products: z.array(z.string().min(1).max(200)).max(500).default([]),
  goal: Wording.prefault({}),
  /** The interaction kind that proves the customer's result. */
  resultKind: z.string().max(200).default(''),
  price: z.number().nonnegative().nullable().default(null),
  /** What the price is for: one sale, a month, a year. */
  per: z.enum(['sale', 'month', 'year']).default('sale'),
  /** Gross margin, a fraction of the price. */
  margin: z.number().max(1).nullable().default(null),
  prerequisites: z.array(ThingId).max(50).default([]),
  /** Economic value to the customer: the next best alternative's price and what we are better and worse at, in money. */
  value: z
    .object({
      reference: z.number().nonnegative().nullable().default(null),
      referenceName: Wording.prefault({}),
      better: z.array(ValueLine).max(50).default([]),
      worse: z.array(ValueLine).max(50).default([]),
    })
    .prefault({}),
  place: Place,
});
export type Rung = z.infer<typeof Rung>;

/** A future the company wants, told in words and in numbers that can be measured. */
export const Scenario = z.object({
  name: Wording,
  text: Wording.prefault({}),
  due: Day.nullable().default(null),
  place: Place,
});
export type Scenario = z.infer<typeof Scenario>;

/** What is to be reached: a number of the catalogue, or one of the company's own words. */
export const Goal = z.object({
  name: Wording,
  metric: MetricId.nullable().default(null),
  /** Only this segment's; null is the whole company. */
  segment: ThingId.nullable().default(null),
  /** What the number is of: the whole period, or one month of it on average. */
  per: z.enum(['period', 'month']).default('period'),
  /** Where it stood: read from facts when the goal is set, with the period it is of. */
  base: z.number().nullable().default(null),
  basePeriod: z.object({ from: Day, to: Day }).nullable().default(null),
  target: z.number().nullable().default(null),
  due: Day.nullable().default(null),
  /** A role that answers for it. */
  owner: ThingId.nullable().default(null),
  scenario: ThingId.nullable().default(null),
  place: Place,
});
export type Goal = z.infer<typeof Goal>;

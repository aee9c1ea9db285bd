import { z } from 'zod';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';

/** What ties one record to another: a key both have, or a person's word. */
export const JoinKind = z.enum(['tax', 'crm', 'email', 'phone', 'click', 'client', 'hand']);
export type JoinKind = z.infer<typeof JoinKind>;

/** A person's decision that records are one (`merge`) or are not (`split`); the numbers follow it until it is taken back. */
export const Decision = z.object({
  id: z.string(),
  kind: z.enum(['merge', 'split']),
  /** Ids of the records of one side and of the other, with their names. */
  records: z.array(z.object({ id: z.string(), name: z.string() })),
  others: z.array(z.object({ id: z.string(), name: z.string() })),
  why: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Who took it back; null while it stands. */
  undone: z.object({ why: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** One row of a card as a source wrote it. */
export const CardOfRecord = z.object({
  fact: z.enum(['customers', 'people']),
  source: z.string(),
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  segment: z.string(),
  email: z.string(),
  phone: z.string(),
  taxId: z.string(),
  region: z.string(),
  createdAt: z.iso.datetime().nullable(),
});
export type CardOfRecord = z.infer<typeof CardOfRecord>;

/** A record a customer is put together of, and why it is one of them. */
export const CustomerRecord = z.object({
  /** A customer's id, `person:ID` or `anonymous:ID`. */
  id: z.string(),
  cards: z.array(CardOfRecord),
  /** Order lines, deals, interactions and payments that name it. */
  facts: z.object({ orderLines: z.number(), deals: z.number(), interactions: z.number(), payments: z.number() }),
  /** What ties it to `other`; null for the record whose id the customer goes by. */
  by: z
    .object({ kind: JoinKind, value: z.string(), other: z.string(), decision: Decision.nullable(), text: Sentence })
    .nullable(),
  /** Every key it shares with another record of the customer. */
  shared: z.array(z.object({ kind: JoinKind, value: z.string(), with: z.array(z.string()) })),
});
export type CustomerRecord = z.infer<typeof CustomerRecord>;

export const CustomerRecords = z.object({
  id: z.string(),
  name: z.string(),
  records: z.array(CustomerRecord),
  /** The dealer it buys from, and how many end customers buy from it. */
  partner: z.object({ id: z.string(), name: z.string() }).nullable(),
  endCustomers: z.number(),
  /** Decisions about its records, latest first. */
  decisions: z.array(Decision),
});
export type CustomerRecords = z.infer<typeof CustomerRecords>;

/** Why two customers may be one. */
export const SuggestionReason = z.object({
  kind: z.enum(['tax', 'crm', 'email', 'phone', 'click', 'client', 'email_like', 'domain', 'name', 'name_like']),
  value: z.string(),
  text: Sentence,
});
export type SuggestionReason = z.infer<typeof SuggestionReason>;

/** One of two customers that may be one. */
export const SuggestedSide = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  segment: z.string(),
  email: z.string(),
  phone: z.string(),
  taxId: z.string(),
  region: z.string(),
  createdAt: Day.nullable(),
  sources: z.array(z.string()),
  records: z.number(),
  orders: z.number(),
  /** Net revenue; null without a rate. */
  revenue: z.number().nullable(),
});
export type SuggestedSide = z.infer<typeof SuggestedSide>;

export const Suggestion = z.object({
  left: SuggestedSide,
  right: SuggestedSide,
  reasons: z.array(SuggestionReason),
  /** 0…1. */
  sureness: z.number(),
  /** What speaks against it. */
  against: z.array(Sentence),
  /** What merging them would change. */
  effect: Sentence,
});
export type Suggestion = z.infer<typeof Suggestion>;

export const IdentitySummary = z.object({
  /** Customers after joining, records they are put together of, and of these how many are joined with another. */
  customers: z.number(),
  records: z.number(),
  joined: z.number(),
  byKind: z.partialRecord(JoinKind, z.number()),
  /** Anonymous ids that are a customer's by a key they left. */
  anonymous: z.number(),
  suggestions: z.number(),
  decisions: z.number(),
});
export type IdentitySummary = z.infer<typeof IdentitySummary>;

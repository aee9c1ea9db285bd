import type { Day } from '../../model/days.ts';
import type { Ledger } from '../ledger.ts';
import type { Question } from './question.ts';
import type { Section, Tallies, Tally } from './tally.ts';
import { tallyDistinct, tallyEntries, tallyExposure, tallyStates } from './tally-customers.ts';
import { tallyDeals } from './tally-deals.ts';
import { tallyRunRate } from './tally-run-rate.ts';
import {
  tallyCampaigns,
  tallyCosts,
  tallyLines,
  tallyOrders,
  tallyPayments,
  tallyPresence,
  tallyProducts,
  tallyWork,
} from './tally-sales.ts';

const tallyOf: Record<Section, (ledger: Ledger, question: Question, asOf: Day) => Tally[]> = {
  lines: tallyLines,
  products: tallyProducts,
  orders: tallyOrders,
  entries: tallyEntries,
  distinct: tallyDistinct,
  states: tallyStates,
  exposure: tallyExposure,
  runRate: tallyRunRate,
  deals: tallyDeals,
  costs: tallyCosts,
  work: tallyWork,
  payments: tallyPayments,
  campaigns: tallyCampaigns,
  presence: tallyPresence,
};

/** Counts parts of a ledger in plain TypeScript: the definition the warehouse's SQL must agree with. */
export const tallyLedger = (ledger: Ledger, question: Question, asOf: Day, sections: readonly Section[]): Tallies =>
  Object.fromEntries(sections.map((section) => [section, tallyOf[section](ledger, question, asOf)]));

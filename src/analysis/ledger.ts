import type { Day } from '../model/days.ts';
import type { CostClass, CostFunction, EvidenceKind, RevenueClass, Stage, SuccessClass } from '../model/stages.ts';

/**
 * The ledger: what facts mean once every line has its class and every customer a history.
 *
 * It stands between facts and numbers. `deriveLedger` (analysis/derivation) builds it from facts in plain TypeScript, the
 * warehouse builds the same rows in SQL (store/warehouse/ledger), and every metric is computed from it and from nothing
 * else. Money is in whole minor units of the workspace's currency, days are calendar days of its time zone.
 * An empty string is a dimension nobody filled in. All rows are of days up to and including the as-of day.
 */
export type Ledger = {
  lines: LedgerLine[];
  orders: LedgerOrder[];
  lives: Life[];
  intervals: StageInterval[];
  events: CustomerEvent[];
  profiles: Profile[];
  contracts: ContractSpan[];
  deals: LedgerDeal[];
  costs: LedgerCost[];
  payments: LedgerPayment[];
  touches: LedgerTouch[];
  work: LedgerWork[];
};

/** Who or what a fact is about: a known customer's id; `person:ID` or `anonymous:ID` while no customer is known. */
export type Subject = string;

/** One order line, or the part of it that has one class (a raised contract is split into regular and development). */
export type LedgerLine = {
  source: string;
  lineId: string;
  orderId: string;
  customer: Subject;
  day: Day;
  class: RevenueClass;
  /** Who said so: the rule, the file's `class` column, or a person by hand. */
  classBy: 'rule' | 'file' | 'hand';
  isRefund: boolean;
  /** Null where the currency has no rate on that day. A refund is converted at its sale's rate. */
  netMinor: number | null;
  /** Null where neither the line, its product nor its family tells. */
  cogsMinor: number | null;
  /** Whether the cost of goods is the family's mean and not the line's or the product's own. */
  cogsAssumed: boolean;
  serviceMinor: number;
  /** Whether the line is a contract's (it has a contract's days or monthly price). */
  contractual: boolean;
  segment: string;
  channel: string;
  campaign: string;
  product: string;
  family: string;
  rung: string;
  salesType: string;
  process: string;
  /** The first day of the month of the customer's first order. */
  cohort: Day;
  dealId: string;
  /** Whether a seller took part: the line has a deal, or its sales type is not self-service. */
  salesLed: boolean;
  /** Whether marketing took part: the line, or the customer's first order, has a channel or a campaign. */
  marketingLed: boolean;
};

/** One order that counts as activity: its lines are paid, and not all of them are refunds or negative. */
export type LedgerOrder = {
  customer: Subject;
  source: string;
  orderId: string;
  /** The earliest day of its lines. */
  day: Day;
  /** 1 for the customer's first order. */
  rank: number;
  /** Whether it is the first order or belongs to it by the merge days. */
  isFirst: boolean;
  /** Whether it came after the customer was lost. */
  isWinback: boolean;
  hasDevelopment: boolean;
  hasRegular: boolean;
  /**
   * The day the customer is lost on by this and all earlier orders, unless another order falls on or before it.
   * An order keeps for `lost_after_days` from its day, a contract until its last day + `contract_grace_days`, and the
   * latest of all counts. Null: a contract without end.
   */
  lostIfSilentOn: Day | null;
  /** The day the customer becomes at risk on by this and all earlier orders; during a contract never. Null: no end. */
  atRiskIfSilentOn: Day | null;
  segment: string;
  channel: string;
  campaign: string;
  salesType: string;
  process: string;
  /** What its lines brought, those without a rate left out; what was given back later is not taken off. */
  netMinor: number;
};

/** One life of a customer: from the first or a win-back order to the day of loss. */
export type Life = {
  customer: Subject;
  /** 1 for the first life. */
  life: number;
  from: Day;
  /** The day the customer was lost (no longer active on that day); null while active. */
  lostOn: Day | null;
};

/** A stay of one customer in one stage; a move back is just another stay. Half-open: the customer has left on `to`. */
export type StageInterval = {
  customer: Subject;
  /** Order of the stays of one customer; stays that begin on the same day keep their order by it. */
  seq: number;
  stage: Stage | 'advocate';
  from: Day;
  to: Day | null;
  /** 0 before the first order, then the number of the life. */
  life: number;
  evidence: { kind: EvidenceKind; source: string; id: string; day: Day };
};

/** What happened to a customer on a day and is counted; at most one row per customer, kind and day. */
export type CustomerEvent = {
  customer: Subject;
  day: Day;
  /** `activated` only for the first result event ever; `lost` on the day of loss; the others whenever they happen. */
  kind: 'new' | 'activated' | 'developed' | 'won_back' | 'lost' | 'winback_attempt' | 'referral';
};

/** What is known of a customer beside its history; one row per subject that has a stage or an order. */
export type Profile = {
  customer: Subject;
  name: string;
  kind: string;
  segment: string;
  /** The sales type of the first order, else the customer's own. */
  salesType: string;
  /** The channel of the first order, else of the last touch before it; '' = unknown. */
  channel: string;
  campaign: string;
  process: string;
  /** The month of the first order; '' without one. */
  cohort: Day | '';
  firstOrderDay: Day | null;
  firstSeenDay: Day;
  firstResultDay: Day | null;
  /** The first interaction with an actor of ours (`actor` filled), or the first deal's opening; null before any. */
  firstTalkDay: Day | null;
  /** Interactions strictly before the first talk's instant; 0 without a talk. */
  touchesBeforeTalk: number;
  orders: number;
};

/** A price per month that is in force on every day from `from` to `to`, both inclusive (`to` null = open). */
export type ContractSpan = {
  customer: Subject;
  source: string;
  lineId: string;
  from: Day;
  to: Day | null;
  /** Null where the currency has no rate on the line's day. */
  monthlyMinor: number | null;
};

export type LedgerDeal = {
  dealId: string;
  source: string;
  customer: Subject;
  openedDay: Day | null;
  closedDay: Day | null;
  outcome: 'open' | 'won' | 'lost' | 'none';
  amountMinor: number | null;
  process: string;
  channel: string;
  campaign: string;
  product: string;
  segment: string;
  salesType: string;
  owner: string;
};

export type LedgerCost = {
  source: string;
  costId: string;
  /** The day itself, or the first of the month where only the month is known. */
  day: Day;
  isMonth: boolean;
  class: CostClass | '';
  classBy: 'rule' | 'file' | 'hand';
  function: CostFunction | '';
  amountMinor: number | null;
  /** Thousandths of an hour. */
  hoursMilli: number;
  channel: string;
  campaign: string;
  segment: string;
  process: string;
  cell: string;
  staff: string;
};

export type LedgerPayment = { day: Day; customer: Subject; segment: string; amountMinor: number | null };

/** How many touches (interactions with a channel or a campaign) of one origin a month had. */
export type LedgerTouch = {
  month: Day;
  channel: string;
  campaign: string;
  segment: string;
  count: number;
};

/** Hours logged on one interaction: people's work on the class of success the stage of whom it is about calls for. */
export type LedgerWork = {
  source: string;
  interactionId: string;
  customer: Subject;
  day: Day;
  class: SuccessClass;
  /** Thousandths of an hour, more than 0. */
  hoursMilli: number;
  channel: string;
  campaign: string;
  segment: string;
  /** That of the interaction's deal. */
  process: string;
  actor: string;
};

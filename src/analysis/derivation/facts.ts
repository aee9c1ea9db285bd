/**
 * Current facts, one row per key, as the definition reads them.
 *
 * Names are those of the files in camel case. Instants are milliseconds since 1970 in UTC, days `YYYY-MM-DD`, amounts and other
 * exact numbers decimal strings with at most six places (rates: ten). An empty string is a cell nobody filled in; null is the
 * same for everything that is not text.
 */
export type Facts = {
  customers: CustomerFact[];
  people: PersonFact[];
  interactions: InteractionFact[];
  deals: DealFact[];
  orderLines: OrderLineFact[];
  products: ProductFact[];
  payments: PaymentFact[];
  rates: RateFact[];
  costs: CostFact[];
  /** Cards as they were before, in imports that stand: of these only click and client ids count. */
  earlierCustomers?: CustomerFact[];
  earlierPeople?: PersonFact[];
};

/** What every fact has: the system it came from, and when that system last changed it. */
export type Origin = { source: string; updatedAt: number | null };

export type CustomerFact = Origin & {
  customerId: string;
  name: string;
  kind: string;
  segment: string;
  salesType: string;
  createdAt: number | null;
  taxId: string;
  email: string;
  phone: string;
  partnerId: string;
  props: Props;
};

/** What a row has beside the columns of its kind, by name. */
export type Props = Readonly<Record<string, string>>;

export type PersonFact = Origin & {
  personId: string;
  customerId: string;
  email?: string;
  phone?: string;
  props?: Props;
};

export type InteractionFact = Origin & {
  /** The `interaction_id`, or the hash that stands for it. */
  id: string;
  occurredAt: number;
  kind: string;
  customerId: string;
  personId: string;
  anonymousId: string;
  channel: string;
  campaign: string;
  touchpoint?: string;
  salesType?: string;
  text?: string;
  /** The file's columns `source` and `medium`. */
  touchSource?: string;
  medium?: string;
  dealId: string;
  /** Who of the company took part; filled, the interaction is a talk. */
  actor: string;
  hours: string | null;
  props?: Props;
};

/** One row of a deal's stage history. */
export type DealFact = Origin & {
  /** The row's own id: deal, stage and day of entry. */
  id: string;
  dealId: string;
  customerId: string;
  openedAt: number | null;
  stage: string;
  stageEnteredAt: number | null;
  outcome: '' | 'open' | 'won' | 'lost' | 'none';
  closedAt: number | null;
  amount: string | null;
  currency: string;
  process: string;
  owner: string;
  channel: string;
  campaign: string;
  productId: string;
  props?: Props;
};

export type OrderLineFact = Origin & {
  lineId: string;
  orderId: string;
  customerId: string;
  orderedAt: number;
  productId: string;
  netAmount: string;
  currency: string;
  cogs: string | null;
  serviceCost: string | null;
  salesType: string;
  channel: string;
  campaign: string;
  dealId: string;
  refundOf: string;
  status: string;
  class: '' | 'first' | 'regular' | 'development' | 'winback';
  contractFrom: string | null;
  contractTo: string | null;
  monthlyAmount: string | null;
  props?: Props;
};

export type ProductFact = Origin & {
  productId: string;
  family: string;
  rung: string | null;
  cogsRate: string | null;
  resultKind: string;
};

export type PaymentFact = Origin & {
  paymentId: string;
  paidAt: number;
  amount: string;
  currency: string;
  customerId: string;
  orderId: string;
  taxId: string;
};

export type RateFact = Origin & { date: string; currency: string; rate: string };

export type CostFact = Origin & {
  costId: string;
  date: string | null;
  month: string | null;
  amount: string;
  currency: string;
  class: string;
  function: string;
  channel: string;
  campaign: string;
  segment: string;
  process: string;
  cell: string;
  staff: string;
  hours: string | null;
  asset?: string;
  note?: string;
  props?: Props;
};

export const noFacts = (): Facts => ({
  customers: [],
  people: [],
  interactions: [],
  deals: [],
  orderLines: [],
  products: [],
  payments: [],
  rates: [],
  costs: [],
});

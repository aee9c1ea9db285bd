import { channelPolicy } from '../../src/analysis/channels/meaning.ts';
import { type Facts, noFacts } from '../../src/analysis/derivation/facts.ts';
import type { Policy } from '../../src/analysis/derivation/policy.ts';
import { type DemoFacts, demoSettings } from '../../src/demo/demo.ts';
import { noChannelRules } from '../../src/model/channels.ts';
import { Settings } from '../../src/model/settings.ts';

/** Moscow keeps one offset all year. */
const instant = (local: string): number =>
  Date.parse(local.length > 10 ? `${local}:00+03:00` : `${local}T00:00:00+03:00`);
const maybe = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);
const maybeInstant = (value: string | undefined): number | null =>
  maybe(value) === null ? null : instant(value ?? '');
const origin = { source: 'main', updatedAt: null };
const currency = '';

const people = (rows: DemoFacts): Pick<Facts, 'customers' | 'people' | 'interactions'> => ({
  customers: rows.customers.map((row) => ({
    ...origin,
    customerId: row.customer_id ?? '',
    name: row.name ?? '',
    kind: row.kind ?? '',
    segment: row.segment ?? '',
    salesType: row.sales_type ?? '',
    createdAt: maybeInstant(row.created_at),
    taxId: row.tax_id ?? '',
    email: row.email ?? '',
    phone: row.phone ?? '',
    partnerId: row.partner_id ?? '',
    props: {},
  })),
  people: rows.people.map((row) => ({
    ...origin,
    personId: row.person_id ?? '',
    customerId: row.customer_id ?? '',
    email: row.email ?? '',
    phone: row.phone ?? '',
  })),
  interactions: rows.interactions.map((row) => ({
    ...origin,
    id: row.interaction_id ?? '',
    occurredAt: instant(row.occurred_at ?? ''),
    kind: row.kind ?? '',
    customerId: row.customer_id ?? '',
    personId: row.person_id ?? '',
    anonymousId: row.anonymous_id ?? '',
    channel: row.channel ?? '',
    campaign: row.campaign ?? '',
    dealId: row.deal_id ?? '',
    actor: row.actor ?? '',
    hours: maybe(row.hours),
  })),
});

const dealsOf = (rows: DemoFacts): Facts['deals'] =>
  rows.deals.map((row, at) => ({
    ...origin,
    id: String(at),
    dealId: row.deal_id ?? '',
    customerId: row.customer_id ?? '',
    openedAt: maybeInstant(row.opened_at),
    stage: row.stage ?? '',
    stageEnteredAt: maybeInstant(row.stage_entered_at),
    outcome: row.outcome as Facts['deals'][number]['outcome'],
    closedAt: maybeInstant(row.closed_at),
    amount: maybe(row.amount),
    currency,
    process: row.process ?? '',
    owner: row.owner ?? '',
    channel: row.channel ?? '',
    campaign: row.campaign ?? '',
    productId: row.product_id ?? '',
  }));

const sales = (rows: DemoFacts): Pick<Facts, 'orderLines' | 'products' | 'payments'> => ({
  orderLines: rows.order_lines.map((row) => ({
    ...origin,
    lineId: row.line_id ?? '',
    orderId: row.order_id ?? '',
    customerId: row.customer_id ?? '',
    orderedAt: instant(row.ordered_at ?? ''),
    productId: row.product_id ?? '',
    netAmount: row.net_amount ?? '',
    currency,
    cogs: maybe(row.cogs),
    serviceCost: null,
    salesType: row.sales_type ?? '',
    channel: row.channel ?? '',
    campaign: row.campaign ?? '',
    dealId: row.deal_id ?? '',
    refundOf: row.refund_of ?? '',
    status: row.status ?? '',
    class: row.class as Facts['orderLines'][number]['class'],
    contractFrom: maybe(row.contract_from),
    contractTo: maybe(row.contract_to),
    monthlyAmount: maybe(row.monthly_amount),
  })),
  products: rows.products.map((row) => ({
    ...origin,
    productId: row.product_id ?? '',
    family: row.family ?? '',
    rung: maybe(row.rung),
    cogsRate: maybe(row.cogs_rate),
    resultKind: row.result_kind ?? '',
  })),
  payments: rows.payments.map((row) => ({
    ...origin,
    paymentId: row.payment_id ?? '',
    paidAt: instant(row.paid_at ?? ''),
    amount: row.amount ?? '',
    currency,
    customerId: row.customer_id ?? '',
    orderId: row.order_id ?? '',
    taxId: '',
  })),
});

const costs = (rows: DemoFacts): Facts['costs'] =>
  rows.costs.map((row) => ({
    ...origin,
    costId: row.cost_id ?? '',
    date: null,
    month: `${row.month}-01`,
    amount: row.amount ?? '',
    currency,
    class: row.class ?? '',
    function: row.function ?? '',
    channel: row.channel ?? '',
    campaign: row.campaign ?? '',
    segment: row.segment ?? '',
    process: '',
    cell: row.cell ?? '',
    staff: row.staff ?? '',
    hours: maybe(row.hours),
  }));

/** The demo's rows as an import would have left them. */
export const factsOf = (rows: DemoFacts): Facts => ({
  ...noFacts(),
  ...people(rows),
  deals: dealsOf(rows),
  ...sales(rows),
  costs: costs(rows),
});

const list = (key: string): string[] => (demoSettings[key] ?? '').split(',');
export const demoPolicy: Policy = {
  currency: 'RUB',
  time_zone: 'Europe/Moscow',
  rr_churn_on: 'day_after',
  rr_past_due_days: 0,
  rr_pause_days: 0,
  rr_coupons: 'as_written',
  at_risk_by: 'silence',
  contract_grace_days: Number(demoSettings.contract_grace_days),
  merge_days: Number(demoSettings.merge_days),
  winback_abandoned_after_days: 90,
  activation_kinds: list('activation_kinds'),
  winback_kinds: list('winback_kinds'),
  risk_kinds: list('risk_kinds'),
  referral_kinds: list('referral_kinds'),
  qualified_kinds: list('qualified_kinds'),
  asOf: demoSettings.as_of ?? '',
  window: {
    lostAfterDays: Number(demoSettings.lost_after_days),
    atRiskAfterDays: Number(demoSettings.at_risk_after_days),
  },
  windows: [],
  corrections: [],
  country: 'RU',
  anonymous_join: true,
  anonymous_window_days: 400,
  decisions: [],
  channels: channelPolicy(
    noChannelRules,
    Settings.parse({ paid_search_channels: list('paid_search_channels'), ad_channels: list('ad_channels') }),
  ),
};

import type { z } from 'zod';
import type { CustomerPage, CustomerRow, CustomersInput } from '../model/api.ts';
import { toMajor } from '../model/money.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import {
  attributesOf,
  type CustomerLine,
  factsOf,
  type ListedCustomer,
  linesOf,
  listCustomers,
  type Stay,
  staysOf,
} from '../store/warehouse/questions/customers.ts';
import type { LedgerContext } from './ledger-context.ts';
import { nextCursor, offsetOf } from './rows.ts';

const asRow = (customer: ListedCustomer, currency: string): CustomerRow => {
  const { revenueMinor, profitMinor, ...rest } = customer;
  return {
    ...rest,
    revenue: toMajor(revenueMinor, currency),
    profit: profitMinor === null ? null : toMajor(profitMinor, currency),
  };
};

/** Customers by stage, segment or name, a page at a time, with what each has brought so far. */
export const listOfCustomers = async (
  context: LedgerContext,
  input: z.infer<typeof CustomersInput>,
): Promise<{ rows: CustomerRow[]; total: number; cursor?: string }> => {
  const offset = offsetOf(input.cursor);
  const { workspace: _, limit, cursor: __, on, ...question } = input;
  const page = await listCustomers(
    context.warehouse,
    context.scope,
    { ...question, on: on ?? context.asOf },
    { limit, offset },
  );
  return {
    rows: page.rows.map((row) => asRow(row, context.settings.currency)),
    total: page.total,
    ...nextCursor(offset, page.rows.length, page.total),
  };
};

const evidenceText = (stay: Stay): Sentence => {
  const day = { ru: stay.evidenceDay.split('-').reverse().join('.'), en: stay.evidenceDay };
  const from = stay.evidenceSource
    ? { ru: ` (${stay.evidenceSource})`, en: ` (${stay.evidenceSource})` }
    : { ru: '', en: '' };
  const of = (ru: string, en: string): Sentence => ({
    ru: `${ru} ${stay.evidenceId} от ${day.ru}${from.ru}`,
    en: `${en} ${stay.evidenceId} of ${day.en}${from.en}`,
  });
  switch (stay.evidenceKind) {
    case 'customer':
      return of('карточка клиента', 'customer record');
    case 'person':
      return of('контакт', 'person');
    case 'interaction':
      return of('взаимодействие', 'interaction');
    case 'deal':
      return of('сделка', 'deal');
    case 'order_line':
      return of('строка заказа', 'order line');
    case 'contract':
      return of('договор', 'contract');
    case 'timer':
      return {
        ru: `прошёл срок без нового события, с ${day.ru}`,
        en: `time ran out without a new event since ${day.en}`,
      };
  }
};

const moneyOf = (lines: CustomerLine[], currency: string): CustomerPage['money'] => {
  const byClass: Record<string, number> = {};
  for (const line of lines) byClass[line.class] = (byClass[line.class] ?? 0) + (line.netMinor ?? 0);
  const costed = lines.every((line) => line.cogsMinor !== null && line.netMinor !== null);
  const gross = lines.reduce((sum, line) => sum + (line.netMinor ?? 0) - (line.cogsMinor ?? 0), 0);
  const service = lines.reduce((sum, line) => sum + line.serviceMinor, 0);
  return {
    revenueByClass: Object.fromEntries(
      Object.entries(byClass).map(([name, minor]) => [name, toMajor(minor, currency)]),
    ),
    grossProfit: costed ? toMajor(gross, currency) : null,
    contribution: costed ? toMajor(gross - service, currency) : null,
    cltvFact: null,
    costs: {},
    ...(costed ? {} : { reason: 'no_margin' }),
  };
};

const timelineOf = async (
  context: LedgerContext,
  subject: string,
  lines: CustomerLine[],
): Promise<CustomerPage['timeline']> => {
  const { currency } = context.settings;
  const facts = await factsOf(context.warehouse, context.scope.workspace, subject, 2000);
  const bought = lines.map((line) => ({
    at: `${line.day}T00:00:00Z`,
    kind: 'order_line' as const,
    title: line.product || line.orderId,
    detail: [line.orderId, line.isRefund ? '↩' : ''].filter(Boolean).join(' · '),
    amount: line.netMinor === null ? null : toMajor(line.netMinor, currency),
    class: line.class,
    source: line.source,
    id: line.lineId,
  }));
  return [...facts, ...bought].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};

/** Everything known of one customer: its stages with their evidence, its money and its days. */
export const pageOfCustomer = async (context: LedgerContext, id: string): Promise<CustomerPage> => {
  const { warehouse, scope, settings, asOf } = context;
  const [found, stays, lines, attributes] = await Promise.all([
    listCustomers(warehouse, scope, { on: asOf, id, sort: 'name', descending: false }, { limit: 1, offset: 0 }),
    staysOf(warehouse, scope, id),
    linesOf(warehouse, scope, id),
    attributesOf(warehouse, scope.workspace, id),
  ]);
  const customer = found.rows[0];
  if (!customer)
    throw new Problem({
      code: 'unknown_customer',
      kind: 'missing',
      text: { ru: `Клиента «${id}» нет в этих данных.`, en: `There is no customer “${id}” in this data.` },
      where: { customer: id },
    });
  return {
    customer: asRow(customer, settings.currency),
    attributes,
    history: stays.map((stay) => ({
      stage: stay.stage,
      from: stay.from,
      to: stay.to,
      life: stay.life,
      evidence: {
        kind: stay.evidenceKind,
        source: stay.evidenceSource,
        id: stay.evidenceId,
        day: stay.evidenceDay,
        text: evidenceText(stay),
      },
    })),
    money: moneyOf(lines, settings.currency),
    timeline: await timelineOf(context, id, lines),
  };
};

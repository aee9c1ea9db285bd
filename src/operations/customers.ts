import type { z } from 'zod';
import { chargedYears } from '../analysis/catalogue/counting.ts';
import { chargesOfCustomer } from '../analysis/components/lifetimes.ts';
import type { CustomerPage, CustomerRow, CustomersInput } from '../model/customers.ts';
import { addDays } from '../model/days.ts';
import { toMajor } from '../model/money.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { successClasses } from '../model/stages.ts';
import { anonymousWindowMs } from '../store/warehouse/ledger/talks.ts';
import {
  attributesOf,
  type CustomerIds,
  type CustomerLine,
  factsOf,
  type ListedCustomer,
  linesOf,
  listCustomers,
  type Stay,
  staysOf,
  successesOf,
} from '../store/warehouse/questions/customers.ts';
import { anonymousOfCustomer, customersOfRecords, joinsOfCustomers } from '../store/warehouse/questions/identity.ts';
import type { LedgerContext } from './ledger-context.ts';
import { ledgerSource } from './measure.ts';
import { nextCursor, offsetOf } from './rows.ts';

const asRow = (customer: ListedCustomer, currency: string): CustomerRow => {
  const { revenueMinor, profitMinor, ...rest } = customer;
  return {
    ...rest,
    revenue: revenueMinor === null ? null : toMajor(revenueMinor, currency),
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
  // Ids of `main` are the ones nobody named a source for: there is nothing to say.
  const isNamed = stay.evidenceSource !== '' && stay.evidenceSource !== 'main';
  const from = isNamed
    ? { ru: ` (источник ${stay.evidenceSource})`, en: ` (source ${stay.evidenceSource})` }
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
      return of('касание', 'touch');
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

/** The customer's money up to the as-of day: what it brought, what it was charged with, what is left. */
const moneyOf = async (
  context: LedgerContext,
  customer: ListedCustomer,
  lines: CustomerLine[],
): Promise<CustomerPage['money']> => {
  const { currency } = context.settings;
  const byClass: Record<string, number | null> = {};
  for (const { class: of, netMinor } of lines) {
    const sum = byClass[of] === undefined ? 0 : byClass[of];
    byClass[of] = sum === null || netMinor === null ? null : sum + netMinor;
  }
  const revenueByClass = Object.fromEntries(
    Object.entries(byClass).map(([name, minor]) => [name, minor === null ? null : toMajor(minor, currency)]),
  );
  const to = addDays(context.asOf, 1);
  const [years, successes] = await Promise.all([
    chargedYears(ledgerSource(context), { settings: context.settings, firstDay: context.firstDay ?? to, to }),
    successesOf(context.warehouse, context.scope, customer.id),
  ]);
  const charges = chargesOfCustomer({ segment: customer.segment, ...successes }, years);
  const costs = Object.fromEntries(successClasses.map((name) => [name, toMajor(charges[name], currency)]));
  const isUnrated = lines.some((line) => line.netMinor === null);
  if (isUnrated || lines.some((line) => line.cogsMinor === null)) {
    const reason = isUnrated ? 'no_rate' : 'no_margin';
    return { revenueByClass, grossProfit: null, contribution: null, cltvFact: null, costs, reason };
  }
  const gross = lines.reduce((sum, line) => sum + (line.netMinor ?? 0) - (line.cogsMinor ?? 0), 0);
  const contribution = gross - lines.reduce((sum, line) => sum + line.serviceMinor, 0);
  const charged = successClasses.reduce((sum, name) => sum + charges[name], 0);
  return {
    revenueByClass,
    grossProfit: toMajor(gross, currency),
    contribution: toMajor(contribution, currency),
    cltvFact: lines.length === 0 ? null : toMajor(contribution - charged, currency),
    costs,
    ...(lines.length === 0 ? { reason: 'no_data' } : {}),
  };
};

const timelineOf = async (
  context: LedgerContext,
  ids: CustomerIds,
  lines: CustomerLine[],
): Promise<CustomerPage['timeline']> => {
  const { currency } = context.settings;
  const facts = await factsOf(context.warehouse, context.scope.workspace, ids, 2000);
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

/** Everything known of one customer, by the id of any of its records: its stages with their evidence, its money and its days. */
export const pageOfCustomer = async (context: LedgerContext, record: string): Promise<CustomerPage> => {
  const { warehouse, scope, settings, asOf } = context;
  const id = (await customersOfRecords(warehouse, scope, [record])).get(record) ?? record;
  const [joins, anonymous] = await Promise.all([
    joinsOfCustomers(warehouse, scope, [id]),
    anonymousOfCustomer(warehouse, scope, id),
  ]);
  const records = [id, ...joins.map((join) => join.record)];
  const [found, stays, lines, attributes] = await Promise.all([
    listCustomers(warehouse, scope, { on: asOf, id, sort: 'name', descending: false }, { limit: 1, offset: 0 }),
    staysOf(warehouse, scope, id, context),
    linesOf(warehouse, scope, id),
    attributesOf(warehouse, scope.workspace, id, records),
  ]);
  const customer = found.rows[0];
  if (!customer)
    throw new Problem({
      code: 'unknown_customer',
      kind: 'missing',
      text: { ru: `Клиента «${id}» нет в этих данных.`, en: `There is no customer “${id}” in this data.` },
      where: { customer: id },
    });
  const [money, timeline] = await Promise.all([
    moneyOf(context, customer, lines),
    timelineOf(context, { records, anonymous, windowMs: anonymousWindowMs(settings) }, lines),
  ]);
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
    money,
    timeline,
  };
};

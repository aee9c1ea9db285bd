import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoFacts, type DemoFile, generateDemoCompany } from '../demo.ts';
import { csv, xlsx } from '../formats.ts';
import { amocrmContacts, amocrmDeals, amocrmEvents } from './amocrm.ts';
import { bankStatement } from './bank.ts';
import { calltouchCalls, eventTable, serviceVisits } from './events.ts';
import { oneCSales } from './one-c.ts';
import { ozonOrders } from './ozon.ts';
import {
  costOfSalesTable,
  customerList,
  otherCostTable,
  paymentTable,
  payTable,
  productTable,
  salesTable,
} from './templates.ts';
import { woocommerceOrders } from './woocommerce.ts';
import { worldOf } from './world.ts';
import { packed, textTable } from './written.ts';
import { yandexDirect } from './yandex-direct.ts';

/** A file as a program of the company writes it, the layout it is to be recognised as, and what a person has to say of it. */
export type NativeFile = DemoFile & { layout: string; answers: Readonly<Record<string, string>> };

const file = (name: string, layout: string, bytes: Uint8Array, answers: Record<string, string> = {}): NativeFile => ({
  name,
  layout,
  bytes,
  answers,
});

/** The same company as its programs export it: what canonical files say at once is scattered here over nineteen, under ids of each program's own. */
export const nativeFiles = (facts: DemoFacts): NativeFile[] => {
  const world = worldOf(facts);
  const withVat = { vat: 'included' };
  return [
    file('amocrm_contacts.csv', 'amocrm_contacts', textTable(amocrmContacts(world), { hasMark: true })),
    file('amocrm_deals.csv', 'amocrm_deals', textTable(amocrmDeals(world), { delimiter: ',' })),
    file('amocrm_events.zip', 'amocrm_events', packed('amocrm_events.ndjson', amocrmEvents(world))),
    file('yandex_direct.csv', 'yandex_direct', yandexDirect(world), withVat),
    file(
      'woocommerce_orders.zip',
      'woocommerce_orders',
      packed('woocommerce_orders.csv', textTable(woocommerceOrders(world), { delimiter: ',' })),
    ),
    file('ozon_orders.zip', 'ozon_postings', packed('ozon_orders.csv', textTable(ozonOrders(world))), {
      ...withVat,
      buyers: 'buyer',
    }),
    file(
      '1c_sales.xlsx',
      'one_c_sales',
      xlsx(oneCSales(world), 'Продажи', ['Количество', 'Выручка без НДС', 'Себестоимость']),
    ),
    file('kl_to_1c.zip', 'bank_exchange', packed('kl_to_1c.txt', bankStatement(world)), withVat),
    file('calltouch_calls.zip', 'calltouch_calls', packed('calltouch_calls.ndjson', calltouchCalls(world))),
    file('service_visits.xlsx', 'service_visits', xlsx(serviceVisits(world), 'Выезды', [])),
    file('customers.xlsx', 'flat_customers', xlsx(customerList(world), 'Клиенты', [])),
    file(
      'crm_events.zip',
      'flat_interactions',
      packed('crm_events.csv', textTable(eventTable(world, 'crm'), { hasMark: true })),
    ),
    file(
      'site_and_mail.zip',
      'flat_interactions',
      packed('site_and_mail.csv', textTable(eventTable(world, 'site'), { hasMark: true })),
    ),
    file('sales.xlsx', 'flat_order_lines', xlsx(salesTable(world), 'Продажи', ['Сумма без НДС', 'Себестоимость'])),
    file('payments.xlsx', 'flat_payments', xlsx(paymentTable(world), 'Платежи', ['Сумма платежа'])),
    file('products.xlsx', 'flat_products', xlsx(productTable(world), 'Товары', ['Ступень', 'Цена'])),
    file('cost_of_sales.csv', 'cost_of_sales', csv(costOfSalesTable(world), ';')),
    file('pay.xlsx', 'flat_costs', xlsx(payTable(world), 'Оплата труда', ['Сумма затрат', 'Часы'])),
    file('other_costs.xlsx', 'other_costs', xlsx(otherCostTable(world), 'Прочие затраты', ['Сумма'])),
  ];
};

/** Writes the company's files as its programs export them. */
export const writeNativeFiles = async (directory: string): Promise<NativeFile[]> => {
  await mkdir(directory, { recursive: true });
  const files = nativeFiles(generateDemoCompany());
  for (const { name, bytes } of files) await writeFile(join(directory, name), bytes);
  return files;
};

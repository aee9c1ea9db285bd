import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactKind } from '../model/facts.ts';
import { acquaint, customerRows, peopleRows, type Row } from './acquaintance.ts';
import { afterPurchase, letters, winbackKinds } from './after-purchase.ts';
import { settleAmounts } from './amounts.ts';
import { beforePurchase, qualifiedKinds, recommendations } from './before-purchase.ts';
import { demoBlueprint } from './blueprint/blueprint.ts';
import { chanceOf } from './chance.ts';
import { costRows } from './costs.ts';
import { dealRows, planDeals } from './deals.ts';
import { csv, ndjson, xlsx } from './formats.ts';
import { generateLives } from './lives.ts';
import { planOrders } from './orders.ts';
import { resultKinds } from './products.ts';
import { numberOrders, orderLineRows, paymentRows, productRows } from './sales.ts';
import { atRiskAfterDays, channels, discountRate, lostAfterDays } from './targets.ts';

/** The demo company's facts, before they are written to files: rows of canonical columns, each id once. */
export type DemoFacts = Record<Exclude<FactKind, 'rates'>, Row[]>;
export type DemoFile = { name: string; bytes: Uint8Array };

/** How the demo workspace is set up, as the `settings` verb takes it. */
export const demoSettings: Readonly<Record<string, string>> = {
  currency: 'RUB',
  time_zone: 'Europe/Moscow',
  as_of: '2025-12-31',
  lost_after_days: String(lostAfterDays),
  at_risk_after_days: String(atRiskAfterDays),
  contract_grace_days: '30',
  merge_days: '7',
  activation_kinds: resultKinds.join(','),
  winback_kinds: winbackKinds.join(','),
  referral_kinds: 'referral_recorded',
  qualified_kinds: qualifiedKinds.join(','),
  paid_search_channels: channels.paidSearch,
  ad_channels: `${channels.paidSearch},${channels.marketplace}`,
  discount_rate_year: String(discountRate),
};

const interactionCount = 60_000;

/**
 * The demo company «Чистый контур»: 36 months of facts, 2023 to 2025, the same in every run.
 *
 * People's histories come first, then what they bought by the product's rules, then amounts that meet the year's totals.
 */
export const generateDemoCompany = (): DemoFacts => {
  const lives = generateLives();
  const orders = planOrders(lives);
  settleAmounts(orders);
  const known = acquaint(lives);
  const deals = planDeals(known, orders);
  const numbered = numberOrders(orders, known, deals);
  const lived = [...beforePurchase(known), ...recommendations(known), ...afterPurchase(known, orders)];
  const interactions = [...lived, ...letters(known, interactionCount - lived.length)]
    .sort((a, b) => (a.occurred_at ?? '').localeCompare(b.occurred_at ?? ''))
    .map((row, at) => ({ interaction_id: `i${String(at + 1).padStart(5, '0')}`, ...row }));
  const phones = new Set<string>();
  return {
    customers: customerRows(known, phones),
    people: peopleRows(known, phones),
    interactions,
    deals: dealRows(deals),
    order_lines: orderLineRows(numbered),
    products: productRows(),
    payments: paymentRows(numbered),
    costs: costRows(),
  };
};

/** Two of a hundred rows come twice, as they do when exports overlap. */
const withRepeats = (kind: FactKind, rows: readonly Row[]): Row[] => {
  const chance = chanceOf(`repeats ${kind}`);
  return rows.flatMap((row) => (chance.happens(0.02) ? [row, row] : [row]));
};

/** Whether a file holds the workspace itself, its settings or its design, and no facts. */
export const isOfWorkspace = ({ name }: DemoFile): boolean => name === 'settings.json' || name === 'blueprint.json';

/** The facts as files of the formats companies really have: two encodings, three delimiters, a workbook and JSON lines. */
export const demoFiles = (facts: DemoFacts): DemoFile[] => {
  const rows = (kind: keyof DemoFacts): Row[] => withRepeats(kind, facts[kind]);
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  return [
    { name: 'products.csv', bytes: csv(facts.products) },
    { name: 'customers.csv', bytes: csv(rows('customers'), ';', 'win1251') },
    { name: 'people.ndjson', bytes: ndjson(rows('people')) },
    { name: 'interactions.csv', bytes: csv(rows('interactions')) },
    { name: 'deals.csv', bytes: csv(rows('deals'), ';') },
    { name: 'order_lines.csv', bytes: csv(rows('order_lines')) },
    { name: 'payments.xlsx', bytes: xlsx(rows('payments'), 'Платежи', ['amount']) },
    { name: 'costs.csv', bytes: csv(rows('costs'), '\t') },
    { name: 'settings.json', bytes: json(demoSettings) },
    { name: 'blueprint.json', bytes: json(demoBlueprint()) },
  ];
};

/** Writes the demo company's files into the directory and tells which of them to import and how to set the workspace up. */
export const writeDemoCompany = async (
  directory: string,
): Promise<{ files: string[]; settings: Record<string, string> }> => {
  await mkdir(directory, { recursive: true });
  const files = demoFiles(generateDemoCompany());
  for (const file of files) await writeFile(join(directory, file.name), file.bytes);
  const imported = files.filter((file) => !isOfWorkspace(file)).map((file) => join(directory, file.name));
  return { files: imported, settings: { ...demoSettings } };
};

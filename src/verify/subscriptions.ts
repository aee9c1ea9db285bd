import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from './check.ts';
import type { Company } from './company.ts';

const movements = {
  new: 'rr_new',
  upgrade: 'rr_expansion',
  downgrade: 'rr_contraction',
  churn: 'rr_churn',
  reactivation: 'rr_reactivation',
  total_mrr: 'rr_closing',
} as const;

const table = (text: string): Record<string, string>[] => {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [columns[at] ?? '', value])));
};

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const nextMonth = (month: string): string => {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + 1);
  return at.toISOString().slice(0, 7);
};

/** Monthly movements of subscriptions against the full spine, cent by cent, every customer of every month reconciled. */
export const verifySubscriptions = async (directory: string, company: Company): Promise<Check[]> => {
  const set = 'mrr-playbook';
  const read = async (name: string) => table(await readFile(path.join(directory, 'recurring', name), 'utf8'));
  const subscriptions = await read('mrr_playbook_subscription_periods.csv');
  const months = await read('ref_mrr_playbook_full_spine_2017-09.csv');
  const customers = await read('ref_mrr_playbook_full_spine_2017-09_rows.csv');
  await company.set('currency', 'USD');
  await company.set('time_zone', 'UTC');
  // The last subscriptions end after the last fact; what is known is known at the end of the reference.
  await company.set('as_of', `${nextMonth(months.at(-1)?.month ?? '')}-01`);
  const counts = await company.bring(
    'order_lines',
    subscriptions.map((subscription) => ({
      line_id: subscription.subscription_id ?? '',
      order_id: subscription.subscription_id ?? '',
      customer_id: subscription.customer_id ?? '',
      ordered_at: subscription.start_date ?? '',
      net_amount: subscription.monthly_amount ?? '',
      contract_from: subscription.start_date ?? '',
      // The file's end is the first day without the subscription; a contract's last day is the one before.
      contract_to: dayBefore(subscription.end_date ?? ''),
      monthly_amount: subscription.monthly_amount ?? '',
    })),
  );
  const first = months[0]?.month ?? '';
  const last = months.at(-1)?.month ?? '';
  const answers = await company.measure({
    metrics: Object.values(movements),
    from: `${first}-01`,
    to: `${nextMonth(last)}-01`,
    every: 'month',
  });
  const ours = (metric: string, month: string) =>
    answers.find((answer) => answer.metric === metric && answer.period.from === `${month}-01`)?.value ?? null;
  const reconciled = await reconcile(company, customers);
  return [
    { set, what: 'subscriptions read', reference: subscriptions.length, ours: counts.read },
    { set, what: 'subscriptions refused', reference: 0, ours: counts.quarantined },
    ...months.flatMap((row) =>
      Object.entries(movements).map(([theirs, metric]) => ({
        set,
        what: `${metric} ${row.month}`,
        reference: Math.abs(Number(row[theirs])),
        ours: ours(metric, row.month ?? ''),
      })),
    ),
    { set, what: 'customers × months reconciled', reference: reconciled.all, ours: reconciled.equal },
  ];
};

/** Counts the months of customers whose change of run rate is the reference's, and those it was compared in. */
const reconcile = async (
  company: Company,
  reference: Record<string, string>[],
): Promise<{ all: number; equal: number }> => {
  const byMonth = new Map<string, Record<string, string>[]>();
  for (const row of reference) byMonth.set(row.month ?? '', [...(byMonth.get(row.month ?? '') ?? []), row]);
  let equal = 0;
  for (const [month, rows] of byMonth) {
    const { rows: changed } = await company.ask<{ rows: (string | number | null)[][] }>('rows', {
      rows: 'rr:movements',
      from: `${month}-01`,
      to: `${nextMonth(month)}-01`,
      limit: 1000,
    });
    const changes = new Map(changed.map((row) => [row[0], row[4]]));
    equal += rows.filter((row) => Number(row.chg) === Number(changes.get(row.customer_id ?? '') ?? 0)).length;
  }
  return { all: reference.length, equal };
};

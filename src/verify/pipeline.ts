import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from './check.ts';
import type { Company, Measured } from './company.ts';

type Reference = {
  maven_crm: {
    rows: number;
    stages: Record<string, number>;
    won_revenue: number;
    win_rate_closed: number;
    avg_won: number;
    cycle_won_mean_days: number;
    cycle_won_median: number;
    sales_velocity_per_day: number;
    by_product: Record<string, { won: number; lost: number; revenue: number }>;
  };
};

const outcomes: Record<string, string> = { Won: 'won', Lost: 'lost', Engaging: 'open', Prospecting: 'open' };
const period = { from: '2016-10-01', to: '2018-01-01' };

/** The B2B pipeline against the reference statistics: a placeholder customer where the file has none, the product as the process. */
export const verifyPipeline = async (directory: string, company: Company): Promise<Check[]> => {
  const set = 'Maven CRM';
  const read = (name: string) => readFile(path.join(directory, 'crm', name), 'utf8');
  const { maven_crm: reference } = JSON.parse(await read('DEV_ref_crm.json')) as Reference;
  const opportunities = (await read('maven_crm_sales_pipeline.csv'))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  await company.set('currency', 'USD');
  await company.set('time_zone', 'UTC');
  const counts = await company.bring(
    'deals',
    opportunities.map(
      ([id = '', owner = '', product = '', account = '', stage = '', opened = '', closed = '', amount = '']) => ({
        deal_id: id,
        customer_id: account || 'no account',
        opened_at: opened,
        stage,
        stage_entered_at: closed || opened,
        outcome: outcomes[stage] ?? '',
        closed_at: closed,
        amount,
        process: product,
        owner,
        product_id: product,
      }),
    ),
  );
  const metrics = ['win_rate_closed', 'deal_cycle_days', 'sales_velocity', 'sales_processes'];
  const totals = await company.measure({ metrics, ...period });
  const byProcess = await company.measure({ metrics: ['win_rate_closed'], ...period, by: 'process' });
  const of = (answers: Measured[], metric: string) => answers.find((answer) => answer.metric === metric);
  const rows = (name: string) =>
    company.ask<{ rows: unknown[][]; total: number; columns: { id: string }[] }>('rows', {
      rows: name,
      ...period,
      limit: 1,
    });
  const [won, closed, open] = await Promise.all([rows('deals:won'), rows('deals:closed'), rows('deals:open')]);
  const velocity = await company.ask<{ inputs: { id: string; value: number | null }[] }>('explain', {
    metric: 'sales_velocity',
    ...period,
  });
  const input = (part: RegExp) => velocity.inputs.find(({ id }) => part.test(id))?.value ?? null;
  return [
    { set, what: 'opportunities read', reference: reference.rows, ours: counts.read },
    { set, what: 'opportunities refused', reference: 0, ours: counts.quarantined },
    { set, what: 'won', reference: reference.stages.Won ?? 0, ours: won.total },
    {
      set,
      what: 'won and lost',
      reference: (reference.stages.Won ?? 0) + (reference.stages.Lost ?? 0),
      ours: closed.total,
    },
    { set, what: 'open with an opening day', reference: reference.stages.Engaging ?? 0, ours: open.total },
    {
      set,
      what: 'win rate of closed deals',
      reference: reference.win_rate_closed,
      ours: of(totals, 'win_rate_closed')?.value ?? null,
    },
    {
      set,
      what: 'median won cycle, days',
      reference: reference.cycle_won_median,
      ours: of(totals, 'deal_cycle_days')?.value ?? null,
    },
    {
      set,
      what: 'mean won cycle, days',
      reference: reference.cycle_won_mean_days,
      ours: input(/cycle/),
      tolerance: 1e-6,
    },
    {
      set,
      what: 'average won deal',
      reference: reference.avg_won,
      ours: input(/amount|deal_mean|won_mean|average/),
      tolerance: 1e-5,
    },
    {
      set,
      what: 'sales velocity, a day',
      reference: Math.round(reference.sales_velocity_per_day * 100) / 100,
      ours: of(totals, 'sales_velocity')?.value ?? null,
    },
    {
      set,
      what: 'processes with a closed deal',
      reference: Object.keys(reference.by_product).length,
      ours: of(totals, 'sales_processes')?.value ?? null,
    },
    ...Object.entries(reference.by_product).map(([product, { won: wins, lost }]) => ({
      set,
      what: `win rate ${product}`,
      reference: wins / (wins + lost),
      ours: byProcess.find((answer) => answer.by.process === product)?.value ?? null,
    })),
  ];
};

import { bgBb } from '../analysis/models/bg-bb.ts';
import { bgCnbd, bgNbd, mbgNbd } from '../analysis/models/bg-nbd.ts';
import { choosePurchaseModel, purchaseModel } from '../analysis/models/choose.ts';
import { fitPurchases, isRefusal } from '../analysis/models/fit.ts';
import { fitSpend } from '../analysis/models/gamma-gamma.ts';
import { inventCustomers } from '../analysis/models/generate.ts';
import { gather } from '../analysis/models/histories.ts';
import type { Parameters, PurchaseModel } from '../analysis/models/model.ts';
import { nbd } from '../analysis/models/nbd.ts';
import { drawBeta, drawGamma, type Random } from '../analysis/models/numerics/draws.ts';
import { purchaseOutlook, renewalOutlook } from '../analysis/models/outlook.ts';
import { paretoNbd } from '../analysis/models/pareto-nbd.ts';
import { sbg } from '../analysis/models/renewals.ts';
import { seededRandom } from '../analysis/statistics/bootstrap.ts';
import { type BothKind, bothKinds, oneCompanyOfBoth } from './both.ts';
import type { Figure } from './task.ts';
import { monthlyKinds, oneCompanyBySegment, oneSeries } from './told.ts';

/** How companies of one kind are invented. */
type Kind = { name: string; model: PurchaseModel; parameters: Parameters; customers: number; sample?: number };

const time = (name: string, model: PurchaseModel, parameters: Parameters): Kind[] => [
  { name: `${name}, 500 customers`, model, parameters, customers: 500 },
  { name: `${name}, 3,000 customers told from 500`, model, parameters, customers: 3000, sample: 500 },
];

const kinds: Kind[] = [
  ...time('NBD', nbd, [0.8, 9]),
  ...time('BG/NBD', bgNbd, [0.6, 6, 0.7, 2.2]),
  ...time('MBG/NBD', mbgNbd, [0.6, 6, 0.7, 2.2]),
  ...time('MBG/CNBD-2', bgCnbd(2, 1), [0.9, 4, 0.6, 2.5]),
  ...time('Pareto/NBD', paretoNbd, [0.6, 8, 0.7, 11]),
  ...time('BG/BB', bgBb, [1.2, 0.75, 0.66, 2.8]),
];

const spendParameters: [number, number, number] = [4, 3.5, 60];

/** Whether what an invented company's customers do after the fit lies in the intervals; null where the fit is refused. */
const oneCompany = (kind: Kind, random: Random): { purchases: boolean; value: boolean | null } | null => {
  const { model, parameters, customers, sample = 2000 } = kind;
  const discrete = model.spec.id === 'bg_bb';
  const horizon = discrete ? 5 : 26;
  const ages = Array.from({ length: customers }, () =>
    discrete ? 5 + Math.floor(random() * 5) : 20 + Math.floor(random() * 280) / 7,
  );
  const invented = inventCustomers(model.spec, parameters, ages, horizon, random);
  const [p, q, gamma] = spendParameters;
  const mean = new Float64Array(customers);
  let [bought, brought] = [0, 0];
  for (let at = 0; at < customers; at += 1) {
    const rate = drawGamma(q, gamma, random);
    const [x, later] = [invented.x[at] ?? 0, invented.future[at] ?? 0];
    mean[at] = x > 0 ? drawGamma(p * x, rate, random) / x : 0;
    bought += later;
    brought += later > 0 ? drawGamma(p * later, rate, random) : 0;
  }
  const { histories, rowOf } = gather(invented);
  const estimate = fitPurchases(model, histories);
  if (isRefusal(estimate)) return null;
  const spend = fitSpend({ x: invented.x, mean });
  const everyone = Uint32Array.from(ages.keys());
  const { purchases, value } = purchaseOutlook(
    { model, estimate, histories, rowOf, ...(isRefusal(spend) ? {} : { spend: { estimate: spend, mean } }) },
    everyone,
    horizon,
    random,
    { draws: 200, sample },
  );
  const within = ([low, high]: [number, number], happened: number): boolean => happened >= low && happened <= high;
  return { purchases: within(purchases.interval, bought), value: value ? within(value.interval, brought) : null };
};

/** The same with nobody told by which model the customers live: the one chosen by likelihood tells; null where none can be. */
const oneChosen = ({ model, parameters, customers }: Kind, random: Random): boolean | null => {
  const horizon = 26;
  const ages = Array.from({ length: customers }, () => 20 + Math.floor(random() * 280) / 7);
  const invented = inventCustomers(model.spec, parameters, ages, horizon, random);
  const { histories, rowOf } = gather(invented);
  const { spec, candidates } = choosePurchaseModel(histories, undefined);
  const chosen = candidates.find((candidate) => candidate.spec === spec)?.result;
  if (!spec || !chosen || isRefusal(chosen)) return null;
  const prospects = { model: purchaseModel(spec), estimate: chosen, histories, rowOf };
  const everyone = Uint32Array.from(ages.keys());
  const [low, high] = purchaseOutlook(prospects, everyone, horizon, random, { draws: 200 }).purchases.interval;
  const happened = invented.future.reduce((sum, count) => sum + count, 0);
  return happened >= low && happened <= high;
};

const oneBookOfContracts = (random: Random): boolean | null => {
  const [horizon, seenMost] = [3, 8];
  const [lost, kept] = [new Array<number>(seenMost + 2).fill(0), new Array<number>(seenMost + 2).fill(0)];
  const contracts: { made: number; price: number }[] = [];
  let happened = 0;
  for (let contract = 0; contract < 600; contract += 1) {
    const [leaves, seen] = [drawBeta(0.8, 3, random), 1 + Math.floor(random() * seenMost)];
    let made = 0;
    while (made < seen + horizon && random() >= leaves) made += 1;
    const [column, at] = made < seen ? [lost, made + 1] : [kept, seen];
    column[at] = (column[at] ?? 0) + 1;
    if (made < seen) continue;
    const price = 50 + Math.floor(random() * 100);
    contracts.push({ made: seen, price });
    happened += price * (made - seen);
  }
  const estimate = sbg.fit({ lost, kept });
  if (isRefusal(estimate)) return null;
  const [low, high] = renewalOutlook(sbg, estimate, contracts, horizon, random, { draws: 200 }).interval;
  return happened >= low && happened <= high;
};

/** The share of companies whose future the interval held, in per cent, and of how many. */
const figure = (what: string, held: (boolean | null)[], companies: number): Figure => {
  const told = held.filter((one) => one !== null);
  const share = (100 * told.filter(Boolean).length) / Math.max(1, told.length);
  const refused = companies - told.length;
  return {
    what: `${what}: held by the 90 % interval, of ${told.length} companies${refused > 0 ? ` (${refused} refused)` : ''}`,
    goal: '85–95 %',
    value: Math.round(share * 10) / 10,
    unit: '%',
    engine: null,
    reached: share >= 85 && share <= 95,
  };
};

/** How near the worth of a new customer of purchases and contracts comes to the truth on average, and how often its interval holds it. */
const figuresOfBoth = (kind: BothKind, companies: number, random: Random): Figure[] => {
  process.stderr.write(`  both: ${kind.name}\n`);
  const results = Array.from({ length: companies }, () => oneCompanyOfBoth(kind, random));
  const told = results.filter((one) => one !== null);
  const mean = (of: (one: (typeof told)[number]) => number): number =>
    told.reduce((sum, one) => sum + of(one), 0) / Math.max(1, told.length);
  const off = (what: string, goal: string, value: number): Figure => ({
    what: `${what}, ${kind.name}`,
    goal,
    value: Math.round(1000 * value) / 10,
    unit: '%',
    engine: null,
    reached: goal === '' || Math.abs(value) <= 0.05,
  });
  return [
    figure(
      `a new customer of both, ${kind.name}`,
      results.map((one) => one?.isHeld ?? null),
      companies,
    ),
    off(
      'a new customer of both: mean beside the truth',
      '±5 %',
      mean((one) => one.off),
    ),
    off(
      'the same by plain shares',
      '',
      mean((one) => one.plainOff),
    ),
  ];
};

/**
 * How often the intervals of forecasts hold what happens, over invented companies: their customers live by the model's story, are seen for a
 * while, a model is fitted to what was seen, and what they do in the half year after (or five opportunities, or three renewals) is looked up in the interval.
 */
export const benchCoverage = (companies: number): Figure[] => {
  const random = seededRandom(20_261_130);
  const figures: Figure[] = [];
  for (const kind of kinds) {
    process.stderr.write(`  ${kind.name}\n`);
    const results = Array.from({ length: companies }, () => oneCompany(kind, random));
    figures.push(
      figure(
        `purchases, ${kind.name}`,
        results.map((result) => result?.purchases ?? null),
        companies,
      ),
    );
    figures.push(
      figure(
        `value, ${kind.name}`,
        results.map((result) => result?.value ?? null),
        companies,
      ),
    );
  }
  for (const kind of kinds.filter(({ model, customers }) => customers === 500 && model !== bgBb)) {
    process.stderr.write(`  chosen: ${kind.name}\n`);
    const results = Array.from({ length: companies }, () => oneChosen(kind, random));
    figures.push(figure(`purchases by the model chosen, ${kind.name}`, results, companies));
  }
  process.stderr.write('  told segment by segment\n');
  const segments = Array.from({ length: Math.ceil(companies / 20) }, () => oneCompanyBySegment(random)).flat();
  figures.push(figure('value of segments, each told as its past decides', segments, segments.length));
  for (const kind of monthlyKinds) {
    process.stderr.write(`  months: ${kind}\n`);
    const series = Array.from({ length: companies }, () => oneSeries(kind, random));
    const single = series.flatMap((one) => one?.months ?? []);
    figures.push(figure(`months to come, ${kind}`, single, single.length));
    const sums = series.map((one) => one?.total ?? null);
    figures.push(figure(`a year to come, ${kind}`, sums, companies));
  }
  const contracts = Array.from({ length: companies }, () => oneBookOfContracts(random));
  figures.push(figure('renewals in money, sBG, 600 contracts', contracts, companies));
  // Of their own beginning, so that what comes before does not move them.
  const randomOfBoth = seededRandom(20_261_201);
  return [...figures, ...bothKinds.flatMap((kind) => figuresOfBoth(kind, Math.ceil(companies / 2), randomOfBoth))];
};

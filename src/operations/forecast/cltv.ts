import type { Foretold } from '../../analysis/catalogue/foretold.ts';
import type { Doubt } from '../../analysis/derivation/policy.ts';
import { type Day, daysBetween } from '../../model/days.ts';
import {
  type CltvForecast,
  type CltvForecastInput,
  ContractModel,
  type ForecastPart,
  type SegmentFit,
} from '../../model/forecast.ts';
import { minorDigits } from '../../model/money.ts';
import { keepDoubts } from '../../store/warehouse/doubts.ts';
import { beginningsBy } from '../../store/warehouse/questions/beginnings.ts';
import { contractTerms, segmentsWithoutEnd } from '../../store/warehouse/questions/contracts.ts';
import {
  firstPurchase,
  lacksRates,
  type Purchaser,
  purchasersBy,
  purchasesBy,
  purchasesByWeek,
} from '../../store/warehouse/questions/purchases.ts';
import type { Deps } from '../deps.ts';
import type { Run } from '../jobs.ts';
import type { CurrentLedger, Ledgers } from '../ledger.ts';
import type { LongAnswers } from '../long-answers.ts';
import type { Threads } from '../threads.ts';
import type { Operations } from '../types.ts';
import type { ContractInput } from './contracts.ts';
import { type Compared, checkDays, periodsOf } from './periods.ts';
import type { PurchaseInput, PurchaseMaterial, Taken } from './purchases.ts';

const perMonthDays = 365.25 / 12;

const takenAt = async ({ warehouse, scope }: CurrentLedger, { from, span }: Compared): Promise<Taken> => ({
  from,
  span,
  purchases: await purchasesBy(warehouse, scope, from, span),
});

/** Whether what the forecast says of customers moves their stages: only the one everybody sees may. */
const hearsDoubts = ({ settings, asOf }: CurrentLedger, input: PurchaseInput): boolean =>
  settings.at_risk_by === 'model' &&
  input.model === 'auto' &&
  input.unit === 'week' &&
  (input.calibrateTo ?? asOf) === asOf &&
  input.holdout === undefined;

/** How many days back the rules look where they tell what is to come: the horizon, or half of what is known. */
const ruleSpan = (first: Day | null, to: Day, horizonDays: number): number =>
  first === null || first >= to
    ? 1
    : Math.max(1, Math.min(Math.round(horizonDays), Math.floor(daysBetween(first, to) / 2)));

/** Reads from the ledger all that a forecast of purchases is told from. */
const purchaseMaterial = async (ledger: CurrentLedger, input: PurchaseInput): Promise<PurchaseMaterial> => {
  const { settings, asOf, warehouse, scope } = ledger;
  const to = input.calibrateTo ?? asOf;
  const first = await firstPurchase(warehouse, scope);
  const periods = periodsOf(first, to, input.holdout);
  const { chosenOn, judgedOn } = periods;
  // Only rules ask what was bought in a span before the day.
  const span = input.model === 'auto' ? ruleSpan(first, to, input.horizon * perMonthDays) : 0;
  const now = await takenAt(ledger, { from: to, span });
  const judging = judgedOn && (await takenAt(ledger, judgedOn));
  const isSame = chosenOn?.from === judgedOn?.from;
  return {
    input,
    to,
    periods,
    now,
    judging,
    choosing: input.model !== 'auto' || !chosenOn ? null : isSame ? judging : await takenAt(ledger, chosenOn),
    weeks: judgedOn && (await purchasesByWeek(warehouse, scope, judgedOn.from, Math.floor(judgedOn.span / 7))),
    who: input.by === 'customer' || hearsDoubts(ledger, input) ? await purchasersBy(warehouse, scope, to) : null,
    discountRateYear: settings.discount_rate_year,
    scale: 10 ** minorDigits(settings.currency),
    isUnrated: await lacksRates(warehouse, scope),
  };
};

const contractForecast = async (
  threads: Threads,
  { warehouse, scope, settings }: CurrentLedger,
  input: ContractInput,
  signal: AbortSignal,
): Promise<ForecastPart> => {
  const terms = await contractTerms(warehouse, scope, input.holdout ?? input.to, settings);
  const segments = [...new Set(terms.map(({ segment }) => segment))];
  const asksLives = input.model === 'auto' && segments.length > 0;
  return threads.run(
    'contracts',
    {
      input,
      terms,
      begun: asksLives ? await beginningsBy(warehouse, scope, input.to, segments) : [],
      openEnded: await segmentsWithoutEnd(warehouse, scope),
      // What is a pause is no loss.
      graceDays: Math.max(settings.contract_grace_days, settings.rr_pause_days),
      discountRateYear: settings.discount_rate_year,
      scale: 10 ** minorDigits(settings.currency),
    },
    { signal },
  );
};

const doubtOf = (who: Purchaser | undefined, asOf: Day): Doubt[] =>
  who && who.lastOrder < asOf ? [{ customer: who.id, after: who.lastOrder, on: asOf }] : [];

/** What is known of contracts is told on top where a model of them is named, else beside purchases. */
const cltvForecast = async (
  threads: Threads,
  ledger: CurrentLedger,
  input: CltvForecastInput,
  { signal, progress }: Run,
  keep: (doubts: readonly Doubt[]) => Promise<void>,
): Promise<CltvForecast> => {
  const { settings, asOf } = ledger;
  const { model } = input;
  const to = input.calibrateTo ?? asOf;
  const named = ContractModel.safeParse(model);
  const contracts =
    named.success || model === 'auto'
      ? await contractForecast(threads, ledger, { ...input, model: named.success ? named.data : 'auto', to }, signal)
      : null;
  const purchases = async (): Promise<ForecastPart> => {
    const asked = { ...input, model: named.success ? 'auto' : (model as PurchaseInput['model']) };
    const material = await purchaseMaterial(ledger, asked);
    const { doubted, ...part } = await threads.run('purchases', material, { signal, onProgress: progress });
    if (hearsDoubts(ledger, asked)) await keep(doubted.flatMap((at) => doubtOf(material.who?.[at], asOf)));
    return part;
  };
  const top = named.success && contracts ? contracts : await purchases();
  return {
    ...top,
    ...(contracts && model === 'auto' && contracts.n > 0 ? { contracts } : {}),
    unit: input.unit,
    calibrated_to: to,
    horizon: input.horizon,
    currency: settings.currency,
    asOf,
    revision: ledger.built.revision,
  };
};

/** What the default forecast says of segments' lives, kept beside the ledger: metrics of customers' worth stand on it. */
const foretoldOf = ({ fits, contracts }: CltvForecast): Foretold => {
  const renewals = contracts?.fits ?? [];
  const segments = new Set([...fits, ...renewals].map(({ segment }) => segment));
  return Object.fromEntries(
    [...segments].map((segment) => {
      const isOf = (fit: SegmentFit): boolean => fit.segment === segment;
      const contract = renewals.find(isOf);
      return [
        segment,
        {
          purchases: fits.find(isOf)?.lifetime ?? null,
          contracts: contract?.contract_lifetime ?? null,
          beginnings: contract?.beginnings ?? null,
        },
      ];
    }),
  );
};

const isDefault = ({ model, unit, calibrateTo, holdout }: CltvForecastInput): boolean =>
  model === 'auto' && unit === 'week' && calibrateTo === undefined && holdout === undefined;

const reading = { ru: 'Прогноз: читаю покупки', en: 'Forecast: reading purchases' };

/** The forecast of each question, worked out once for each state of the ledger: fits take long, and pages ask the same again. */
export const cltvForecastOperation =
  (
    { registry, warehouse }: Deps,
    threads: Threads,
    ledgers: Ledgers,
    long: LongAnswers,
  ): Operations['forecast']['cltv'] =>
  async (input, signal) => {
    const ledger = await ledgers.current(input.workspace);
    checkDays(input.holdout, input.calibrateTo ?? ledger.asOf, ledger.asOf);
    const question = { kind: 'forecast' as const, step: reading, asked: ['cltv', input], signal };
    // The ledger is then made anew with them, and with it every number: two pages never disagree about who is at risk.
    const keep = (doubts: readonly Doubt[]): Promise<void> =>
      registry.journal.exclusively(input.workspace, async () => {
        const isNewer = (await registry.workspaces.find(input.workspace))?.revision !== ledger.built.revision;
        if (isNewer) return;
        const added = await keepDoubts(warehouse, input.workspace, doubts);
        if (added > 0) await registry.workspaces.settle(input.workspace);
      });
    return long.of(ledger, question, async (run) => {
      const found = await cltvForecast(threads, ledger, input, run, keep);
      const { snapshot } = ledger.scope;
      if (isDefault(input) && ledger.foretold === null && snapshot > 0)
        await registry.snapshots.foretell(snapshot, foretoldOf(found));
      return found;
    });
  };

import { experimentFor, reachOf } from '../analysis/attribution/experiment.ts';
import type { Paths } from '../analysis/attribution/paths.ts';
import { formatted } from '../analysis/catalogue/words.ts';
import { channelPolicy } from '../analysis/channels/meaning.ts';
import type { Attribution, AttributionCredit, AttributionInput, AttributionModel } from '../model/attribution.ts';
import type { Blueprint } from '../model/blueprint/blueprint.ts';
import { thingsOf } from '../model/blueprint/things.ts';
import { addDays } from '../model/days.ts';
import { minorDigits } from '../model/money.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { anonymousWindowMs } from '../store/warehouse/ledger/talks.ts';
import { attributionCosts, attributionPaths, mostKeys } from '../store/warehouse/questions/attribution/paths.ts';
import { refundsApart } from '../store/warehouse/questions/attribution/results.ts';
import type { Credited } from './credit.ts';
import type { Deps } from './deps.ts';
import type { Run } from './jobs.ts';
import type { CurrentLedger, Ledgers } from './ledger.ts';
import type { LongAnswers } from './long-answers.ts';
import { checkPeriod } from './measure.ts';
import { publishedDesign } from './published-design.ts';
import type { Threads } from './threads.ts';
import type { Operations } from './types.ts';

/** Below so many paths Markov tells more about chance than about channels (domain 3.19). */
const fewestPaths = 200;
/** Lots customers are dealt out to for intervals, and how often they are drawn: longer memory takes longer each time. */
const lots = 200;
const drawsOf = (model: AttributionModel, order: number): number => (model !== 'markov' || order < 3 ? 200 : 60);

const tooMany = (count: number): Problem =>
  new Problem({
    code: 'too_many_to_credit',
    kind: 'input',
    text: {
      ru: `Разных значений ${count} — больше, чем можно различить (${mostKeys}). Выберите каналы вместо кампаний или точек касания.`,
      en: `There are ${count} different values, more than can be told apart (${mostKeys}). Choose channels in place of campaigns or touchpoints.`,
    },
  });

const noteTexts: Record<string, (count: string) => Sentence> = {
  few_paths: (count) => ({
    ru: `Путей мало (${count}, нужно от ${fewestPaths}): модель Маркова на них говорит больше о случае, чем о каналах.`,
    en: `There are few paths (${count}, at least ${fewestPaths} are needed): on them Markov’s model tells more of chance than of channels.`,
  }),
  value_lacking: (count) => ({
    ru: `Результатов, стоимость которых известна не вся (нет себестоимости или курса): ${count}. Неизвестное посчитано как 0.`,
    en: `Results whose worth is not known in full (no cost of goods or no rate): ${count}. What is not known counts as 0.`,
  }),
  value_by_count: () => ({
    ru: 'Стоимость разделена так же, как число результатов: по потерям её разделить нельзя.',
    en: 'The value is divided like the number of results: it could not be divided by what is lost of it.',
  }),
  refunds_apart: (count) => ({
    ru: `Возвраты, записанные отдельно от заказов (${count}), из результатов не вычтены.`,
    en: `Refunds written apart from their orders (${count}) are not taken off the results.`,
  }),
  no_value: () => ({
    ru: 'У перехода на эту стадию нет своей выручки: сравнивайте по числу результатов.',
    en: 'Getting to this stage has no revenue of its own: compare by the number of results.',
  }),
  cltv_so_far: () => ({
    ru: 'Стоимость — вклад клиента за всё время до даты расчёта, до затрат на маркетинг и продажи; она отнесена к первому такому результату.',
    en: 'The value is what the customer has contributed up to the as-of day, before marketing and sales; it goes to the first such result.',
  }),
};

const note = (code: string, count: number | Sentence = 0): Attribution['notes'][number] => {
  const text = noteTexts[code] as (count: string) => Sentence;
  const said = typeof count === 'number' ? { ru: String(count), en: String(count) } : count;
  return { code, text: { ru: text(said.ru).ru, en: text(said.en).en } };
};

/** How many, and what they come to: «12 · 4 500 ₽». */
const manyAnd = (count: number, value: number, currency: string): Sentence => {
  const money = formatted(value, 'money', currency);
  return { ru: `${count} · ${money.ru}`, en: `${count} · ${money.en}` };
};

const bareResults = ['contact', 'qualified', 'opportunity', 'activated', 'regular'];

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The model that is used: by position where nobody chose and there are too few paths for Markov. */
const chosen = (model: AttributionInput['model'], paths: number): AttributionModel => {
  if (model !== 'auto') return model;
  return paths < fewestPaths ? 'position' : 'markov';
};

const periodOf = ({ asOf }: CurrentLedger, { from, to }: AttributionInput) => ({
  from: from ?? '1900-01-01',
  to: to ?? addDays(asOf, 1),
});

const costsOf = async (ledger: CurrentLedger, input: AttributionInput): Promise<Map<string, number | null>> => {
  if (input.by === 'touchpoint' || (input.segment ?? []).length > 0) return new Map();
  const costs = await attributionCosts(ledger.warehouse, ledger.scope, input.by, periodOf(ledger, input));
  return new Map(costs.map(({ key, minor }) => [key, minor]));
};

const returnOf = (value: number, cost: number | null | undefined, input: AttributionInput) => {
  if (cost === null || cost === undefined) return {};
  const isProfit = input.value === 'gross_profit' && cost > 0;
  return { cost, ...(isProfit ? { romi: (value - cost) / cost } : {}) };
};

/**
 * Divides a company's results among the channels, campaigns or touchpoints of the paths that led to them.
 *
 * Credits come in order of conversions, with the interval each lies in, what it reached, and the experiment that would tell whether it causes what it is
 * credited with. What no touch was seen before is unknown. Money is in units of the workspace's currency, not rounded, so that it adds up.
 */
const attribution = async (
  { deps, threads, run }: { deps: Deps; threads: Threads; run: Run },
  ledger: CurrentLedger,
  input: AttributionInput,
): Promise<Attribution> => {
  const { settings, asOf } = ledger;
  if (input.from !== undefined && input.to !== undefined) checkPeriod({ from: input.from, to: input.to });
  const channels = channelPolicy(await deps.registry.channelRules.latest(input.workspace), settings);
  const design = input.by === 'cell' ? await publishedDesign(deps, input.workspace) : null;
  const { paths, lacking } = await attributionPaths(ledger.warehouse, ledger.scope, {
    ...input,
    channels,
    rules: design ? thingsOf(design.document, 'rules').map(([, rule]) => rule) : [],
    asOf,
    timeZone: settings.time_zone,
    anonymousWindowMs: anonymousWindowMs(settings),
    activationKinds: settings.activation_kinds,
    lots: input.intervals ? lots : 1,
  });
  if (paths.keys.length > mostKeys) throw tooMany(paths.keys.length);
  const all = sum(paths.converted) + sum(paths.unconverted);
  const model = chosen(input.model, all);
  const { found, intervals, models } = await threads.run(
    'credit',
    {
      paths,
      options: { model, order: input.order, nulls: input.nulls },
      draws: input.intervals ? drawsOf(model, input.order) : null,
      compare: input.compare,
    },
    { signal: run.signal, onProgress: run.progress },
  );
  const costs = await costsOf(ledger, input);
  const asked = { of: input.of, value: input.value, period: periodOf(ledger, input), segment: input.segment ?? [] };
  const refunds = await refundsApart(ledger.warehouse, ledger.scope, asked);
  const { credits, order } = creditsOf(paths, found, input, {
    costs,
    nameOf: design ? cellNamer(design.document) : () => undefined,
    scale: 10 ** minorDigits(settings.currency),
    intervals,
  });
  const scale = 10 ** minorDigits(settings.currency);
  const major = (amount: { conversions: number; value: number }) => ({ ...amount, value: amount.value / scale });
  const isBare = bareResults.includes(input.of) && input.value !== 'cltv';
  return {
    model,
    ...(found.order === undefined ? {} : { order: found.order }),
    of: input.of,
    value: input.value,
    by: input.by,
    currency: settings.currency,
    credits,
    unknown: major(found.unknown),
    total: major(found.total),
    paths: { all, unconverted: sum(paths.unconverted) },
    evidence: model === 'markov' ? 'C' : 'D',
    notes: [
      ...(all < fewestPaths && (input.model === 'auto' || model === 'markov') ? [note('few_paths', all)] : []),
      ...(lacking > 0 ? [note('value_lacking', lacking)] : []),
      ...(found.valueByCount ? [note('value_by_count')] : []),
      ...(refunds.count > 0
        ? [note('refunds_apart', manyAnd(refunds.count, refunds.minor / scale, settings.currency))]
        : []),
      ...(isBare ? [note('no_value')] : []),
      ...(input.value === 'cltv' ? [note('cltv_so_far')] : []),
    ],
    ...(models ? { models: sideBySide(models, order, scale) } : {}),
    asOf,
    revision: ledger.built.revision,
  };
};

/** What a cell is called: its touchpoint and its state. */
const cellNamer =
  ({ cells, touchpoints, states }: Blueprint) =>
  (id: string): Sentence | undefined => {
    const cell = cells[id];
    const [touchpoint, state] = cell ? [touchpoints[cell.touchpoint], states[cell.state]] : [];
    if (!touchpoint || !state) return undefined;
    const said = (language: 'ru' | 'en'): string =>
      [touchpoint.name, state.name].map((name) => name[language] || name.ru || name.en).join(' · ');
    return { ru: said('ru'), en: said('en') };
  };

type Beside = {
  nameOf: (key: string) => Sentence | undefined;
  costs: Map<string, number | null>;
  scale: number;
  intervals: Credited['intervals'];
};

/** Credits of what any path met, the most first, and the numbers of their keys. */
const creditsOf = (
  paths: Paths,
  found: Credited['found'],
  input: AttributionInput,
  { costs, nameOf, scale, intervals }: Beside,
): { credits: AttributionCredit[]; order: number[] } => {
  const reach = reachOf(paths);
  const order = found.credits
    .map((_, at) => at)
    .filter((at) => (reach[at]?.paths ?? 0) > 0)
    .sort((a, b) => (found.credits[b]?.conversions ?? 0) - (found.credits[a]?.conversions ?? 0));
  const credits = order.flatMap((at): AttributionCredit[] => {
    const [credit, met, interval] = [found.credits[at], reach[at], intervals?.[at]];
    if (!credit || !met) return [];
    const experiment = experimentFor(met, credit.conversions);
    const minor = costs.get(credit.key);
    const name = nameOf(credit.key);
    const value = credit.value / scale;
    return [
      {
        channel: credit.key,
        ...(name ? { name } : {}),
        conversions: credit.conversions,
        value,
        ...(credit.removal === undefined ? {} : { removal: credit.removal }),
        ...(interval
          ? {
              interval: {
                conversions: interval.conversions,
                value: [interval.value[0] / scale, interval.value[1] / scale] as [number, number],
              },
            }
          : {}),
        reach: met,
        ...(experiment ? { experiment } : {}),
        ...returnOf(value, minor === null || minor === undefined ? minor : minor / scale, input),
      },
    ];
  });
  return { credits, order };
};

/** What every model credits, in one order of keys. */
const sideBySide = (
  models: NonNullable<Credited['models']>,
  order: readonly number[],
  scale: number,
): NonNullable<Attribution['models']> =>
  models.map(({ model, credits }) => ({
    model,
    conversions: order.map((at) => credits[at]?.conversions ?? 0),
    value: order.map((at) => (credits[at]?.value ?? 0) / scale),
  }));

const reading = { ru: 'Атрибуция: читаю пути', en: 'Attribution: reading paths' };

export const attributionOperation =
  (deps: Deps, threads: Threads, ledgers: Ledgers, long: LongAnswers): Operations['attribution'] =>
  async (input, signal) => {
    const ledger = await ledgers.current(input.workspace);
    const { settings } = ledger;
    if (input.from !== undefined && input.to !== undefined) checkPeriod({ from: input.from, to: input.to });
    // What spellings of channels mean and what the design calls cells can change while the ledger stands.
    const rules = await deps.registry.channelRules.latest(input.workspace);
    const design = input.by === 'cell' ? await publishedDesign(deps, input.workspace) : null;
    const asked = ['attribution', input, rules.version, design?.version.version ?? null, settings.language];
    const question = { kind: 'attribution' as const, step: reading, asked, signal };
    return long.of(ledger, question, (run) => attribution({ deps, threads, run }, ledger, input));
  };

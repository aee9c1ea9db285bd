import type { z } from 'zod';
import { segmentsNamed, stageInDesign } from '../analysis/organisation/stage-in-design.ts';
import { type AgeCount, kaplanMeier, medianAge } from '../analysis/statistics/survival.ts';
import type { contract } from '../model/api.ts';
import type { Conveyor, ConveyorFlow, ConveyorStage } from '../model/conveyor.ts';
import { type Period, previousPeriod } from '../model/days.ts';
import type { Sentence } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { advocate, type StageOrOverlay, stages } from '../model/stages.ts';
import {
  beforeTalk,
  type StageBalance,
  type StageStays,
  stageBalances,
  stageFlows,
  stageStays,
} from '../store/warehouse/questions/conveyor.ts';
import type { LedgerContext } from './ledger-context.ts';
import type { designOfPeriod } from './published-design.ts';

type ConveyorInput = z.infer<NonNullable<(typeof contract.conveyor)['~orpc']['inputSchema']>>;

/** The straight way; every move that is not along it, or back onto it, is a move back. */
const way: readonly (StageOrOverlay | 'outside')[] = [
  'outside',
  'audience',
  'contact',
  'qualified',
  'opportunity',
  'new',
  'activated',
  'regular',
  'developed',
];
const fallen: readonly (StageOrOverlay | 'outside')[] = ['at_risk', 'lost'];

const directionOf = (from: ConveyorFlow['from'], to: ConveyorFlow['to']): ConveyorFlow['direction'] => {
  if (fallen.includes(to)) return 'back';
  if (fallen.includes(from) || from === 'winback' || to === 'winback') return 'forward';
  return way.indexOf(to) > way.indexOf(from) ? 'forward' : 'back';
};

/** Fewer stays than this say nothing about how long one lasts. */
const staysForMedian = 5;

const dwellOf = (stays: StageStays[], stage: StageOrOverlay): { dwellDays: number | null; dwellReason?: string } => {
  const ages: AgeCount[] = stays
    .filter((row) => row.stage === stage)
    .map((row) => ({ age: row.days, outcome: row.left ? 'left' : 'here', count: row.count }));
  const n = ages.reduce((sum, row) => sum + row.count, 0);
  if (n < staysForMedian) return { dwellDays: null, dwellReason: n === 0 ? 'no_data' : 'insufficient_n' };
  const median = medianAge(kaplanMeier(ages, ['left']));
  return median === null ? { dwellDays: null, dwellReason: 'not_reached' } : { dwellDays: median };
};

/** Why a stage can have nobody by its nature: the facts that would bring someone there are not recorded. */
const silenceOf = (stage: StageOrOverlay, settings: Settings, everEntered: boolean): Sentence | undefined => {
  if (everEntered) return undefined;
  if (stage === 'activated')
    return {
      ru: 'Нет событий результата: загрузите касания и выберите в настройке «События результата», какие из них доказывают результат, или укажите result_kind у товаров.',
      en: 'No result events: import touches and choose in the setting “Result events” which of them prove a result, or give products a result_kind.',
    };
  if (stage === 'winback' && settings.winback_kinds.length === 0)
    return {
      ru: 'Попытки возврата не записаны: выберите в настройке «Попытки возврата» касания, которыми вы возвращаете клиентов.',
      en: 'Win-back attempts are not recorded: choose in the setting “Win-back attempts” the touches that win customers back.',
    };
  if (stage === advocate && settings.referral_kinds.length === 0)
    return {
      ru: 'Рекомендации не записаны: выберите в настройке «Рекомендации» касания, которые ими являются.',
      en: 'Recommendations are not recorded: choose in the setting “Recommendations” the touches that are recommendations.',
    };
  if (stage === 'audience' || stage === 'contact')
    return {
      ru: 'Загрузите касания: визиты, звонки, письма до первой сделки.',
      en: 'Import touches: visits, calls and letters before the first deal.',
    };
  if (stage === 'opportunity' || stage === 'qualified')
    return {
      ru: 'Загрузите сделки и касания, чтобы увидеть путь до первой покупки.',
      en: 'Import deals and touches to see the way to the first purchase.',
    };
  return undefined;
};

const stationsOf = (
  balances: StageBalance[],
  previous: StageBalance[],
  stays: StageStays[],
  settings: Settings,
): ConveyorStage[] =>
  [...stages, advocate].map((stage) => {
    const found = balances.find((row) => row.stage === stage);
    const balance = found ?? { stage, opening: 0, entered: 0, left: 0, closing: 0 };
    const silent = silenceOf(stage as StageOrOverlay, settings, found !== undefined);
    return {
      ...balance,
      stage: stage as StageOrOverlay,
      previousClosing: previous.find((row) => row.stage === stage)?.closing ?? (previous.length > 0 ? 0 : null),
      ...dwellOf(stays, stage as StageOrOverlay),
      ...(silent ? { silent } : {}),
    };
  });

type ConveyorFacts = {
  balances: StageBalance[];
  previous: StageBalance[];
  flows: Awaited<ReturnType<typeof stageFlows>>;
  stays: StageStays[];
  before: Awaited<ReturnType<typeof beforeTalk>>;
};

type Design = Awaited<ReturnType<typeof designOfPeriod>>;
type InDesign = (stage: StageOrOverlay) => Pick<ConveyorStage, 'design'>;

/** Tells what the design of the period says of a stage for the segments asked about. */
const designReader = (published: Design, segments: readonly string[]): InDesign => {
  if (published === null) return () => ({});
  const { document, version: told } = published;
  const { version, from } = told;
  const known = segmentsNamed(document, segments);
  // A segment the design does not know of has no owners of its own: then the design as a whole would mislead.
  if (segments.length > 0 && known.length === 0) return () => ({});
  return (stage) => ({ design: { version, from, ...stageInDesign(document, stage, known) } });
};

/** What facts say of the lifecycle in a period, whatever the design says. */
export const conveyorFacts = async (context: LedgerContext, input: ConveyorInput): Promise<ConveyorFacts> => {
  const { warehouse, scope, asOf } = context;
  const period: Period = { from: input.from, to: input.to };
  const [balances, previous, flows, stays, before] = await Promise.all([
    stageBalances(warehouse, scope, period, input.filter),
    stageBalances(warehouse, scope, previousPeriod(period), input.filter),
    stageFlows(warehouse, scope, period, input.filter),
    stageStays(warehouse, scope, period, asOf, input.filter),
    beforeTalk(warehouse, scope, period, input.filter),
  ]);
  return { balances, previous, flows, stays, before };
};

/** The lifecycle as it runs in a period: who stands where, who moved where and back, and for how long. */
export const conveyor = (
  { balances, previous, flows, stays, before }: ConveyorFacts,
  settings: Settings,
  input: ConveyorInput,
  published: Design = null,
): Conveyor => {
  const inDesign = designReader(published, input.filter?.segment ?? []);
  return {
    period: { from: input.from, to: input.to },
    inForce: published?.during ?? [],
    stages: stationsOf(balances, previous, stays, settings).map((station) => ({
      ...station,
      ...inDesign(station.stage),
    })),
    flows: flows.map((flow) => ({ ...flow, direction: directionOf(flow.from, flow.to) })),
    beforeContact:
      before.n < staysForMedian
        ? { days: null, touches: null, n: before.n, reason: before.n === 0 ? 'no_data' : 'insufficient_n' }
        : before,
  };
};

import { z } from 'zod';
import { inWorkspace, operation } from './operation.ts';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';

/** How credit is divided; `auto` is Markov, or by position where there are too few paths for it. */
export const attributionModels = ['first', 'last', 'linear', 'position', 'decay', 'shapley', 'markov'] as const;
export const AttributionModel = z.enum(attributionModels);
export type AttributionModel = z.infer<typeof AttributionModel>;

/** What earns credit: every order, or that a customer gets to a stage. */
export const creditedResults = [
  'order',
  'contact',
  'qualified',
  'opportunity',
  'new',
  'activated',
  'regular',
  'developed',
  'winback',
] as const;
export const CreditedResult = z.enum(creditedResults);
export type CreditedResult = z.infer<typeof CreditedResult>;

export const creditValues = ['net_revenue', 'gross_profit', 'cltv'] as const;
export const CreditValue = z.enum(creditValues);
export type CreditValue = z.infer<typeof CreditValue>;

/** What credit goes to. */
export const creditedThings = ['channel', 'campaign', 'touchpoint', 'cell'] as const;
export const CreditedThing = z.enum(creditedThings);
export type CreditedThing = z.infer<typeof CreditedThing>;

export const AttributionInput = inWorkspace.extend({
  model: z.union([AttributionModel, z.literal('auto')]).default('auto'),
  /** Of Markov: how many touches back it remembers. */
  order: z.number().int().min(1).max(4).default(1),
  of: CreditedResult.default('order'),
  value: CreditValue.default('net_revenue'),
  by: CreditedThing.default('channel'),
  /** Whether paths that have not converted count; only Markov hears of them. */
  nulls: z.boolean().default(true),
  /** How many days before its result a touch still counts. */
  days: z.number().int().min(1).max(36_500).optional(),
  /** Under time decay: how many days halve a touch's share. */
  halfLifeDays: z.number().positive().max(36_500).default(7),
  /** Results of this period alone; those before still end paths. */
  from: Day.optional(),
  to: Day.optional(),
  /** Only customers of these segments. */
  segment: z.array(z.string()).optional(),
  /** Whether to say between what bounds credits lie; takes longer. */
  intervals: z.boolean().default(true),
  /** Whether all models are to be shown side by side. */
  compare: z.boolean().default(false),
});
export type AttributionInput = z.infer<typeof AttributionInput>;

/** A part of all results, and what they are worth in units of the workspace's currency. */
const Amount = z.object({ conversions: z.number(), value: z.number() });
const Bounds = z.tuple([z.number(), z.number()]);

/** How well a return is known (docs/attribution.md): A experiment, B comparison, C model, D rule, E assumption. */
export const evidenceLevels = ['A', 'B', 'C', 'D', 'E'] as const;
export type Evidence = (typeof evidenceLevels)[number];

export const AttributionCredit = z.object({
  /** The channel, campaign or touchpoint, or the id of a cell; '' where touches do not say. */
  channel: z.string(),
  /** What a cell is called: its touchpoint and its state. */
  name: Sentence.optional(),
  conversions: z.number(),
  value: z.number(),
  /** Of Markov: the share of results that would be missing without it, if the model were the world. */
  removal: z.number().optional(),
  /** 90 %, by drawing customers again. */
  interval: z.object({ conversions: Bounds, value: Bounds }).optional(),
  /** Paths that met it, and those of them that ended in a result. */
  reach: z.object({ paths: z.number(), conversions: z.number() }),
  /** Customers each of two groups needs to tell whether it causes what it is credited with. */
  experiment: z.object({ rateWith: z.number(), rateWithout: z.number(), perGroup: z.number() }).optional(),
  /** Costs of the same period and name; not of touchpoints. */
  cost: z.number().optional(),
  /** (credited gross profit − cost) ÷ cost; only where the value is gross profit and there are costs. */
  romi: z.number().optional(),
});
export type AttributionCredit = z.infer<typeof AttributionCredit>;

export const Attribution = z.object({
  model: AttributionModel,
  order: z.number().optional(),
  of: CreditedResult,
  value: CreditValue,
  by: CreditedThing,
  currency: z.string(),
  credits: z.array(AttributionCredit),
  unknown: Amount,
  total: Amount,
  /** All paths walked, and those of them that did not convert. */
  paths: z.object({ all: z.number(), unconverted: z.number() }),
  /** How well the ROMI of these credits is known. */
  evidence: z.enum(evidenceLevels),
  /** What to bear in mind, each a sentence. */
  notes: z.array(z.object({ code: z.string(), text: Sentence })),
  /** Credits under every model, in the order of `credits`. */
  models: z
    .array(
      z.object({
        model: AttributionModel,
        conversions: z.array(z.number()),
        value: z.array(z.number()),
      }),
    )
    .optional(),
  asOf: Day,
  revision: z.number(),
});
export type Attribution = z.infer<typeof Attribution>;

export const attributionContract = operation
  .route({ method: 'POST', path: '/workspaces/{workspace}/attribution' })
  .input(AttributionInput)
  .output(Attribution);

/** What each model is called, and how it divides, in a sentence. */
export const modelNames: Record<AttributionModel, { name: Sentence; how: Sentence }> = {
  first: {
    name: { ru: 'Первое касание', en: 'First touch' },
    how: {
      ru: 'Весь результат получает первое касание пути.',
      en: 'The first touch of the path gets all of the result.',
    },
  },
  last: {
    name: { ru: 'Последнее касание', en: 'Last touch' },
    how: {
      ru: 'Весь результат получает последнее касание перед ним.',
      en: 'The last touch before the result gets all of it.',
    },
  },
  linear: {
    name: { ru: 'Поровну', en: 'Linear' },
    how: { ru: 'Результат делится поровну между всеми касаниями.', en: 'All touches of the path get equal parts.' },
  },
  position: {
    name: { ru: 'По месту 40/20/40', en: 'Position 40/20/40' },
    how: {
      ru: 'По 40 % — первому и последнему касанию, 20 % — поровну тем, что между ними.',
      en: '40 % each to the first and the last touch, 20 % evenly to those between.',
    },
  },
  decay: {
    name: { ru: 'По давности', en: 'Time decay' },
    how: {
      ru: 'Чем давнее касание, тем меньше его доля: за период полураспада она падает вдвое.',
      en: 'The older a touch, the less it gets: half as much for every half-life further back.',
    },
  },
  shapley: {
    name: { ru: 'Шепли', en: 'Shapley' },
    how: {
      ru: 'Поровну между разными каналами пути, сколько бы касаний у каждого ни было.',
      en: 'Equal parts to the distinct channels of the path, however many touches each had.',
    },
  },
  markov: {
    name: { ru: 'Марков', en: 'Markov' },
    how: {
      ru: 'Сколько результатов пропало бы, если бы каждый путь обрывался на этом канале; по этим потерям делятся все результаты.',
      en: 'How many results would be missing if every path ended at this channel; all results are divided by these losses.',
    },
  },
};

export const resultNames: Record<CreditedResult, Sentence> = {
  order: { ru: 'Все заказы', en: 'All orders' },
  contact: { ru: 'Первый контакт', en: 'First contact' },
  qualified: { ru: 'Клиент подходит', en: 'Customer qualified' },
  opportunity: { ru: 'Сделка открыта', en: 'Opportunity opened' },
  new: { ru: 'Первый заказ', en: 'First order' },
  activated: { ru: 'Активация: первый результат', en: 'Activation: first result' },
  regular: { ru: 'Стал постоянным', en: 'Became regular' },
  developed: { ru: 'Шаг вверх по лестнице', en: 'Step up the ladder' },
  winback: { ru: 'Возврат потерянного', en: 'Win-back' },
};

export const valueNames: Record<CreditValue, Sentence> = {
  net_revenue: { ru: 'Выручка', en: 'Net revenue' },
  gross_profit: { ru: 'Валовая прибыль', en: 'Gross profit' },
  cltv: { ru: 'CLTV: что клиент уже принёс', en: 'CLTV: what the customer has brought' },
};

export const thingNames: Record<CreditedThing, Sentence> = {
  channel: { ru: 'Канал', en: 'Channel' },
  campaign: { ru: 'Кампания', en: 'Campaign' },
  touchpoint: { ru: 'Точка касания', en: 'Touchpoint' },
  cell: { ru: 'Клетка пути', en: 'Cell of a journey' },
};

/** How well a return is known, in a sentence each. */
export const evidenceWords: Record<Evidence, Sentence> = {
  A: {
    ru: 'A — доказано опытом с контрольной группой',
    en: 'A: proved by an experiment with a control group',
  },
  B: {
    ru: 'B — сравнение до и после с контролем',
    en: 'B: before and after, with a control',
  },
  C: {
    ru: 'C — модель: сильнее правила, но не опыт',
    en: 'C: a model, stronger than a rule but no experiment',
  },
  D: {
    ru: 'D — правило деления: отдача по договорённости, не измерение',
    en: 'D: a rule of division, a return by convention and not by measurement',
  },
  E: {
    ru: 'E — предположение',
    en: 'E: an assumption',
  },
};

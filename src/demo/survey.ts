import { canonOf } from '../analysis/audit/propose-codes.ts';
import { type SurveyFormFor, surveyForm } from '../analysis/audit/survey-form.ts';
import type { Answers, Code, SurveyAnswer, SurveyRound } from '../model/audit/survey.ts';
import { demoBlueprint } from './blueprint/blueprint.ts';

/** Who of the company answered, in the order of the lots, and what they said. */
type Said = {
  who: Pick<SurveyFormFor, 'function' | 'isHead'>;
  answers: Answers;
  /** How both raters read the idea: for whom, what is wrong, main value, why us. */
  idea?: readonly [Code, Code, Code, Code];
  /** How the owner and the second rater read the main value. */
  value?: readonly [Code, Code];
};

const unknown: SurveyAnswer = { kind: 'unknown' };
const text = (words: string): SurveyAnswer => ({ kind: 'text', text: words });
const lines = (...names: string[]): SurveyAnswer => ({ kind: 'lines', lines: names });
const choice = (option: string): SurveyAnswer => ({ kind: 'choice', option });
const one = (row: string, value: number): SurveyAnswer => ({ kind: 'numbers', values: { [row]: value } });
const costs = (values: Record<string, number>): SurveyAnswer => ({ kind: 'numbers', values });
const assign = (by: Record<string, string>): SurveyAnswer => ({ kind: 'assign', by });

/** An order of decision states by their numbers, and where customers are lost. */
const path = (order: readonly number[], ...lost: number[]): SurveyAnswer => ({
  kind: 'cards',
  order: order.map((state) => `D${state}`),
  dropOffs: lost.map((state) => `D${state}`),
});

const owner: Said = {
  who: { function: 'owner', isHead: true },
  answers: {
    idea: text(
      'Вода под измерением для тех, кому она портит вкус, технику и продукт; платят за показатель, а не за железо.',
    ),
    main_value: choice('I3'),
    segments: lines('Частные дома', 'Кофейни и рестораны', 'Малые производства', 'Дилеры'),
    path: path([1, 2, 3, 4, 5, 6, 7, 8, 10, 9], 6, 5),
    owners: assign({
      contact: 'marketing_head',
      opportunity: 'sales_head',
      new: 'sales_head',
      regular: 'success',
      developed: 'key_account',
      at_risk: 'success',
      winback: 'sales_head',
    }),
    ros: choice('margin'),
    romi: choice('revenue'),
    processes: one('processes', 1),
    products: one('products', 5),
    campaigns: one('campaigns', 6),
    unit_costs: costs({ acquisition: 4_000 }),
    cltv: one('cltv', 300_000),
  },
};

const marketer: Said = {
  who: { function: 'marketing', isHead: true },
  idea: [1, 1, 1, 0.5],
  answers: {
    idea: text(
      'Мы для тех, у кого от воды зависит результат: дома, кофейни, производства. Вода портит вкус и технику, а отвечать за неё некому. Даём гарантированное качество воды, подтверждённое измерением, и замеряем сами.',
    ),
    main_value: choice('I3'),
    segments: lines('HoReCa', 'Частные дома', 'Производства'),
    path: path([1, 2, 3, 5, 4, 6, 7, 8, 9, 10], 3, 5),
    owners: assign({
      audience: 'marketing_head',
      contact: 'marketing_head',
      opportunity: 'sales_head',
      new: 'sales_head',
      activated: 'service',
      regular: 'service',
      developed: 'sales_head',
      at_risk: 'service',
      winback: 'sales_head',
    }),
    romi: choice('margin'),
    nmc: choice('contribution'),
    romi_base: choice('revenue'),
    campaigns: one('campaigns', 15),
    unit_costs: costs({ acquisition: 4_300, retention: 500 }),
    cltv: unknown,
    cltv_meaning: choice('revenue'),
  },
};

const editor: Said = {
  who: { function: 'marketing', isHead: false },
  idea: [1, 1, 0.5, 0],
  value: [0.5, 1],
  answers: {
    idea: text(
      'Для хозяев домов, кофеен и ресторанов, которым вода портит вкус и технику, и никто за это не отвечает. Мы делаем воду качественной.',
    ),
    value: text('Качественная вода, о которой не надо думать'),
    main_value: choice('I3'),
    segments: lines('Кофейни', 'Дома с колодцем или скважиной'),
    decider: assign({ S1: 'H1', S2: 'H2', S3: 'H5' }),
    path: path([1, 2, 3, 4, 5, 6, 7, 8, 10, 9], 5),
    owners: assign({
      audience: 'marketing_head',
      contact: 'marketing_head',
      opportunity: 'sales_head',
      new: 'onboarding',
      regular: 'service',
      developed: 'key_account',
      winback: 'marketing_head',
    }),
    romi: choice('revenue'),
    nmc: choice('share'),
    romi_base: choice('margin'),
    products: one('products', 5),
    campaigns: one('campaigns', 10),
  },
};

const salesHead: Said = {
  who: { function: 'sales', isHead: true },
  idea: [0.5, 0, 0, 0],
  answers: {
    idea: text('Продаём системы водоподготовки кофейням и заводам.'),
    main_value: choice('speed'),
    segments: lines('HoReCa', 'Заводы'),
    path: path([3, 2, 5, 6, 7, 8, 1, 10, 9, 4], 5, 6),
    owners: assign({
      audience: 'marketing_head',
      contact: 'sales_head',
      opportunity: 'sales_head',
      new: 'onboarding',
      activated: 'service',
      regular: 'sales_head',
      developed: 'sales_head',
      at_risk: 'service',
      winback: 'rep_home',
    }),
    ros: choice('margin'),
    processes: one('processes', 1),
    process_names: lines('Воронка'),
    products: one('products', 15),
    unit_costs: costs({ acquisition: 30_000 }),
    cltv: one('cltv', 185_000),
    cltv_meaning: choice('order'),
  },
};

const rep: Said = {
  who: { function: 'sales', isHead: false },
  idea: [1, 0.5, 0.5, 0],
  value: [0.5, 0.5],
  answers: {
    idea: text(
      'Кофейни, рестораны, дома и небольшие цеха: у них от воды плавает вкус. Ставим хорошую воду и следим за ней.',
    ),
    value: text('Хорошая вода, и мы рядом, если что-то не так'),
    main_value: choice('people'),
    segments: lines('Кофейни и рестораны', 'Небольшие сети'),
    decider: assign({ S1: 'H1', S2: 'H4', S3: 'H6' }),
    path: path([2, 3, 5, 4, 6, 7, 9, 8, 10, 1], 5, 6),
    owners: assign({
      contact: 'marketing_head',
      opportunity: 'sales_head',
      new: 'onboarding',
      regular: 'service',
      developed: 'key_account',
      at_risk: 'success',
      winback: 'nobody',
    }),
    ros: choice('per_seller'),
    processes: one('processes', 1),
    process_names: lines('Одна воронка на всё'),
    products: one('products', 8),
    campaigns: one('campaigns', 3),
  },
};

const coordinator: Said = {
  who: { function: 'service', isHead: false },
  idea: [1, 0.5, 0, 0],
  value: [0, 0],
  answers: {
    idea: text(
      'Для людей и заведений, у которых всё зависит от воды: дома, кафе, производства. У них накипь и поломки, мы ставим фильтры и вовремя меняем картриджи.',
    ),
    value: text('Вовремя приехали и поменяли'),
    main_value: choice('speed'),
    segments: lines('Дома', 'Кафе и рестораны', 'Производства'),
    path: path([1, 5, 6, 7, 8, 9, 10, 2, 3, 4], 7),
    owners: assign({
      contact: 'marketing_head',
      opportunity: 'sales_head',
      new: 'nobody',
      activated: 'service',
      regular: 'success',
      at_risk: 'success',
      winback: 'nobody',
    }),
    processes: one('processes', 2),
    products: one('products', 10),
    cltv_meaning: choice('years'),
  },
};

const round: readonly Said[] = [rep, marketer, owner, coordinator, salesHead, editor];

/** The journey staff put in order: that of the segment the company’s goal rests on. */
const journey = 'J2';

/** The survey of the demo’s last quarter: an owner and five of the staff, and how their open answers were read. */
export const demoSurvey = (): { at: Date; by: string } & Pick<SurveyRound, 'responses' | 'codes'> => {
  const design = demoBlueprint();
  const elements = canonOf(design).map(({ id }) => id);
  const main = Object.entries(design.idea).find(([, { key }]) => key === 'main_value')?.[0] ?? '';
  const numbered = round.map((said, at) => ({ ...said, respondent: at + 1 }));
  return {
    at: new Date('2025-12-22T09:00:00Z'),
    by: 'Игорь Лебедев',
    responses: numbered.map(({ respondent, who, answers }) => {
      const form = surveyForm(design, { ...who, currency: 'RUB', journey });
      // Whoever did not see a stage in his form said nothing about it.
      const { owners } = answers;
      const item = form.items.find(({ id }) => id === 'owners');
      const seen = item?.kind === 'assign' ? new Set(item.rows.map(({ id }) => id)) : new Set<string>();
      const kept: Answers =
        owners?.kind === 'assign'
          ? {
              ...answers,
              owners: assign(Object.fromEntries(Object.entries(owners.by).filter(([stage]) => seen.has(stage)))),
            }
          : answers;
      return { respondent, ...who, form, answers: kept, submitted: true };
    }),
    codes: numbered.flatMap(({ respondent, idea, value }) => [
      ...(idea ?? []).flatMap((code, at) =>
        (['owner', 'second'] as const).map((rater) => ({
          respondent,
          item: 'idea' as const,
          element: elements[at] ?? '',
          rater,
          code,
        })),
      ),
      ...(value ?? []).map((code, at) => ({
        respondent,
        item: 'value' as const,
        element: main,
        rater: at === 0 ? ('owner' as const) : ('second' as const),
        code,
      })),
    ]),
  };
};

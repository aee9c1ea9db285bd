import type { Audit, AuditQuestion, EvidencePoint, ProposedAction } from '../../src/model/audit/audit.ts';
import { type QuestionNumber, questionNames, questionNumbers } from '../../src/model/audit/questions.ts';
import type { Sentence } from '../../src/model/problem.ts';

const same = (text: string): Sentence => ({ ru: text, en: text });

type Scores = readonly [evidence: number, survey: number | null, final: number];

/** Those of an invented company: evidence, staff, final. */
const scores: Record<QuestionNumber, Scores> = {
  1: [1, 2, 1],
  2: [2, 2, 2],
  3: [1, 1, 1],
  4: [1, 2, 1],
  5: [0, 1, 0],
  6: [1, 1, 1],
  7: [2, 2, 2],
  8: [1, 1, 1],
  9: [2, 0, 1],
  10: [1, null, 1],
};

const point = (q: QuestionNumber, level: number, holds: boolean): EvidencePoint => ({
  code: `point_${q}_${level}`,
  level,
  holds,
  text: {
    ru: holds
      ? `Найдено то, что нужно для ${level}: названо ${level * 3} из ${level * 4}`
      : `Для ${level} не хватает: названо ${level} из ${level * 4}, последняя правка больше года назад`,
    en: holds
      ? `What ${level} needs is there: ${level * 3} of ${level * 4} are named`
      : `For ${level} there is too little: ${level} of ${level * 4} are named, last edited over a year ago`,
  },
  value: level * 3,
  unit: 'count',
  link: '/design',
});

export const exampleAction = (q: QuestionNumber): ProposedAction => ({
  code: `action_${q}`,
  q,
  title: {
    ru: `Назначить одного ответственного (вопрос ${q})`,
    en: `Appoint one owner (question ${q})`,
  },
  why: {
    ru: '20,8 % новых клиентов не доходят до результата, и за это никто не отвечает.',
    en: '20.8 % of new customers never reach a result, and nobody answers for it.',
  },
  owner: { ru: 'Руководитель сервиса', en: 'Head of service' },
  due: '2026-01-31',
  expected: {
    text: {
      ru: 'До результата дойдут 90 % новых вместо 79 %',
      en: '90 % of new customers reach a result instead of 79 %',
    },
    metric: 'activation_rate',
    base: 0.79,
    basePeriod: { from: '2025-01-01', to: '2026-01-01' },
    target: 0.9,
    money: { low: 64_000, high: 108_000, per: 'month' },
  },
  check: {
    text: { ru: 'Измерить долю дошедших до результата', en: 'Measure the share that reached a result' },
    on: '2026-04-30',
  },
  link: '/organisation?tab=responsibility&stage=new',
});

const question = (q: QuestionNumber): AuditQuestion => {
  const [evidence, survey, final] = scores[q];
  return {
    q,
    name: questionNames[q],
    text: {
      ru: `Вопрос ${q}: знают ли это все, кто работает с клиентом?`,
      en: `Question ${q}: does everybody who meets customers know?`,
    },
    evidence,
    evidenceReason: {
      ru: `Для ${evidence + 1} не хватает: названо ${evidence + 1} из ${(evidence + 1) * 4}`,
      en: `For ${evidence + 1} there is too little: ${evidence + 1} of ${(evidence + 1) * 4} are named`,
    },
    survey,
    final,
    unequivocal: q === 2,
    unequivocalLacks: q === 2 ? [] : ['confirmed'],
    answer:
      q === 5
        ? null
        : {
            ru: 'Вода под измерением для тех, у кого вкус — деньги',
            en: 'Measured water for those whose taste is money',
          },
    points: [1, 2, 3, 4].map((level) => point(q, level, level <= evidence)),
    surveyResult:
      survey === null
        ? null
        : {
            n: 5,
            points: [
              {
                code: 'knows',
                text: {
                  ru: 'Все знают, для кого мы; почти никто — почему мы',
                  en: 'All know for whom we are; hardly anybody why us',
                },
                value: 0.5,
              },
            ],
            accuracy: q === 1 ? 0.5 : null,
            consensus: q === 1 ? 0.65 : null,
            alpha: q === 1 ? 0.743 : null,
            byElement:
              q === 1
                ? [
                    { element: 'for_whom', name: { ru: 'для кого', en: 'for whom' }, accuracy: 0.9 },
                    {
                      element: 'dissatisfaction',
                      name: { ru: 'чем недовольны', en: 'dissatisfaction' },
                      accuracy: 0.6,
                    },
                    { element: 'main_value', name: { ru: 'главная ценность', en: 'main value' }, accuracy: 0.4 },
                    { element: 'why_us', name: { ru: 'почему мы', en: 'why us' }, accuracy: 0.1 },
                  ]
                : [],
            byFunction: [
              { function: 'owner', n: 1, score: 3 },
              { function: 'marketing', n: 4, score: 2 },
              { function: 'sales', n: 6, score: 1 },
              { function: 'service', n: 4, score: 1 },
            ],
          },
    findings:
      q === 4
        ? [
            {
              code: 'activation_unowned',
              severity: 'high',
              text: { ru: 'За выведение на результат никто не отвечает', en: 'Nobody answers for bringing to result' },
              link: '/organisation?finding=stage_without_owner&stage=new',
            },
          ]
        : [],
    price:
      q === 4
        ? {
            code: 'activation_lost',
            per: 'month',
            low: 64_000,
            high: 108_000,
            text: {
              ru: 'Новые клиенты, которые не дошли до результата',
              en: 'New customers who never reached a result',
            },
            how: { ru: '220 × 5 900 ₽ в год ÷ 12', en: '220 × ₽5,900 a year ÷ 12' },
            parts: [],
            assumptions: [
              {
                ru: 'Дошедшие покупали бы как обычный клиент сегмента',
                en: 'They would buy like a usual customer of the segment',
              },
            ],
            missing: [],
            link: '/customers?stage=new',
          }
        : q === 5
          ? {
              code: 'ros_unknown',
              per: 'month',
              low: null,
              high: null,
              text: { ru: 'Отдача от продаж', en: 'The return on sales' },
              how: same(''),
              parts: [],
              assumptions: [],
              missing: [{ ru: 'Загрузите зарплаты отдела продаж по месяцам', en: 'Bring the pay of sales by month' }],
              link: '/data?tab=typed',
            }
          : null,
    actions: final < 2 ? [exampleAction(q)] : [],
  };
};

/** An audit of an invented company, whole. */
export const exampleAudit = (): Audit => {
  const questions = questionNumbers.map(question);
  return {
    asOf: '2026-01-01',
    period: { from: '2025-01-01', to: '2026-01-01' },
    currency: 'RUB',
    questions,
    total: questions.reduce((sum, { final }) => sum + final, 0),
    weakest_link: {
      code: 'activation_unowned',
      q: 4,
      where: ['new'],
      text: {
        ru: 'Выведение на результат: 20,8 % новых клиентов до него не дошли, и за это никто не отвечает',
        en: 'Bringing to result: 20.8 % of new customers never got there, and nobody answers for it',
      },
      why: {
        ru: 'Из мест, у которых есть цена, это самое дорогое: 64 000 – 108 000 ₽ в месяц',
        en: 'Of the places that have a price this is the dearest: ₽64,000 – 108,000 a month',
      },
      money: { low: 64_000, high: 108_000, per: 'month' },
      link: '/customers?stage=new',
    },
    next: [exampleAction(4), exampleAction(5), exampleAction(1)],
    unknown: [
      {
        q: 5,
        text: {
          ru: 'Отдача от продаж: нет зарплат продавцов',
          en: 'The return on sales: the pay of sales is not there',
        },
        link: '/data?tab=typed',
      },
      {
        q: 10,
        text: { ru: 'CLTV по мнению людей: никто не ответил', en: 'CLTV as people see it: nobody answered' },
        link: '/audit/survey',
      },
    ],
    survey: { round: '1', at: '2025-12-20T09:00:00.000Z', asked: 19, answered: 15 },
  };
};

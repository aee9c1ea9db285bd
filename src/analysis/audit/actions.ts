import type { AuditFinding, Price, ProposedAction } from '../../model/audit/audit.ts';
import type { QuestionNumber } from '../../model/audit/questions.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { addDays } from '../../model/days.ts';
import type { MetricId } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import { nameOf } from '../blueprint/names.ts';
import { metricOf } from '../catalogue/catalogue.ts';
import { say } from '../organisation/words.ts';
import { finalScore } from './agreement.ts';
import { type AuditMatter, amountOf, evidenceScore, type Found, rangeWords, valueWords } from './matter.ts';
import { ofPrice } from './price-recipes.ts';
import { type Owner, type Recipe, recipes } from './recipes.ts';

const mostActions = 3;
const dueDays = 30;
const checkDays = 90;

const ownerWords: Record<Owner, Sentence> = {
  owner: { ru: 'Собственник', en: 'Owner' },
  marketing: { ru: 'Руководитель маркетинга', en: 'Head of marketing' },
  sales: { ru: 'Руководитель продаж', en: 'Head of sales' },
  success: { ru: 'Руководитель сервиса', en: 'Head of service' },
  management: { ru: 'Директор', en: 'Director' },
};

/** The position of the design that does it: the one of the function others report to; for the owner, the one that reports to nobody. */
const ownerOf = ({ design }: AuditMatter, owner: Owner): Sentence => {
  if (design === null) return ownerWords[owner];
  const roles = thingsOf(design, 'roles');
  const heads = new Set(roles.flatMap(([, { reportsTo }]) => reportsTo ?? []));
  const fitting = roles.filter(([, role]) =>
    owner === 'owner' ? role.reportsTo === null && role.function === 'management' : role.function === owner,
  );
  const chosen = fitting.find(([id]) => heads.has(id)) ?? fitting[0];
  return chosen === undefined ? ownerWords[owner] : nameOf(design, { collection: 'roles', id: chosen[0] });
};

/** Whose each question is, and the number that moves when it gets better. */
const ofQuestion: Record<QuestionNumber, { owner: Owner; metric: MetricId | null }> = {
  1: { owner: 'owner', metric: 'win_rate' },
  2: { owner: 'marketing', metric: 'ltv_cac' },
  3: { owner: 'marketing', metric: 'win_rate' },
  4: { owner: 'owner', metric: 'activation_rate' },
  5: { owner: 'sales', metric: 'ros_investment' },
  6: { owner: 'marketing', metric: 'romi' },
  7: { owner: 'sales', metric: 'sales_processes' },
  8: { owner: 'marketing', metric: 'off_journey_share' },
  9: { owner: 'management', metric: 'unit_cost_acquisition' },
  10: { owner: 'management', metric: 'cltv_forecast' },
};

const capital = ({ ru, en }: Sentence): Sentence => {
  const up = (text: string): string => text.slice(0, 1).toLocaleUpperCase('ru') + text.slice(1);
  return { ru: up(ru), en: up(en) };
};

const expectedOf = (
  matter: AuditMatter,
  metric: MetricId | null,
  { target, price, rise }: { target: number | null; price: Price | null; rise: Sentence },
) => {
  const money = price?.low != null && price.high !== null ? { low: price.low, high: price.high, per: price.per } : null;
  const base = metric === null ? null : amountOf(matter, metric);
  const text =
    money !== null
      ? say('{money} в месяц, если пробел закрыть целиком', '{money} a month if the gap is closed whole', {
          money: rangeWords(money.low, money.high, matter.currency),
        })
      : metric === null || base === null
        ? capital(rise)
        : say('{name} сейчас {now}; {rise}', '{name} is {now} now; {rise}', {
            name: metricOf(metric).name,
            now: valueWords(matter, metric),
            rise,
          });
  return {
    text,
    metric,
    base,
    basePeriod: base === null ? null : matter.period,
    target: base === null ? null : target,
    money,
  };
};

/** What meeting one of some conditions does to the evidence of a question, and to its score. */
const riseWords = (evidence: number, survey: number | null, conditions: number): Sentence => {
  const [before, after] = [finalScore(evidence, survey), finalScore(evidence + 1, survey)];
  const numbers = { evidence, next: evidence + 1, before, after, n: conditions };
  if (conditions > 1)
    return say(
      'это одно из {n} условий, чтобы данные поднялись с {evidence} до {next}',
      'it is one of {n} conditions for evidence to go from {evidence} to {next}',
      numbers,
    );
  return after > before
    ? say(
        'данные поднимутся с {evidence} до {next}, итог вопроса — с {before} до {after}',
        'evidence goes from {evidence} to {next}, and the question from {before} to {after}',
        numbers,
      )
    : say(
        'данные поднимутся с {evidence} до {next}; итог вопроса останется {before}, пока не изменятся ответы людей',
        'evidence goes from {evidence} to {next}; the question stays at {before} until people answer differently',
        numbers,
      );
};

const titleOf = ({ title }: Recipe, matter: AuditMatter): Sentence =>
  typeof title === 'function' ? title(matter) : title;

const recipeOf = (q: QuestionNumber, code: string): Recipe | undefined => recipes[`q${q}.${code}`] ?? recipes[code];

const actionOf = (
  matter: AuditMatter,
  q: QuestionNumber,
  what: { code: string; recipe: Recipe; why: Sentence; link: string; price: Price | null; rise: Sentence },
): ProposedAction => {
  const { owner, metric: usual } = ofQuestion[q];
  const metric = what.recipe.metric ?? usual;
  const on = addDays(matter.asOf, checkDays);
  return {
    code: `q${q}.${what.code}`,
    q,
    title: titleOf(what.recipe, matter),
    why: what.why,
    owner: ownerOf(matter, what.recipe.owner ?? owner),
    due: addDays(matter.asOf, dueDays),
    expected: expectedOf(matter, metric, {
      target: what.recipe.target?.(matter, what.price) ?? null,
      price: what.price,
      rise: what.rise,
    }),
    check: {
      on,
      text:
        metric === null
          ? say('Спросить заново и сравнить с этим аудитом', 'Ask again and compare with this audit')
          : say(
              'Сравнить показатель за период после решения с нынешним',
              'Compare the number of the period after the decision with today’s',
            ),
    },
    link: what.link,
  };
};

/** Points whose action is the same as that of a price: who is named for the stage that costs most is named for all. */
const sameThing: Partial<Record<string, string>> = { activation_lost: 'raci_complete', long_way: 'processes_apart' };

type Lacking = {
  points: readonly Found[];
  price: Price | null;
  /** What the staff's answers came to: their score, and findings of it. */
  survey: { score: number; findings: readonly AuditFinding[] } | null;
};

/** What to do about a low score: the price first, then what staff do not know, then what the next score of evidence lacks. */
export const actionsFor = (
  matter: AuditMatter,
  q: QuestionNumber,
  { points, price, survey }: Lacking,
): ProposedAction[] => {
  const score = evidenceScore(points);
  const isPriced = price !== null && price.low !== null;
  const ofMoney = price === null ? undefined : ofPrice[price.code];
  const open = points.filter(({ level, holds }) => level === score + 1 && !holds);
  const rise = riseWords(score, survey?.score ?? null, open.length);
  const first =
    isPriced && ofMoney !== undefined
      ? [actionOf(matter, q, { code: price.code, recipe: ofMoney, why: price.text, link: price.link, price, rise })]
      : [];
  const lacking = open
    .filter(({ code }) => !(isPriced && sameThing[price.code] === code))
    .map(({ code, text, needs, link }) => {
      const recipe = recipeOf(q, code) ?? { title: capital(needs) };
      return actionOf(matter, q, { code, recipe, why: text, link, price: null, rise });
    });
  const answers = say('ответы людей сейчас на {score} из 4', 'people’s answers are at {score} of 4 now', {
    score: survey?.score ?? 0,
  });
  const said = (survey?.findings ?? []).flatMap(({ code, text, link: seen }) => {
    const [kind = code] = code.split('.');
    const recipe = recipeOf(q, kind);
    const link = kind === 'functions_differ' ? seen : '/design';
    return recipe === undefined
      ? []
      : [actionOf(matter, q, { code: kind, recipe, why: text, link, price: null, rise: answers })];
  });
  return [...first, ...said, ...lacking]
    .filter(({ code }, at, all) => all.findIndex((each) => each.code === code) === at)
    .slice(0, mostActions);
};

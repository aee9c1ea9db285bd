import type { Audit, AuditQuestion, ProposedAction } from '../../model/audit/audit.ts';
import { type QuestionNumber, questionNames } from '../../model/audit/questions.ts';
import { type CompanyFunction, companyFunctions } from '../../model/audit/survey.ts';
import { addDays } from '../../model/days.ts';
import type { Sentence } from '../../model/problem.ts';
import { dayWords, quoted, say, shareWords } from '../organisation/words.ts';
import { rangeWords } from './range-words.ts';

/** A sentence of the report and the place in the product where the number behind it opens. */
export type Told = { text: Sentence; link: string };

export type ReportRow = Pick<AuditQuestion, 'q' | 'name' | 'evidence' | 'survey' | 'final' | 'unequivocal'> & {
  /** Why it is no better, in a sentence. */
  why: Told;
};

/** The amount and how it is reckoned open with all it is the sum of; what it is the price of opens where that is seen. */
export type ReportPrice = { q: QuestionNumber; amount: Told; what: Told; how: Told };

export type ReportStep = { title: Told; why: Told; terms: Told; expected: Told };

/** Two pages that tell a company how strong its marketing and sales are: nothing in them without a place that opens. */
export type Report = {
  total: number;
  rows: ReportRow[];
  summary: Told[];
  weakest: { question: Told; amount: Told | null; text: Told; why: Told } | null;
  /** Other weak answers that have a price, dearest first. */
  prices: ReportPrice[];
  steps: ReportStep[];
  agreement: Told[];
  elements: { name: Sentence; accuracy: number; link: string }[];
  unknown: Told[];
};

const questionLink = (q: QuestionNumber): string => `/audit?q=${q}`;

const wide = ({ evidence, survey }: AuditQuestion): number => (survey ?? evidence) - evidence;

/** What the first look tells: the sum, who was heard, and where people and data part most. */
const summaryOf = ({ total, questions, survey, period }: Audit): Told[] => {
  const firm = questions.filter(({ unequivocal }) => unequivocal).length;
  const over = questions.toSorted((a, b) => wide(b) - wide(a) || a.q - b.q)[0];
  const best = questions.toSorted((a, b) => b.final - a.final || a.q - b.q)[0];
  const told: Told[] = [
    {
      text: say(
        '{total} из 40, то есть {share}, по фактам с {from} по {to}.',
        '{total} of 40, which is {share}, by facts from {from} to {to}.',
        { total, share: shareWords(total / 40), from: dayWords(period.from), to: dayWords(addDays(period.to, -1)) },
      ),
      link: '/audit',
    },
    {
      text: say(
        'Однозначно компания отвечает на {firm} из 10 вопросов.',
        'The company answers {firm} of 10 questions single-valued.',
        { firm },
      ),
      link: '/audit',
    },
  ];
  told.push(
    survey !== null && survey.answered > 0
      ? {
          text: say('Опрошены сотрудники: ответили {n} из {of}.', 'Staff was asked: {n} of {of} answered.', {
            n: survey.answered,
            of: survey.asked,
          }),
          link: '/audit/survey',
        }
      : { text: say('Сотрудников ещё не спрашивали.', 'Nobody of the staff was asked yet.'), link: '/audit/survey' },
  );
  if (over && wide(over) > 0)
    told.push({
      text: say(
        'Больше всего переоценивают себя здесь: {name}: по словам людей {survey}, по данным {evidence}.',
        'Overrated most: {name}: {survey} by people, {evidence} by data.',
        { name: quoted(over.name), survey: over.survey ?? 0, evidence: over.evidence },
      ),
      link: questionLink(over.q),
    });
  if (best && best.final > 0)
    told.push({
      text: say('Сильнее всего: {name}, {final} из 4.', 'Strongest: {name}, {final} of 4.', {
        name: quoted(best.name),
        final: best.final,
      }),
      link: questionLink(best.q),
    });
  return told;
};

const pricesOf = ({ questions, weakest_link: weakest, currency }: Audit): ReportPrice[] =>
  questions
    .flatMap(({ q, price }) => {
      if (price === null || price.low === null || price.high === null || q === weakest?.q) return [];
      const { low, high, per, text, how, link } = price;
      const opens = questionLink(q);
      const amount = { text: rangeWords({ low, high, per }, currency), link: opens };
      return [{ q, per, high, amount, what: { text, link }, how: { text: how, link: opens } }];
    })
    .sort((a, b) => (a.per === b.per ? b.high - a.high : a.per === 'month' ? -1 : 1))
    .map(({ q, amount, what, how }) => ({ q, amount, what, how }));

const stepOf = ({ q, title, why, owner, due, expected, check, link }: ProposedAction): ReportStep => ({
  title: { text: title, link },
  why: { text: why, link },
  terms: {
    text: say('{owner}, до {due}; проверить {on}', '{owner}, by {due}; check on {on}', {
      owner,
      due: dayWords(due),
      on: dayWords(check.on),
    }),
    link: '/decisions',
  },
  expected: { text: expected.text, link: questionLink(q) },
});

const functionNames: Record<CompanyFunction, Sentence> = {
  owner: say('владелец', 'the owner'),
  marketing: say('маркетинг', 'marketing'),
  sales: say('продажи', 'sales'),
  service: say('сервис', 'service'),
  other: say('остальные', 'others'),
};

/** Where a function of the company sees a question otherwise than its owner, widest first. */
const gapsOf = ({ questions }: Audit): Told[] =>
  questions
    .flatMap(({ q, name, surveyResult }) => {
      const scoreOf = (of: CompanyFunction): number | null =>
        surveyResult?.byFunction.find((each) => each.function === of)?.score ?? null;
      const owner = scoreOf('owner');
      return companyFunctions.flatMap((of) => {
        const score = scoreOf(of);
        if (of === 'owner' || owner === null || score === null || score === owner) return [];
        return [{ q, name, of, owner, score, width: Math.abs(owner - score) }];
      });
    })
    .sort((a, b) => b.width - a.width || a.q - b.q)
    .slice(0, 3)
    .map(({ q, name, of, owner, score }) => ({
      text: say('{name}: владелец ставит {owner}, {of} — {score}.', '{name}: the owner gives {owner}, {of} {score}.', {
        name: quoted(name),
        of: functionNames[of],
        owner,
        score,
      }),
      link: questionLink(q),
    }));

/** Where functions part from the owner, then what the answers to each question come to; two sentences where people are also held against each other. */
const agreementOf = (audit: Audit): Told[] => [
  ...gapsOf(audit),
  ...audit.questions.flatMap(({ q, surveyResult }) =>
    (surveyResult?.points ?? [])
      // That too few answered is no agreement.
      .filter(({ code }) => code !== 'few')
      // Where customers are lost in truth is a number of the company’s own, and always told.
      .filter(({ code }, at) => at < (surveyResult?.consensus == null ? 1 : 2) || code === 'path_losses_known')
      .map(({ text }): Told => ({ text, link: questionLink(q) })),
  ),
];

const elementsOf = ({ questions }: Audit): Report['elements'] => {
  const widest = questions.find(({ surveyResult }) => (surveyResult?.byElement.length ?? 0) > 0);
  if (!widest?.surveyResult) return [];
  return widest.surveyResult.byElement.map(({ name, accuracy }) => ({ name, accuracy, link: questionLink(widest.q) }));
};

/** What is not known, each with the question it belongs to. */
const unknownOf = ({ unknown }: Audit): Told[] =>
  unknown.map(({ q, text, link }) => ({
    text: say('{name}. {text}', '{name}. {text}', { name: questionNames[q], text }),
    link,
  }));

/**
 * The report of an audit: the same sentences for the page and for the print, in both languages.
 *
 * Nothing is computed here that the audit does not hold; every sentence carries the place where its number opens.
 */
export const reportOf = (audit: Audit): Report => {
  const { questions, weakest_link: weakest, currency } = audit;
  return {
    total: audit.total,
    rows: questions.map(({ q, name, evidence, survey, final, unequivocal, evidenceReason }) => ({
      q,
      name,
      evidence,
      survey,
      final,
      unequivocal,
      why: { text: evidenceReason, link: questionLink(q) },
    })),
    summary: summaryOf(audit),
    weakest: weakest && {
      question: {
        text: say('{q}. {name}', '{q}. {name}', { q: weakest.q, name: questionNames[weakest.q] }),
        link: questionLink(weakest.q),
      },
      amount: weakest.money && { text: rangeWords(weakest.money, currency), link: questionLink(weakest.q) },
      text: { text: weakest.text, link: weakest.link },
      why: { text: weakest.why, link: '/audit' },
    },
    prices: pricesOf(audit),
    steps: audit.next.slice(0, 3).map(stepOf),
    agreement: agreementOf(audit),
    elements: elementsOf(audit),
    unknown: unknownOf(audit),
  };
};

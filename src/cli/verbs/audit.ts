import type { Command } from 'commander';
import { rangeWords } from '../../analysis/audit/matter.ts';
import type { Audit, AuditQuestion } from '../../model/audit/audit.ts';
import { type PrintedColumn, printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type Told } from '../verb.ts';
import { dayText, type Language } from '../words.ts';
import { addAuditSurvey } from './audit-survey.ts';

const words = {
  ru: {
    columns: ['№', 'Вопрос', 'Данные', 'Люди', 'Балл', 'Цена в месяц'],
    total: 'Итого',
    weakest: 'Слабое звено',
    why: 'Почему',
    answer: 'Ответ',
    lacks: 'Не хватает',
    found: 'Найдено',
    act: 'Что сделать',
    next: 'Три следующих шага',
    unknown: 'Чего не узнать без данных',
    to: 'до',
    by: 'к',
    nobody: 'Сотрудников ещё не спрашивали.',
    answered: 'Ответили в опросе',
  },
  en: {
    columns: ['No.', 'Question', 'Data', 'People', 'Score', 'Price a month'],
    total: 'Total',
    weakest: 'Weakest link',
    why: 'Why',
    answer: 'Answer',
    lacks: 'Lacks',
    found: 'Found',
    act: 'What to do',
    next: 'Three next steps',
    unknown: 'What can’t be known without data',
    to: 'to',
    by: 'by',
    nobody: 'Staff have not been asked yet.',
    answered: 'Answered the survey',
  },
} as const;

const priceText = ({ price }: AuditQuestion, currency: string, language: Language): string =>
  price?.low == null || price.high === null ? '—' : rangeWords(price.low, price.high, currency)[language];

const profileText = ({ questions, currency }: Audit, language: Language): string => {
  const numeric = [0, 2, 3, 4, 5];
  const columns = words[language].columns.map(
    (title, at): PrintedColumn => ({ title, align: numeric.includes(at) ? 'right' : 'left' }),
  );
  return printTable(
    columns,
    questions.map((question) => [
      String(question.q),
      question.name[language],
      String(question.evidence),
      question.survey === null ? '—' : String(question.survey),
      String(question.final),
      priceText(question, currency, language),
    ]),
  );
};

const questionText = (question: AuditQuestion, language: Language): string => {
  const say = words[language];
  const { q, name, answer, evidenceReason, findings, actions, surveyResult } = question;
  return [
    `${q}. ${name[language]}`,
    ...(answer === null ? [] : [`   ${say.answer}: ${answer[language]}`]),
    `   ${evidenceReason[language]}`,
    ...(surveyResult?.points ?? []).map(({ text }) => `   ${text[language]}`),
    ...findings.map(({ text }) => `   · ${text[language]}`),
    ...actions.map(
      ({ title, owner, due }) => `   → ${title[language]} (${owner[language]}, ${say.by} ${dayText(due, language)})`,
    ),
  ].join('\n');
};

/** An audit for a person: the profile, the weakest link, three steps, then every question with what it rests on. */
const auditText = (audit: Audit, language: Language): string => {
  const say = words[language];
  const { weakest_link: weakest, next, unknown, survey, total } = audit;
  return [
    survey === null ? say.nobody : `${say.answered}: ${survey.answered} / ${survey.asked}.`,
    profileText(audit, language),
    `${say.total}: ${total} / 40`,
    ...(weakest === null ? [] : [`${say.weakest}: ${weakest.text[language]}\n${say.why}: ${weakest.why[language]}`]),
    [
      `${say.next}:`,
      ...next.map(({ title, expected }, at) => `  ${at + 1}. ${title[language]}. ${expected.text[language]}.`),
    ].join('\n'),
    ...audit.questions.map((question) => questionText(question, language)),
    ...(unknown.length === 0
      ? []
      : [[`${say.unknown}:`, ...unknown.map(({ q, text }) => `  ${q}. ${text[language]}`)].join('\n')]),
  ].join('\n\n');
};

const show = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const audit = await connection.operations.audit.show({ workspace });
  return { json: audit, text: () => auditText(audit, language) };
};

const keep = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const kept = await connection.operations.audit.keep({ workspace });
  const ru = `Сохранён аудит ${kept.id} (${kept.quarter}): ${kept.audit.total} / 40`;
  return {
    json: kept,
    text: () => (language === 'ru' ? ru : `Audit ${kept.id} is kept (${kept.quarter}): ${kept.audit.total} / 40`),
  };
};

const runs = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const kept = await connection.operations.audit.runs({ workspace });
  const titles = {
    ru: ['Аудит', 'Квартал', 'Данные на', 'Баллы 1…10', 'Итого'],
    en: ['Audit', 'Quarter', 'As of', 'Scores 1…10', 'Total'],
  };
  const none = { ru: 'Аудитов ещё не сохраняли: audit keep.', en: 'No audit was kept yet: audit keep.' };
  return {
    json: kept,
    text: () =>
      kept.length === 0
        ? none[language]
        : printTable(
            titles[language].map((title) => ({ title })),
            kept.map(({ id, quarter, audit }) => [
              id,
              quarter,
              dayText(audit.asOf, language),
              audit.questions.map(({ final }) => final).join(' '),
              `${audit.total} / 40`,
            ]),
          ),
  };
};

/** `audit` and what is below it; without a word it shows. */
export const addAudit = (program: Command, run: Run, language: Language): void => {
  const audit = addVerb(
    program,
    'audit',
    {
      ru: 'десять вопросов: баллы, слабое звено, цена, что делать',
      en: 'the ten questions: scores, weakest link, price, what to do',
    },
    language,
  );
  const verbs = {
    show: {
      work: show,
      about: { ru: 'десять вопросов с тем, на чём стоят баллы', en: 'the ten questions with what the scores rest on' },
    },
    keep: {
      work: keep,
      about: { ru: 'сохранить аудит, чтобы потом сравнить', en: 'keep the audit, to compare with later' },
    },
    runs: { work: runs, about: { ru: 'сохранённые аудиты', en: 'audits that were kept' } },
  };
  audit.action(async (_own: unknown, command: Command) => run(optionsOf(command), show));
  for (const [name, { work, about }] of Object.entries(verbs))
    addVerb(audit, name, about, language).action(async (_own: unknown, command: Command) =>
      run(optionsOf(command), work),
    );
  addAuditSurvey(audit, run, language);
};

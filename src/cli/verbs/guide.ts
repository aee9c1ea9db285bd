import type { Command } from 'commander';
import type { Decision, ListedDecision, Verdict } from '../../model/audit/decisions.ts';
import type { GuideStep } from '../../model/guide.ts';
import type { Sentence } from '../../model/problem.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type Told } from '../verb.ts';
import { dayText, type Language } from '../words.ts';

const stepStates: Record<GuideStep['state'], Sentence> = {
  empty: { ru: 'ещё не начато', en: 'not begun' },
  begun: { ru: 'начато', en: 'begun' },
  enough: { ru: 'достаточно, чтобы идти дальше', en: 'enough to go on' },
  done: { ru: 'готово', en: 'done' },
};

const words = {
  ru: { now: 'Сейчас', why: 'Почему', runs: 'Конвейер работает.', lacks: 'Чтобы конвейер работал, не хватает' },
  en: { now: 'Now', why: 'Why', runs: 'The conveyor runs.', lacks: 'To run the conveyor lacks' },
} as const;

const stepText = ({ name, state, parts }: GuideStep, at: number, language: Language): string =>
  [
    `${at + 1}. ${name[language]} · ${stepStates[state][language]}`,
    ...parts.map(({ holds, text }) => `   ${holds ? '+' : '·'} ${text[language]}`),
  ].join('\n');

const guide = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const found = await connection.operations.guide({ workspace });
  const say = words[language];
  const { next, runs, lacks, steps } = found;
  return {
    json: found,
    text: () =>
      [
        `${say.now}: ${next.title[language]}\n${say.why}: ${next.why[language]}`,
        runs ? say.runs : `${say.lacks}: ${lacks.map((each) => each[language]).join('; ')}.`,
        ...steps.map((step, at) => stepText(step, at, language)),
      ].join('\n\n'),
  };
};

const states: Record<Decision['state'], Sentence> = {
  open: { ru: 'в работе', en: 'under way' },
  done: { ru: 'сделано', en: 'done' },
  dropped: { ru: 'отменено', en: 'dropped' },
};
const outcomes: Record<Verdict, Sentence> = {
  worked: { ru: 'помогло', en: 'worked' },
  partly: { ru: 'отчасти', en: 'partly' },
  failed: { ru: 'не помогло', en: 'failed' },
  unclear: { ru: 'неясно', en: 'unclear' },
};
const toCheck: Sentence = { ru: 'пора проверить', en: 'to be checked' };
const titles = {
  ru: ['Решение', 'Кто', 'Срок', 'Проверка', 'Состояние', 'Помогло'],
  en: ['Decision', 'Who', 'Due', 'Check', 'State', 'Did it work'],
};
const none: Sentence = {
  ru: 'Решений пока нет: их предлагают десять вопросов (audit).',
  en: 'No decisions yet: the ten questions propose them (audit).',
};

const decisionRow = (decision: ListedDecision, language: Language): string[] => [
  decision.action.title[language],
  decision.owner,
  dayText(decision.due, language),
  dayText(decision.checkOn, language),
  (decision.isToCheck ? toCheck : states[decision.state])[language],
  decision.outcome === null ? '—' : outcomes[decision.outcome.verdict][language],
];

const decisions = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const list = await connection.operations.decisions.list({ workspace });
  return {
    json: list,
    text: () =>
      list.length === 0
        ? none[language]
        : printTable(
            titles[language].map((title) => ({ title })),
            list.map((decision) => decisionRow(decision, language)),
          ),
  };
};

/** `guide` and `decisions`: where a company is on the way, and what was decided. */
export const addGuide = (program: Command, run: Run, language: Language): void => {
  const verbs = [
    {
      name: 'guide',
      work: guide,
      about: {
        ru: 'от пустого места до работающего конвейера: что делать сейчас',
        en: 'from nothing to a running conveyor: what to do now',
      },
    },
    {
      name: 'decisions',
      work: decisions,
      about: { ru: 'что решено, кто делает и помогло ли', en: 'what was decided, who does it and whether it worked' },
    },
  ];
  for (const { name, work, about } of verbs)
    addVerb(program, name, about, language).action(async (_own: unknown, command: Command) =>
      run(optionsOf(command), work),
    );
};

import type { Command } from 'commander';
import type { Sentence } from '../../model/problem.ts';
import type { Finding, Levels, Quality, Severity } from '../../model/quality.ts';
import { addVerb, optionsOf, type Run } from '../verb.ts';
import type { Language } from '../words.ts';

const marks: Record<Severity, Sentence> = {
  high: { ru: 'СЕРЬЁЗНО', en: 'SERIOUS' },
  medium: { ru: 'ВАЖНО', en: 'IMPORTANT' },
  low: { ru: 'МЕЛОЧЬ', en: 'MINOR' },
};

const words = {
  ru: {
    mend: 'Как исправить',
    weakens: 'Ослабляет',
    examples: 'Например',
    fine: 'Проверено, всё в порядке',
    absent: 'Проверять нечего',
    answers: 'На что отвечают данные',
    lacks: 'не хватает',
    next: 'Что загрузить дальше',
  },
  en: {
    mend: 'To mend it',
    weakens: 'Weakens',
    examples: 'For example',
    fine: 'Checked and fine',
    absent: 'Nothing to check',
    answers: 'What the data answer',
    lacks: 'lacks',
    next: 'What to bring next',
  },
} as const;

const findingLines = (finding: Finding, language: Language): string[] => {
  const say = words[language];
  return [
    `${marks[finding.severity][language]} · ${finding.name[language]}`,
    `  ${finding.text[language]}`,
    ...(finding.examples.length > 0 && finding.hasCases ? [`  ${say.examples}: ${finding.examples.join(', ')}`] : []),
    `  ${say.mend}: ${finding.mend[language]}`,
    ...(finding.metrics.length > 0 ? [`  ${say.weakens}: ${finding.metrics.join(', ')}`] : []),
    '',
  ];
};

const stateMarks = { yes: '✓', partly: '◐', no: '·' } as const;

const levelLines = ({ levels, next }: Levels, language: Language): string[] => {
  const say = words[language];
  const questions = levels.flatMap(({ level, name, state, questions: asked }) => [
    `${stateMarks[state]} ${level}. ${name[language]}`,
    ...asked.map(({ state: reach, text, lacks }) => {
      const missing = lacks.map((need) => need.text[language]).join('; ');
      return `   ${stateMarks[reach]} ${text[language]}${missing === '' ? '' : ` (${say.lacks}: ${missing})`}`;
    }),
  ]);
  return [`${say.answers}:`, ...questions, ...(next ? ['', `${say.next}: ${next.text[language]}.`] : [])];
};

/** The state of the data for a person: the opinion, what to mend with the worst first, and what the data answer. */
const qualityText = (quality: Quality, language: Language): string => {
  const say = words[language];
  const found = quality.findings.filter(({ count }) => count > 0);
  const names = (findings: readonly Finding[]) => findings.map(({ name }) => name[language]).join(', ');
  const fine = quality.findings.filter(({ count, of }) => count === 0 && of > 0);
  const absent = quality.findings.filter(({ of }) => of === 0);
  return [
    quality.headline[language],
    '',
    ...found.flatMap((finding) => findingLines(finding, language)),
    ...(fine.length > 0 ? [`${say.fine}: ${names(fine)}.`, ''] : []),
    ...(absent.length > 0 && absent.length < quality.findings.length ? [`${say.absent}: ${names(absent)}.`, ''] : []),
    ...levelLines(quality.levels, language),
  ].join('\n');
};

export const addCheck = (program: Command, run: Run, language: Language): void => {
  const check = addVerb(
    program,
    'check',
    { ru: 'проверки: check data — чего не хватает данным', en: 'checks: check data tells what the data lack' },
    language,
  );
  addVerb(
    check,
    'data',
    { ru: 'чего не хватает данным и как это исправить', en: 'what the data lack and how to mend it' },
    language,
  ).action(async (_own: unknown, command: Command) =>
    run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
      const quality = await connection.operations.quality.show({ workspace });
      return { json: quality, text: () => qualityText(quality, spoken) };
    }),
  );
};

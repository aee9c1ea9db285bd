import type { FileReport } from '../../model/api.ts';
import type { ListedLayout } from '../../model/importing.ts';
import { printTable } from '../table.ts';
import { type Language, numberText } from '../words.ts';

const countTitles = {
  ru: ['Вид', 'Прочитано', 'Новых', 'Изменено', 'Без изменений', 'В карантине'],
  en: ['Kind', 'Read', 'Added', 'Changed', 'Unchanged', 'Quarantined'],
};

const countsText = (report: FileReport, language: Language): string => {
  const columns = countTitles[language].map((title, at) => ({
    title,
    align: at === 0 ? ('left' as const) : ('right' as const),
  }));
  const rows = Object.entries(report.kinds).map(([kind, counts]) => [
    kind,
    ...[counts.read, counts.added, counts.changed, counts.unchanged, counts.quarantined].map((count) =>
      numberText(count, language),
    ),
  ]);
  return printTable(columns, rows);
};

const asideText = (
  { unknown_columns: unknown = [], totals = 0, left_out: leftOut = 0, notes = [] }: FileReport,
  language: Language,
): string[] => {
  const ru = language === 'ru';
  return [
    ...(totals > 0
      ? [`${ru ? 'Строк-итогов, не взяты' : 'Rows of totals, not taken'}: ${numberText(totals, language)}`]
      : []),
    ...(leftOut > 0
      ? [`${ru ? 'Строк пропущено по правилам' : 'Rows left out by rules'}: ${numberText(leftOut, language)}`]
      : []),
    ...notes.map((note) => note[language]),
    ...(unknown.length > 0
      ? [
          `${ru ? 'Незнакомые столбцы, в расчётах не участвуют, сохранены как признаки' : 'Unknown columns, used in no number, kept as attributes'}: ${unknown.join(', ')}`,
        ]
      : []),
  ];
};

const previewText = ({ preview }: FileReport, language: Language): string[] => {
  if (!preview) return [];
  const refused = preview.refused.map(
    ({ text, rows, lines }) => `  ${numberText(rows, language)} × ${text[language]} (${lines.join(', ')})`,
  );
  const first = preview.first.map(({ kind, columns, rows }) => {
    const filled = columns.map((_, at) => at).filter((at) => rows.some((row) => row[at] !== ''));
    return `${kind}:\n${printTable(
      filled.map((at) => ({ title: columns[at] ?? '', align: 'left' as const })),
      rows.slice(0, 3).map((row) => filled.map((at) => (row[at] ?? '').slice(0, 40))),
    )}`;
  });
  const unlocks = preview.unlocks.map((text) => `  + ${text[language]}`);
  const titled = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`${title}\n${lines.join('\n')}`]);
  return [
    ...titled(language === 'ru' ? 'Будут отложены:' : 'Will be refused:', refused),
    ...titled(language === 'ru' ? 'Первые строки:' : 'First rows:', first),
    ...titled(language === 'ru' ? 'Станут возможны ответы:' : 'Can be answered then:', unlocks),
  ];
};

const questionsText = ({ questions = [] }: FileReport, language: Language): string[] =>
  questions.map(({ id, text, why, answers }) => {
    const choices = answers.map(({ value, text: said }) => `    --answer ${id}=${value}  ${said[language]}`);
    return `  ${text[language]} ${why[language]}\n${choices.join('\n')}`;
  });

const reportText = (report: FileReport, language: Language): string => {
  const name = report.part ? `${report.file} · ${report.part}` : report.file;
  if (report.problem)
    return [`✗ ${name}: ${report.problem.text[language]}`, ...questionsText(report, language)].join('\n');
  const id = report.import_id === undefined ? '' : ` · № ${report.import_id}`;
  const layout = report.layout === 'canonical' ? '' : ` · ${report.layout}`;
  return [
    `✓ ${name}${layout}${id}`,
    countsText(report, language),
    ...asideText(report, language),
    ...previewText(report, language),
  ].join('\n');
};

/** Counts of several files for a person; the last line says what to do with refused rows. */
export const reportsText = (files: readonly FileReport[], language: Language): string => {
  const refused = files
    .filter(({ import_id: id }) => id !== undefined)
    .flatMap(({ kinds }) => Object.values(kinds))
    .reduce((sum, counts) => sum + counts.quarantined, 0);
  const hint = {
    ru: `Отложено строк: ${refused}. Посмотреть и исправить: conveyor quarantine > quarantine.csv`,
    en: `Rows refused: ${refused}. To see and mend them: conveyor quarantine > quarantine.csv`,
  }[language];
  return [...files.map((report) => reportText(report, language)), ...(refused > 0 ? [hint] : [])].join('\n\n');
};

/** The layouts that are recognised, and where in their programs the files come from. */
export const layoutsText = (layouts: readonly ListedLayout[], language: Language): string => {
  const titles = {
    ru: ['Раскладка', 'Что это', 'Где взять', 'Что даёт'],
    en: ['Layout', 'What it is', 'Where to get it', 'Gives'],
  };
  return printTable(
    titles[language].map((title) => ({ title, align: 'left' as const })),
    layouts.map((layout) => [layout.id, layout.name[language], layout.export[language], layout.kinds.join(', ')]),
  );
};

import type { ListedLayout } from '../../model/importing.ts';
import type { FileReport } from '../../model/imports.ts';
import { printTable } from '../table.ts';
import { type Language, numberText, rowsText } from '../words.ts';

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

/** Names of columns that fit a line or two; an export may have a hundred that nothing reads. */
const mostNames = 8;

const namesText = (names: readonly string[], language: Language): string => {
  const rest = names.length - mostNames;
  const more = rest > 0 ? { ru: ` и ещё ${rest}`, en: ` and ${rest} more` }[language] : '';
  return `${names.slice(0, mostNames).join(', ')}${more}`;
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
          `${ru ? 'Незнакомые столбцы, в расчётах не участвуют, сохранены как признаки' : 'Unknown columns, used in no number, kept as attributes'}: ${namesText(unknown, language)}`,
        ]
      : []),
  ];
};

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}\n${lines.join('\n')}`];

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
  return [
    ...titled(language === 'ru' ? 'Будут отложены:' : 'Will be refused:', refused),
    ...titled(language === 'ru' ? 'Первые строки:' : 'First rows:', first),
  ];
};

/** What all the files together unlock. */
const unlocksText = (files: readonly FileReport[], language: Language): string[] => {
  const unlocks = new Set(
    files.flatMap(({ preview }) => (preview?.unlocks ?? []).map((text) => `  + ${text[language]}`)),
  );
  return titled(language === 'ru' ? 'После загрузки станет видно:' : 'What can be seen then:', [...unlocks]);
};

/** How to get the rows of a file that were refused, in its own columns. */
const refusedText = ({ import_id: id, kinds }: FileReport, language: Language): string[] => {
  const refused = Object.values(kinds).reduce((sum, counts) => sum + counts.quarantined, 0);
  if (id === undefined || refused === 0) return [];
  const said = {
    ru: `В карантине ${rowsText(refused, 'ru')}. Исправить и загрузить снова: conveyor quarantine --import ${id} > mend.csv`,
    en: `${rowsText(refused, 'en')} refused. To mend them and import again: conveyor quarantine --import ${id} > mend.csv`,
  };
  return [said[language]];
};

/** As a shell takes it for one word. */
const oneWord = (text: string): string => (/^[\w=.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const questionsText = ({ questions = [] }: FileReport, language: Language): string[] =>
  questions.map(({ id, text, why, answers }) => {
    const choices = answers.map(
      ({ value, text: said }) => `    --answer ${oneWord(`${id}=${value}`)}  ${said[language]}`,
    );
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
    ...refusedText(report, language),
    ...previewText(report, language),
  ].join('\n');
};

/** Counts of several files for a person, and what is to be done with refused rows. */
export const reportsText = (files: readonly FileReport[], language: Language): string =>
  [...files.map((report) => reportText(report, language)), ...unlocksText(files, language)].join('\n\n');

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

import { type FactKind, factShapes } from '../model/facts.ts';
import type { ListedLayout, Question, Sureness } from '../model/importing.ts';
import { columnsOfValue, type Mapping } from '../model/mapping.ts';
import { Problem, type Sentence } from '../model/problem.ts';
import { columnQuestions, unreadColumns } from './adjusting.ts';
import { type Answers, bindLayout, columnQuestionIds, fieldsUnder, lackingOf, russianVat } from './bind.ts';
import { canonicalFile, isCanonicalColumn } from './canonical.ts';
import {
  asked,
  currencyQuestion,
  dateQuestions,
  decimalQuestions,
  type SeenTable,
  vatQuestion,
} from './file-questions.ts';
import { flatLayouts } from './flat/flat.ts';
import { freeLayout } from './free.ts';
import { guessMapping } from './guess.ts';
import type { Layout, LayoutQuestion } from './layout.ts';
import { layouts } from './layouts.ts';
import { layoutProblems } from './problems.ts';
import { recogniseLayouts } from './recognise.ts';

/** What a person said of it. */
export type Told = {
  layout?: string | undefined;
  as?: FactKind | undefined;
  answers: Answers;
  mapping?: Mapping | undefined;
  source?: string | undefined;
};

/** What a table is, before it is known how such tables were read last time. */
export type Identified = {
  /** `canonical`, `free` or a layout's id. */
  id: string;
  layout: Layout | null;
  sureness: Sureness;
  alternatives: Layout[];
  source: string;
  /** Tells files of one layout apart where their columns are free. */
  signature: string;
};

/** How a table becomes facts, and what is still to be asked. */
export type TablePlan = Identified & {
  mapping: Mapping;
  remembered: boolean;
  questions: Question[];
  notes: Sentence[];
  /** Columns used in no number, as the file writes them. */
  unknown: readonly string[];
  /** Why nothing can be written by the mapping as it stands, though a person can finish it. */
  problem: Problem | null;
};

export const canonicalId = 'canonical';

export const listed = (layout: Layout): ListedLayout => ({
  id: layout.id,
  name: layout.name,
  export: layout.export,
  kinds: [...new Set(layout.outputs.map(({ kind }) => kind))],
  known: layout.known,
  references: [...layout.references],
  ...(flatLayouts.includes(layout) ? { template: true } : {}),
});

const layoutOf = (id: string): Layout => {
  const layout = id === freeLayout.id ? freeLayout : layouts.find((each) => each.id === id);
  if (!layout) throw layoutProblems.unknownLayout(id);
  return layout;
};

/** The canonical kind of a header, or the problem it has with being one. */
const tryCanonical = (header: readonly string[], as?: FactKind): { is: boolean; problem: Problem | null } => {
  try {
    return { is: canonicalFile(header, as) !== null, problem: null };
  } catch (error) {
    if (error instanceof Problem) return { is: false, problem: error };
    throw error;
  }
};

const signatureOf = (header: readonly string[]): string =>
  [...header]
    .map((name) => name.trim().toLowerCase())
    .sort()
    .join('\u001f');

/** Whether a file is written in the contract's columns, though something is wrong with them. */
const isMostlyCanonical = (header: readonly string[]): boolean =>
  header.filter((name) => isCanonicalColumn(name.replace(/ \(\d+\)$/, ''))).length * 2 > header.length;

/**
 * What a table is: as it was said, else the contract's own columns, else the layout that knows it best, else columns matched freely.
 *
 * Problems: `unknown_layout`, and those of canonical files where nothing else fits either.
 */
export const identify = (table: SeenTable, told: Told): Identified => {
  const recognised = recogniseLayouts(table.header, table.format);
  const alternativesTo = (id: string) => recognised.map(({ layout }) => layout).filter((each) => each.id !== id);
  const made = (id: string, layout: Layout | null, sureness: Sureness): Identified => ({
    id,
    layout,
    sureness,
    alternatives: alternativesTo(id),
    source: told.source?.trim() || (layout?.source ?? 'main'),
    signature: id === freeLayout.id ? signatureOf(table.header) : '',
  });
  const said = told.mapping?.layout ?? told.layout;
  if (said === canonicalId) return made(canonicalId, null, 'told');
  if (said !== undefined && said !== '') return made(said, layoutOf(said), 'told');
  const canonical = tryCanonical(table.header, told.as);
  if (told.as) {
    const guess = canonical.is ? null : guessMapping(table.header, table.samples, told.as);
    const isFree = guess !== null && (guess.lacking.length === 0 || !isMostlyCanonical(table.header));
    return isFree ? made(freeLayout.id, freeLayout, 'told') : made(canonicalId, null, 'told');
  }
  if (canonical.is) return made(canonicalId, null, 'sure');
  const [best, next] = recognised;
  if (best && best.sureness !== 'unsure') {
    const isTied = next !== undefined && next.sureness === best.sureness && next.fields.size === best.fields.size;
    return made(best.layout.id, best.layout, isTied ? 'unsure' : best.sureness);
  }
  if (canonical.problem && isMostlyCanonical(table.header)) throw canonical.problem;
  const guess = guessMapping(table.header, table.samples);
  if (best && (!guess || best.fields.size >= Object.keys(guess.mapping.outputs[0]?.columns ?? {}).length))
    return made(best.layout.id, best.layout, 'unsure');
  if (guess && guess.lacking.length === 0) return made(freeLayout.id, freeLayout, 'unsure');
  throw canonical.problem ?? layoutProblems.noHeader(table.header);
};

/** The columns a mapping reads that a file does not have. */
const notInFile = (mapping: Mapping, header: readonly string[]): string[] => {
  const names = new Set(header);
  const read = mapping.outputs.flatMap(({ columns, attributes }) =>
    [...Object.values(columns), ...Object.values(attributes)].flatMap(columnsOfValue),
  );
  return [...new Set(read.filter((name) => !names.has(name)))];
};

const isReadable = (mapping: Mapping, header: readonly string[]): boolean => notInFile(mapping, header).length === 0;

/** Ids a row gets from what it says where its file has none. */
const namedByContent = new Set(['interaction_id', 'line_id', 'payment_id', 'cost_id']);

/** Why a mapping somebody wrote can't be used as it stands: columns of facts there are none of, or required ones it leaves out. */
const unfitProblem = ({ outputs }: Mapping): Problem | null => {
  for (const { kind, columns } of outputs) {
    const known = new Set([...factShapes[kind].columns.map(({ name }) => name), 'updated_at']);
    const strange = Object.keys(columns).filter((name) => !known.has(name));
    if (strange.length > 0)
      return layoutProblems.badMapping({
        ru: `у «${kind}» нет столбцов ${strange.join(', ')}. Есть: ${[...known].join(', ')}.`,
        en: `“${kind}” has no columns ${strange.join(', ')}. There are: ${[...known].join(', ')}.`,
      });
    const lacking = lackingOf(factShapes[kind], columns).filter((name) => !namedByContent.has(name));
    if (lacking.length > 0) return layoutProblems.missingColumns(kind, lacking);
  }
  return null;
};

/** A mapping as it is, with what the answers say of the whole file. */
const answered = (mapping: Mapping, answers: Answers): Mapping => {
  const { dates, decimal, overlap, currency, time_zone: timeZone, vat } = answers;
  const { vat: before, ...rest } = mapping;
  const taxed = vat === undefined ? before : vat === 'included' ? (before ?? russianVat) : undefined;
  return {
    ...rest,
    ...(dates === 'day' || dates === 'month' ? { dates } : {}),
    ...(decimal === 'point' || decimal === 'comma' ? { decimal } : {}),
    ...(overlap === 'add' ? { beside: true } : {}),
    ...(currency ? { currency } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(taxed ? { vat: taxed } : {}),
  };
};

/** The name of a choice; of one's own columns, with what their rows would be. */
const choiceName = (layout: Layout, mapping: Mapping): Sentence => {
  const kind = mapping.layout === freeLayout.id ? mapping.outputs[0]?.kind : undefined;
  const flat = flatLayouts.find(({ id }) => id === `flat_${kind}`);
  if (layout !== freeLayout || !flat) return layout.name;
  const rows = (name: string) => name.replace(/^[^:]*: /, '');
  return { ru: `${layout.name.ru}: ${rows(flat.name.ru)}`, en: `${layout.name.en}: ${rows(flat.name.en)}` };
};

const layoutQuestion = (table: SeenTable, identified: Identified, mapping: Mapping, answers: Answers): Question[] => {
  if (identified.sureness !== 'unsure') return [];
  const found = [...(identified.layout ? [identified.layout] : []), ...identified.alternatives];
  const choices = found.includes(freeLayout) ? found : [...found, freeLayout];
  return [
    asked(
      {
        id: 'layout',
        text: { ru: `Что это за файл: «${table.fileName}»?`, en: `What is the file “${table.fileName}”?` },
        why: {
          ru: 'По столбцам этого не понять наверняка: подтвердите или выберите другое.',
          en: 'Its columns do not tell for sure: confirm, or choose another.',
        },
        answers: choices.map((layout) => ({ value: layout.id, text: choiceName(layout, mapping) })),
        byDefault: null,
      },
      answers,
    ),
  ];
};

/** What may be taken where nobody answers; null where only a person knows. */
const safeDefault = (
  { byDefault, safeWith }: LayoutQuestion,
  fields: ReadonlyMap<string, string>,
  table: SeenTable,
): string | null => {
  if (byDefault === undefined) return null;
  if (!safeWith) return byDefault;
  const at = table.header.indexOf(fields.get(safeWith.cells.of) ?? '');
  const isSafe =
    fields.has(safeWith.field) && table.samples.every((row) => safeWith.cells.like.test((row[at] ?? '').trim()));
  return isSafe ? byDefault : null;
};

const ownQuestions = (layout: Layout | null, table: SeenTable, answers: Answers): Question[] => {
  if (!layout?.questions) return [];
  const fields = fieldsUnder(layout, table.header, answers);
  return layout.questions
    .filter(({ about }) => !about || about.some((field) => fields.has(field)))
    .map((question) => {
      const { id, text, why, answers: choices } = question;
      return asked({ id, text, why, answers: choices, byDefault: safeDefault(question, fields, table) }, answers);
    });
};

const defaultNotes = (questions: readonly Question[]): Sentence[] =>
  questions.flatMap(({ text, answer, byDefault, answers }) => {
    const taken = answer === null && byDefault !== null && answers.find(({ value }) => value === byDefault);
    if (!taken) return [];
    return [
      {
        ru: `${text.ru} Принято: ${taken.text.ru.charAt(0).toLowerCase()}${taken.text.ru.slice(1)}.`,
        en: `${text.en} Taken: ${taken.text.en.charAt(0).toLowerCase()}${taken.text.en.slice(1)}.`,
      },
    ];
  });

/** The ids of all questions that are a layout's own. */
const ownIds = (layout: Layout): string[] => [
  ...(layout.questions ?? []).map(({ id }) => id),
  ...columnQuestionIds(layout),
];

type Mapped = Pick<TablePlan, 'mapping' | 'unknown' | 'notes' | 'remembered' | 'problem'>;

/** The mapping as it was said, as it was last time, or as the layout has it. */
const mapped = (
  table: SeenTable,
  identified: Identified,
  told: Told,
  remembered: { answers: Answers; mapping: Mapping } | null,
): Mapped => {
  const plain = { unknown: [], notes: [], remembered: false, problem: null };
  if (told.mapping) {
    const strange = notInFile(told.mapping, table.header);
    if (strange.length > 0)
      throw layoutProblems.badMapping({
        ru: `в нём названы столбцы, которых в файле нет: ${strange.join(', ')}.`,
        en: `it names columns the file does not have: ${strange.join(', ')}.`,
      });
    return { ...plain, mapping: answered(told.mapping, told.answers), problem: unfitProblem(told.mapping) };
  }
  if (identified.id === canonicalId) {
    const canonical = canonicalFile(table.header, told.as);
    if (!canonical) throw layoutProblems.noHeader(table.header);
    return { ...plain, mapping: answered(canonical.mapping, told.answers), unknown: canonical.unknown };
  }
  const own = new Set(identified.layout ? ownIds(identified.layout) : []);
  const rebinds = Object.entries(told.answers).some(([id, value]) => own.has(id) && remembered?.answers[id] !== value);
  if (remembered && !rebinds && isReadable(remembered.mapping, table.header)) {
    const { layout } = identified;
    const answers = { ...remembered.answers, ...told.answers };
    return {
      ...plain,
      mapping: answered(remembered.mapping, told.answers),
      notes: layout ? unreadColumns(layout, table.header, remembered.mapping, answers) : [],
      remembered: true,
    };
  }
  if (identified.id === freeLayout.id) {
    const guess = guessMapping(table.header, table.samples, told.as);
    if (!guess) throw layoutProblems.noHeader(table.header);
    const notes = guess.doubtful.map(({ why }) => why);
    const problem = guess.lacking.length > 0 ? layoutProblems.missingColumns(guess.kind, guess.lacking) : null;
    return { ...plain, mapping: answered(guess.mapping, told.answers), notes, problem };
  }
  const layout = identified.layout ?? layoutOf(identified.id);
  const bound = bindLayout(layout, table.header, { ...remembered?.answers, ...told.answers });
  if (!bound) throw layoutProblems.notThisLayout(layout.name.ru, layout.needs.map(String));
  return { ...plain, mapping: bound };
};

/** Questions that are not one layout's own. */
const standing = ['layout', 'vat', 'dates', 'decimal', 'currency', 'time_zone', 'overlap'];

const everAsked = (): Set<string> => new Set(layouts.flatMap(ownIds));

const notAsked = (id: string): Sentence => ({
  ru: `Ответ «${id}» здесь ни к чему: этого у такого файла не спрашивают.`,
  en: `The answer “${id}” is of no use here: such a file is not asked that.`,
});

/**
 * How a table becomes facts: the mapping, the questions with the answers given, and what was taken for granted.
 *
 * A free table that lacks columns has what was guessed, and the problem `missing_columns`. `base` is the workspace's currency. Problems: `bad_mapping`,
 * `missing_columns`, `not_this_layout`, `unknown_header`, `bad_answer`, `unknown_question`.
 */
export const planTable = (
  table: SeenTable,
  identified: Identified,
  told: Told,
  remembered: { answers: Answers; mapping: Mapping } | null,
  base: string,
): TablePlan => {
  const { mapping, unknown, notes, problem, remembered: isRemembered } = mapped(table, identified, told, remembered);
  const answers: Answers = { ...remembered?.answers, ...told.answers };
  // Own columns that were read so last time are the same table: its very columns say so.
  const isKnown = isRemembered && identified.id === freeLayout.id;
  // A mapping somebody gave says of every column where it goes.
  const isMapped = told.mapping !== undefined;
  const isTold = told.layout !== undefined || told.mapping !== undefined;
  const layoutAnswer = isTold || isKnown ? { layout: identified.id } : {};
  const questions = [
    ...layoutQuestion(table, identified, mapping, { ...answers, ...layoutAnswer }),
    ...columnQuestions(isMapped ? null : identified.layout, table, answers),
    ...ownQuestions(identified.layout, table, answers),
    ...vatQuestion(identified.layout, mapping, answers),
    ...dateQuestions(table, mapping),
    ...decimalQuestions(table, mapping),
    ...currencyQuestion(table, mapping, mapping.currency ? { ...answers, currency: mapping.currency } : answers, base),
  ];
  const own = identified.layout ? ownIds(identified.layout) : [];
  const strangers = Object.keys(told.answers).filter((id) => !own.includes(id) && !standing.includes(id));
  const [unheard] = strangers.filter((id) => !everAsked().has(id));
  if (unheard !== undefined) throw layoutProblems.unknownQuestion(unheard, [...standing, ...own]);
  const odd = questions.find(
    ({ id, answers: choices, answer }) =>
      id in told.answers &&
      !['layout', 'currency'].includes(id) &&
      answer !== null &&
      !choices.some(({ value }) => value === answer),
  );
  if (odd) throw layoutProblems.badAnswer(odd);
  return {
    ...identified,
    mapping,
    unknown,
    problem,
    questions,
    remembered: isRemembered,
    notes: [...notes, ...defaultNotes(questions), ...strangers.map(notAsked)],
  };
};

/** The questions of a plan that have to be answered before anything is written. */
export const openQuestions = ({ questions }: TablePlan): Question[] =>
  questions.filter(({ answer, byDefault }) => answer === null && byDefault === null);

import { coverageOf } from '../../analysis/blueprint/completeness.ts';
import { collectionNamesInWords } from '../../analysis/blueprint/names.ts';
import { collectionNames } from '../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../model/blueprint/finding.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type {
  BlueprintVersion,
  Difference,
  ListedEdit,
  ListedTemplate,
  ShownBlueprint,
} from '../../model/blueprint/versions.ts';
import { worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { type PrintedColumn, printTable } from '../table.ts';
import { dayText, type Language, moneyText, numberText } from '../words.ts';

const titled = (titles: string[], numbers: number[] = []): PrintedColumn[] =>
  titles.map((title, at) => ({ title, align: numbers.includes(at) ? 'right' : 'left' }));
const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** Where a document stands: which version it is, or what of it is not in force yet. */
export const standingText = ({ version, inForce, isChanged }: ShownBlueprint, language: Language): string => {
  const ru = language === 'ru';
  if (inForce === null) return ru ? 'Черновик. Проект ещё не публиковали.' : 'A draft. The design was never published.';
  if (version === inForce.version)
    return ru
      ? `Версия ${version}, действует с ${dayText(inForce.from, language)}.`
      : `Version ${version}, in force since ${inForce.from}.`;
  if (version !== null)
    return ru
      ? `Версия ${version}. Действует версия ${inForce.version}.`
      : `Version ${version}. In force is version ${inForce.version}.`;
  if (!isChanged)
    return ru ? `Черновик, как версия ${inForce.version}.` : `A draft, the same as version ${inForce.version}.`;
  return ru
    ? `Черновик отличается от действующей версии ${inForce.version}: посмотрите blueprint compare published draft.`
    : `The draft differs from version ${inForce.version} in force: see blueprint compare published draft.`;
};

/** How many things there are of each kind; kinds without any are left out. */
export const countsText = (counts: BlueprintVersion['counts'], language: Language): string =>
  collectionNames
    .flatMap((name) => {
      const count = counts[name] ?? 0;
      return count > 0 ? [`${collectionNamesInWords[name][language]}: ${numberText(count, language)}`] : [];
    })
    .join(' · ');

export const countsIn = ({ document }: ShownBlueprint): BlueprintVersion['counts'] =>
  Object.fromEntries(collectionNames.map((name) => [name, Object.keys(document[name]).length]));

const journeysText = ({ document }: ShownBlueprint, language: Language): string => {
  const titles = {
    ru: ['Путь', 'Имя', 'Состояний', 'Точек', 'Клеток', 'Переходов', 'Продумано'],
    en: ['Journey', 'Id', 'States', 'Touchpoints', 'Cells', 'Transitions', 'Thought through'],
  }[language];
  const countIn = (things: Record<string, { journey: string }>, id: string): string =>
    numberText(Object.values(things).filter(({ journey }) => journey === id).length, language);
  return printTable(
    titled(titles, [2, 3, 4, 5, 6]),
    thingsOf(document, 'journeys').map(([id, journey]) => {
      const { covered, pairs } = coverageOf(document, id);
      return [
        worded(journey.name, language) || id,
        id,
        numberText(journey.states.length, language),
        numberText(journey.touchpoints.length, language),
        countIn(document.cells, id),
        countIn(document.edges, id),
        pairs === 0 ? '—' : `${covered} / ${pairs}`,
      ];
    }),
  );
};

/** A design for a person: where it stands, what it is made of, its journeys. */
export const blueprintText = (shown: ShownBlueprint, language: Language): string => {
  const counts = countsText(countsIn(shown), language);
  const empty =
    language === 'ru'
      ? 'Проект пуст. Начните с образца: blueprint template.'
      : 'The design is empty. Begin with a template: blueprint template.';
  return [
    standingText(shown, language),
    counts === '' ? empty : counts,
    ...(Object.keys(shown.document.journeys).length > 0 ? [journeysText(shown, language)] : []),
  ].join('\n\n');
};

export const versionsText = (versions: readonly BlueprintVersion[], language: Language): string => {
  const ru = language === 'ru';
  if (versions.length === 0) return ru ? 'Проект ещё не публиковали.' : 'The design was never published.';
  const titles = ru
    ? ['Версия', 'Действует с', 'Когда (UTC)', 'Кто', 'Почему', 'Что в ней']
    : ['Version', 'In force from', 'When (UTC)', 'Who', 'Why', 'What it holds'];
  return printTable(
    titled(titles, [0]),
    versions.map(({ version, from, at, by, why, counts }) => [
      String(version),
      dayText(from, language),
      minute(at),
      by,
      why,
      countsText(counts, language),
    ]),
  );
};

const waysOfEditing: Record<ListedEdit['how'], Sentence> = {
  edit: { ru: 'правка', en: 'edit' },
  restore: { ru: 'возврат', en: 'restore' },
  import: { ru: 'файл', en: 'file' },
  template: { ru: 'образец', en: 'template' },
};

/** The history of edits: any of them can be taken back by its number. */
export const editsText = (edits: readonly ListedEdit[], language: Language): string => {
  const ru = language === 'ru';
  if (edits.length === 0) return ru ? 'Правок ещё нет.' : 'There are no edits yet.';
  const titles = ru
    ? ['Правка', 'Когда (UTC)', 'Кто', 'Что это', 'Записей']
    : ['Edit', 'When (UTC)', 'Who', 'What', 'Things'];
  return printTable(
    titled(titles, [0, 4]),
    edits.map(({ edit, at, by, how, things }) => [
      String(edit),
      minute(at),
      by,
      waysOfEditing[how][language],
      numberText(things, language),
    ]),
  );
};

const kinds: Record<Difference['kind'], { mark: string; word: Sentence }> = {
  added: { mark: '+', word: { ru: 'добавлено', en: 'added' } },
  removed: { mark: '−', word: { ru: 'удалено', en: 'removed' } },
  changed: { mark: '~', word: { ru: 'изменено', en: 'changed' } },
};

/** What differs, thing by thing; of what changed, every field with what was and what is. */
export const differencesText = (differences: readonly Difference[], language: Language): string => {
  if (differences.length === 0) return language === 'ru' ? 'Отличий нет.' : 'Nothing differs.';
  const lines = differences.flatMap(({ kind, collection, id, name, fields }) => {
    const called = name[language] === id ? id : `${name[language]} (${id})`;
    return [
      `${kinds[kind].mark} ${collectionNamesInWords[collection][language]}: ${called}`,
      ...(kind === 'changed'
        ? fields.map((field) => `    ${field.name[language]}: ${field.before[language]} → ${field.after[language]}`)
        : []),
    ];
  });
  const counted = (Object.keys(kinds) as Difference['kind'][]).map(
    (kind) => `${kinds[kind].word[language]}: ${differences.filter((each) => each.kind === kind).length}`,
  );
  return [...lines, '', `${counted.join(', ')}.`].join('\n');
};

const marks: Record<DesignFinding['severity'], Sentence> = {
  high: { ru: 'СЕРЬЁЗНО', en: 'SERIOUS' },
  medium: { ru: 'ВАЖНО', en: 'IMPORTANT' },
  low: { ru: 'МЕЛОЧЬ', en: 'MINOR' },
};

const stakeText = ({ low, high }: { low: number; high: number }, currency: string, language: Language): string =>
  low === high
    ? moneyText(low, currency, language)
    : `${moneyText(low, currency, language)} – ${moneyText(high, currency, language)}`;

/** Findings for a person, in the order they are told, with what they cost a year and what to do. */
export const findingsText = (findings: readonly DesignFinding[], currency: string, language: Language): string => {
  const ru = language === 'ru';
  if (findings.length === 0) return ru ? 'Замечаний к проекту нет.' : 'Nothing is wrong with the design.';
  const lines = findings.flatMap(({ severity, code, text, advice, money, moneyHow, where }) => [
    `${marks[severity][language]} · ${code}`,
    `  ${text[language]}`,
    ...(money
      ? [
          `  ${ru ? 'Цена вопроса за год' : 'At stake a year'}: ${stakeText(money, currency, language)}${moneyHow ? ` (${moneyHow[language]})` : ''}`,
        ]
      : []),
    `  ${ru ? 'Что сделать' : 'What to do'}: ${advice[language]}`,
    ...(where.length > 0
      ? [`  ${ru ? 'Где' : 'Where'}: ${where.map(({ collection, id }) => `${collection} ${id}`).join(', ')}`]
      : []),
    '',
  ]);
  const counted = (['high', 'medium', 'low'] as const).map(
    (severity) =>
      `${marks[severity][language].toLowerCase()}: ${findings.filter((each) => each.severity === severity).length}`,
  );
  return [...lines, `${counted.join(', ')}.`].join('\n');
};

export const templatesText = (templates: readonly ListedTemplate[], language: Language): string => {
  const titles = language === 'ru' ? ['Образец', 'Название', 'О чём'] : ['Template', 'Name', 'About'];
  return printTable(
    titled(titles),
    templates.map(({ id, name, about }) => [id, name[language], about[language]]),
  );
};

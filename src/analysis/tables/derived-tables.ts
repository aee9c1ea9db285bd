import { thingsOf } from '../../model/blueprint/things.ts';
import type { Sentence } from '../../model/problem.ts';
import { proofWords, resultWords } from '../blueprint/choices.ts';
import { statusOf } from '../blueprint/status.ts';
import { organisationFrom } from '../organisation/derivation.ts';
import { organisationSteps, type Step } from '../organisation/difference.ts';
import { classWords, statusWords } from '../sheets/words.ts';
import { type DesignTable, headed, joined, type Written, writerOf } from './design-table.ts';

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);

const told = (words: Sentence, { language }: Written): string => words[language];

/** What is to be done at every cell: by whom, how often, in how many hours, with what. */
export const actionTable = (written: Written): DesignTable => {
  const { words, named, all } = writerOf(written);
  return headed(
    written,
    [
      ['Действие', 'Action'],
      ['Клетка', 'Cell'],
      ['Путь', 'Journey'],
      ['Стадия', 'Stage'],
      ['Кто делает', 'Done by'],
      ['С чего начинается', 'Begins with'],
      ['Раз в месяц', 'Times a month'],
      ['Часов в месяц', 'Hours a month'],
      ['Срок, ч', 'Term, h'],
      ['Материалы', 'Materials'],
      ['id', 'id'],
    ],
    organisationFrom(written.blueprint).actions.map((action) => [
      words(action.what),
      named('cells', action.cell),
      named('journeys', action.journey),
      named('stages', action.stage),
      named('roles', action.role),
      joined(action.trigger),
      rounded(action.volumeMonth),
      rounded(action.hoursMonth),
      action.slaHours,
      all('assets', action.assets),
      action.cell,
    ]),
  );
};

/** Units by the role they report to, then who answers for each stage and segment. */
export const structureTable = (written: Written): DesignTable => {
  const { named, all } = writerOf(written);
  const ru = written.language === 'ru';
  const { units, heads } = organisationFrom(written.blueprint).structure;
  return headed(
    written,
    [
      ['Что', 'What'],
      ['Руководитель', 'Head'],
      ['Стадия', 'Stage'],
      ['Сегмент', 'Segment'],
      ['Кто подчинён', 'Who reports'],
      ['Человек', 'People'],
      ['На сколько частей разделить', 'Parts to be made'],
      ['Клетки', 'Cells'],
    ],
    [
      ...units.map((unit) => [
        ru ? 'подразделение' : 'unit',
        named('roles', unit.head),
        '',
        '',
        all('roles', unit.roles),
        unit.people,
        unit.parts,
        all('cells', unit.cells),
      ]),
      ...heads.map((line) => [
        ru ? 'стадия' : 'stage',
        named('roles', line.head),
        named('stages', line.stage),
        named('segments', line.segment),
        '',
        null,
        null,
        all('cells', line.cells),
      ]),
    ],
  );
};

const budgetWords = {
  visits: { ru: 'визиты клетки', en: 'visits of a cell' },
  pay: { ru: 'люди', en: 'people' },
  assets: { ru: 'материал или актив', en: 'content or asset' },
  tools: { ru: 'инструмент', en: 'tool' },
};
const budgetCollections = { visits: 'cells', pay: 'roles', assets: 'assets', tools: 'tools' } as const;

/** What the journeys cost a month as they are designed, line by line. */
export const budgetTable = (written: Written): DesignTable => {
  const { named, all, of } = writerOf(written);
  return headed(
    written,
    [
      ['Вид', 'Kind'],
      ['На что', 'For what'],
      ['Класс затрат', 'Cost class'],
      ['Сколько', 'How many'],
      ['По сколько', 'Each'],
      ['В месяц', 'A month'],
      ['Клетки', 'Cells'],
      ['id', 'id'],
    ],
    organisationFrom(written.blueprint).budget.lines.map((line) => [
      told(budgetWords[line.kind], written),
      named(budgetCollections[line.kind], line.id),
      of(classWords, line.class),
      rounded(line.count),
      rounded(line.each),
      rounded(line.month),
      all('cells', line.cells),
      line.id,
    ]),
  );
};

const stepWords: Record<Step['what'], Sentence> = {
  add: { ru: 'добавить', en: 'add' },
  keep: { ru: 'оставить', en: 'keep' },
  change: { ru: 'изменить', en: 'change' },
  stop: { ru: 'прекратить', en: 'stop' },
};
const kindWords: Record<Step['kind'], Sentence> = {
  processes: { ru: 'процесс', en: 'process' },
  roles: { ru: 'роль', en: 'role' },
  channels: { ru: 'канал', en: 'channel' },
  tools: { ru: 'инструмент', en: 'tool' },
};

/** What to add, keep, change and stop, each with its reason and cells; without facts by the design alone. */
export const differenceTable = (written: Written): DesignTable => {
  const { all } = writerOf(written);
  return headed(
    written,
    [
      ['Что сделать', 'What to do'],
      ['Вид', 'Kind'],
      ['Название', 'Name'],
      ['Почему', 'Why'],
      ['Клетки', 'Cells'],
    ],
    organisationSteps(written.blueprint, written.facts ?? null).map((step) => [
      told(stepWords[step.what], written),
      told(kindWords[step.kind], written),
      told(step.name, written),
      told(step.reason, written),
      all('cells', step.cells),
    ]),
  );
};

/** What is known of cells and ways from practice, each with the standing it has on the as-of day. */
export const proofTable = (written: Written): DesignTable => {
  const { words, named, of } = writerOf(written);
  return headed(
    written,
    [
      ['О чём', 'About'],
      ['Чем', 'How'],
      ['Дата', 'Date'],
      ['Сколько', 'How many'],
      ['Источник', 'Source'],
      ['Гипотеза', 'Hypothesis'],
      ['Показатель', 'Metric'],
      ['Наименьший эффект', 'Least effect'],
      ['Итог', 'Result'],
      ['Заметка', 'Note'],
      ['Кто', 'Who'],
      ['Состояние сейчас', 'Standing now'],
      ['id', 'id'],
    ],
    thingsOf(written.blueprint, 'proofs').map(([id, proof]) => {
      const [kind, ...rest] = proof.about.split(':');
      return [
        named(kind === 'edge' ? 'edges' : 'cells', rest.join(':')),
        of(proofWords, proof.kind),
        proof.at,
        proof.n,
        proof.source,
        words(proof.hypothesis),
        proof.metric ?? '',
        proof.leastEffect,
        of(resultWords, proof.result),
        words(proof.note),
        proof.by,
        of(statusWords, statusOf(written.blueprint, proof.about, written.asOf).status),
        id,
      ];
    }),
  );
};

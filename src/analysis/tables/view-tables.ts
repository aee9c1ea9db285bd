import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { RealPath, RulesPreview } from '../../model/blueprint/contract.ts';
import type { EvidenceRule } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import type { Sentence } from '../../model/problem.ts';
import { projectionOf } from '../blueprint/projection.ts';
import { factWords } from '../blueprint/test-fields.ts';
import { committeeCoverage } from '../committee/coverage.ts';
import { type Relief, reliefs } from '../organisation/capacity.ts';
import { committeeWords } from '../sheets/words.ts';
import { type DesignTable, headed, type Value, type Written, writerOf } from './design-table.ts';

const rounded = (value: number | null, by: number): Value => (value === null ? null : Math.round(value * by) / by);

/** The journeys a table is of: the one that is asked for, else all. */
const journeysOf = ({ blueprint, journey }: Pick<Written, 'blueprint' | 'journey'>): string[] =>
  thingsOf(blueprint, 'journeys')
    .map(([id]) => id)
    .filter((id) => journey === undefined || id === journey);

/** Who of a buying committee is answered where: roles by decision states, in each the cells that speak to the role, “nobody” where none does. */
export const coverageTable = (written: Written): DesignTable => {
  const { blueprint, language } = written;
  const { named, all, of } = writerOf(written);
  const coverages = journeysOf(written).flatMap((id) => committeeCoverage(blueprint, id) ?? []);
  const seen = coverages.filter(({ rows }) => rows.length > 0);
  const states = thingsOf(blueprint, 'states')
    .map(([id]) => id)
    .filter((id) => seen.some((coverage) => coverage.states.includes(id)));
  const nobody = language === 'ru' ? 'никто' : 'nobody';
  return headed(
    written,
    [
      ['Путь', 'Journey'],
      ['Роль в комитете', 'Committee role'],
      ['Персоны', 'Personas'],
      ['Не охвачена там, где участвует', 'Uncovered where it acts'],
      ...columnsOf(blueprint, states),
    ],
    seen.flatMap(({ journey, rows }) =>
      rows.map(({ role, personas, cells, uncovered }) => {
        const byState = new Map(cells.map((one) => [one.state, one.cells]));
        const spoken = states.map((state) => {
          const ids = byState.get(state);
          return ids === undefined ? '' : ids.length === 0 ? nobody : all('cells', ids);
        });
        return [
          named('journeys', journey),
          of(committeeWords, role),
          all('personas', personas),
          all('states', uncovered),
          ...spoken,
        ];
      }),
    ),
  );
};

/** States as headings; a name that stands twice is told apart by its id. */
const columnsOf = (blueprint: Blueprint, states: readonly string[]): [ru: string, en: string][] => {
  const named = (language: 'ru' | 'en'): string[] => {
    const names = states.map((id) => writerOf({ blueprint, language }).named('states', id));
    return names.map((name, at) =>
      names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${states[at]})`,
    );
  };
  const [ru, en] = [named('ru'), named('en')];
  return states.map((_, at) => [ru[at] ?? '', en[at] ?? '']);
};

/** The share of those who begin that ever reach each state, if ways are gone as designed: a projection, no process. */
export const projectionTable = (written: Written): DesignTable => {
  const { blueprint } = written;
  const { named } = writerOf(written);
  return headed(
    written,
    [
      ['Путь', 'Journey'],
      ['Состояние', 'State'],
      ['Доля тех, кто дойдёт (проекция)', 'Share that ever reaches it (projection)'],
      ['Начиная с', 'Beginning in'],
      ['Переходов с долей', 'Ways with a probability'],
      ['Переходов всего', 'Ways in all'],
    ],
    journeysOf(written).flatMap((id) => {
      const projection = projectionOf(blueprint, id);
      if (projection === null) return [];
      const { reached, known, all } = projection;
      return reached.map(({ state, share }) => [
        named('journeys', id),
        named('states', state),
        rounded(share, 10_000),
        named('states', reached[0]?.state ?? null),
        known,
        all,
      ]);
    }),
  );
};

const pathWords = {
  seen: { ru: 'замечены', en: 'seen' },
  moved: { ru: 'двигались; доля: насколько как задумано', en: 'moved; share: how far as designed' },
  undesigned: { ru: 'самый частый незадуманный переход', en: 'most frequent way nobody designed' },
  left: { ru: 'ушли, видели здесь в последний раз', en: 'left, seen here last' },
  handOff: { ru: 'переданы; доля: в срок', en: 'handed over; share: in time' },
} satisfies Record<string, Sentence>;

/** How customers really went along each designed journey, as facts show: how far as designed, where those who left were seen last, hand-offs in time. */
export const pathTable = (written: Written): DesignTable => {
  const { language, paths = [] } = written;
  const { named } = writerOf(written);
  const asked = new Set(journeysOf(written));
  const state = (id: string): string => named('states', id);
  const rowsOf = ({
    journey,
    customers,
    moved,
    fitness,
    undesigned,
    dropOffs,
    handOffs,
    every,
  }: RealPath): Value[][] => {
    const row = (
      what: keyof typeof pathWords,
      where: string,
      to: string,
      rest: readonly [customers: number, share: number | null, hours?: number, median?: number],
    ): Value[] => {
      const [n, share, hours = null, median = null] = rest;
      const words = pathWords[what][language];
      return [
        named('journeys', journey),
        words,
        where,
        to,
        n,
        rounded(share, 10_000),
        hours,
        rounded(median, 10),
        every,
      ];
    };
    const left = dropOffs.reduce((sum, each) => sum + each.customers, 0);
    return [
      row('seen', '', '', [customers, null]),
      row('moved', '', '', [moved, fitness]),
      ...(undesigned
        ? [row('undesigned', state(undesigned.from), state(undesigned.to), [undesigned.customers, null])]
        : []),
      ...dropOffs.map((each) => row('left', state(each.state), '', [each.customers, each.customers / left])),
      ...handOffs.map(({ edge, hours, n, within, medianHours }) =>
        row('handOff', named('edges', edge), '', [n, n > 0 ? within / n : null, hours, medianHours]),
      ),
    ];
  };
  return headed(
    written,
    [
      ['Путь', 'Journey'],
      ['Что видно', 'What is seen'],
      ['Где', 'Where'],
      ['Куда', 'To'],
      ['Сколько', 'How many'],
      ['Доля', 'Share'],
      ['Срок, ч', 'Term, h'],
      ['Медиана, ч', 'Median, h'],
      ['Смотрели каждого n-го', 'Every n-th looked at'],
    ],
    paths.filter(({ journey }) => asked.has(journey)).flatMap(rowsOf),
  );
};

/** Kinds of facts no rule takes, the most frequent first. */
export const unmappedTable = (written: Written): DesignTable => {
  const { of } = writerOf(written);
  const unmapped: RulesPreview['unmapped'] = written.unmapped ?? [];
  return headed(
    written,
    [
      ['Вид события', 'Kind'],
      ['Факт', 'Fact'],
      ['Канал', 'Channel'],
      ['Точка контакта', 'Touchpoint'],
      ['Сколько', 'How many'],
    ],
    unmapped.map(({ kind, fact, channel, touchpoint, count }) => [
      kind,
      of(factWords, fact as EvidenceRule['fact']),
      channel,
      touchpoint,
      count,
    ]),
  );
};

const adviceWords: Record<Relief['advice'], Sentence> = {
  drop: { ru: 'убрать или заменить', en: 'leave out or replace' },
  automate: { ru: 'автоматизировать', en: 'automate' },
};

/** Where hours could be freed: cells by the hours each customer who goes on takes, most first. */
export const reliefTable = (written: Written): DesignTable => {
  const { blueprint } = written;
  const { named, of } = writerOf(written);
  return headed(
    written,
    [
      ['Клетка', 'Cell'],
      ['Путь', 'Journey'],
      ['Кто делает', 'Done by'],
      ['Часов в месяц', 'Hours a month'],
      ['Продолжают в месяц', 'Go on, a month'],
      ['Часов на продолжившего', 'Hours for each who goes on'],
      ['Что сделать', 'What to do'],
      ['id', 'id'],
    ],
    reliefs(blueprint).map(({ cell, role, hours, goOn, hoursPerGoOn, advice }) => [
      named('cells', cell),
      named('journeys', blueprint.cells[cell]?.journey ?? null),
      named('roles', role),
      rounded(hours, 100),
      rounded(goOn, 100),
      rounded(hoursPerGoOn, 100),
      of(adviceWords, advice),
      cell,
    ]),
  );
};

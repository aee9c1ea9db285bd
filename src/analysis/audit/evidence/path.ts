import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { statuses } from '../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { monthsLater } from '../../../model/days.ts';
import { type Coverage, cellsOf, completenessOf, coverageOf, isMeasurable } from '../../blueprint/completeness.ts';
import { nameOf } from '../../blueprint/names.ts';
import { pathsAlong, realPathOf, topDropOffs } from '../../blueprint/real-paths.ts';
import { visitsNeeded } from '../../blueprint/status.ts';
import { listed, quoted, say, shareWords } from '../../organisation/words.ts';
import { statusWords } from '../../sheets/words.ts';
import { type AuditMatter, type Found, point, type QuestionEvidence, shareOf } from '../matter.ts';
import { confirmedValue, stateChances } from './confirmed-value.ts';
import { segmentThatCounts } from './market.ts';

const covered = 0.6;
const measurable = 0.7;
const placed = 0.7;
const confirmed = 0.5;
const redesignMonths = 6;

type Drawn = { id: string; segment: string | null; coverage: Coverage };

/** Designed journeys that have cells, that of the segment with most revenue first; journeys for all segments last. */
export const drawnJourneys = ({ design, segments }: AuditMatter): Drawn[] => {
  if (design === null) return [];
  const revenue = new Map(segments.segments.map((each) => [each.id, each.revenue]));
  const worth = (segment: string | null): number => (segment === null ? -1 : (revenue.get(segment) ?? 0));
  return thingsOf(design, 'journeys')
    .filter(([id, { mode }]) => mode === 'designed' && cellsOf(design, id).length > 0)
    .map(([id, { segment }]) => ({ id, segment, coverage: coverageOf(design, id) }))
    .sort((a, b) => worth(b.segment) - worth(a.segment));
};

const phasesOf = (design: Blueprint, id: string): Set<string> =>
  new Set((design.journeys[id]?.states ?? []).flatMap((state) => design.states[state]?.phase ?? []));

/** How much of what the cells of a journey must answer is answered. */
const filledOf = ({ design }: AuditMatter, journey: string): number => {
  const cells = design === null ? [] : cellsOf(design, journey).map(([id, cell]) => completenessOf(design, id, cell));
  const asked = cells.reduce((sum, { of }) => sum + of, 0);
  return asked === 0 ? 0 : cells.reduce((sum, { filled }) => sum + filled, 0) / asked;
};

/** Of the states of the main journey that some persona finds nothing in, the one where a customer is worth most, as real paths show; the first where they don't. */
export const dearestGap = (matter: AuditMatter): string | null => {
  const [main] = drawnJourneys(matter);
  if (main === undefined || matter.design === null) return null;
  const chances = stateChances(matter.design, pathsAlong(matter.design, main.id, matter.paths));
  const before = main.coverage.empty.map(({ state }) => state);
  const [dearest] = before.sort((a, b) => (chances.get(b) ?? 0) - (chances.get(a) ?? 0));
  return dearest ?? null;
};

const designed = (matter: AuditMatter, drawn: readonly Drawn[]): Found[] => {
  const { design } = matter;
  const [main] = drawn;
  const phases = design === null || main === undefined ? new Set<string>() : phasesOf(design, main.id);
  const isWhole = ['before', 'purchase', 'after'].every((phase) => phases.has(phase));
  const name =
    design === null || main === undefined ? '—' : quoted(nameOf(design, { collection: 'journeys', id: main.id }));
  const share = main?.coverage.share ?? null;
  const link = main === undefined ? '/journeys' : `/journeys/${main.id}`;
  return [
    point({
      code: 'path_drawn',
      level: 1,
      holds: drawn.length > 0,
      text: say('Путей спроектировано: {n}', 'Journeys designed: {n}', { n: drawn.length }),
      needs: say('нарисовать путь клиента', 'a customer’s journey drawn'),
      value: drawn.length,
      unit: 'count',
      ...(drawn.length > 0 ? {} : { reason: 'no_design' }),
      link: '/journeys',
    }),
    point({
      code: 'path_whole',
      level: 2,
      holds: isWhole,
      text: isWhole
        ? say(
            'Путь {name} идёт от неудовлетворённости до жизни после покупки',
            'Journey {name} goes from unrest to life after the purchase',
            { name },
          )
        : say(
            'В пути {name} есть не все части: до покупки, покупка, после',
            'Journey {name} lacks a part: before, around or after the purchase',
            { name },
          ),
      needs: say('часть до контакта и часть после покупки', 'the part before contact and the part after the purchase'),
      link,
    }),
    point({
      code: 'coverage_main',
      level: 2,
      holds: (share ?? 0) >= covered,
      text:
        share === null
          ? say('Продуманность главного пути измерить не на чем', 'Nothing to measure the main journey’s coverage on')
          : say(
              'На пути {name} для главного сегмента продумано {share} пар «персона и состояние» ({n} из {all}); клетки заполнены на {filled}',
              'On journey {name} of the main segment {share} of the pairs persona and state are thought through ({n} of {all}); its cells are filled by {filled}',
              {
                name,
                share: shareWords(share),
                n: main?.coverage.covered ?? 0,
                all: main?.coverage.pairs ?? 0,
                filled: shareWords(filledOf(matter, main?.id ?? '')),
              },
            ),
      needs: say(
        'продумать {goal} пар «персона и состояние» главного пути',
        '{goal} of the pairs persona and state of the main journey thought through',
        { goal: shareWords(covered) },
      ),
      value: share,
      unit: 'share',
      ...(share === null ? { reason: 'no_design' } : {}),
      link,
    }),
  ];
};

const measured = (matter: AuditMatter, drawn: readonly Drawn[]): Found[] => {
  const { design, segments, mapped } = matter;
  const total = segments.segments.reduce((sum, { revenue }) => sum + revenue, 0) + segments.outside.revenue;
  const counting = segments.segments.filter(({ revenue }) => total > 0 && revenue / total >= segmentThatCounts);
  const served = counting.filter(({ id }) => drawn.some(({ segment }) => segment === id)).length;
  const cells = drawn.flatMap(({ id }) => (design === null ? [] : cellsOf(design, id)));
  const proven = shareOf(cells, ([id, cell]) => design !== null && isMeasurable(design, id, cell));
  const seen = mapped.facts === 0 ? null : mapped.mapped / mapped.facts;
  return [
    point({
      code: 'segments_served',
      level: 3,
      holds: counting.length > 0 && served === counting.length,
      text: say(
        'Сегментов, которые приносят от {part} выручки: {all}, со своим путём: {n}',
        'Segments that bring {part} of revenue or more: {all}, with a journey of their own: {n}',
        { part: shareWords(segmentThatCounts), all: counting.length, n: served },
      ),
      needs: say('путь для каждого заметного сегмента', 'a journey for every segment that counts'),
      value: served,
      unit: 'count',
      link: '/journeys',
    }),
    point({
      code: 'cells_measurable',
      level: 3,
      holds: (proven ?? 0) >= measurable,
      text: say(
        'Клеток, посещение которых видно в фактах: {share} из {n}',
        'Cells whose visits facts can prove: {share} of {n}',
        { share: shareWords(proven ?? 0), n: cells.length },
      ),
      needs: say('события-доказательства в {goal} клеток', 'evidence events in {goal} of cells', {
        goal: shareWords(measurable),
      }),
      value: proven,
      unit: 'share',
      ...(proven === null ? { reason: 'no_design' } : {}),
      link: '/lifecycle?tab=rules',
    }),
    point({
      code: 'facts_placed',
      level: 3,
      holds: (seen ?? 0) >= placed,
      text:
        seen === null
          ? say('Событий ещё нет: нечего положить на путь', 'There are no events yet to be placed on the journey')
          : say(
              'Событий, которые правила кладут на путь: {share} ({n} из {all})',
              'Events the rules place on a journey: {share} ({n} of {all})',
              { share: shareWords(seen), n: mapped.mapped, all: mapped.facts },
            ),
      needs: say('{goal} событий на пути', '{goal} of events on the journey', { goal: shareWords(placed) }),
      value: seen,
      unit: 'share',
      ...(seen === null ? { reason: 'no_data' } : {}),
      link: '/lifecycle?tab=rules',
    }),
  ];
};

/** Fitness of real paths, of each segment along its first journey, and the places of the main journey where most leave. */
const real = (matter: AuditMatter, drawn: readonly Drawn[]): Found => {
  const { design } = matter;
  const first = drawn.filter(({ segment }, at) => drawn.findIndex((each) => each.segment === segment) === at);
  const found = design === null ? [] : first.map(({ id }) => realPathOf(design, id, matter.paths));
  const moved = found.reduce((sum, each) => sum + each.moved, 0);
  const fitness =
    moved < visitsNeeded ? null : found.reduce((sum, each) => sum + (each.fitness ?? 0) * each.moved, 0) / moved;
  const [main] = drawn;
  const lost = found[0] === undefined ? [] : topDropOffs(found[0]);
  const words = {
    n: moved,
    fitness: shareWords(fitness ?? 0),
    lost:
      design === null || main === undefined || lost.length === 0
        ? { ru: '', en: '' }
        : say('; на пути {name} чаще всего уходят здесь: {places}', '; on journey {name} most leave here: {places}', {
            name: quoted(nameOf(design, { collection: 'journeys', id: main.id })),
            places: listed(
              lost.map(({ state, customers }) =>
                say('{state} ({customers})', '{state} ({customers})', {
                  state: quoted(nameOf(design, { collection: 'states', id: state })),
                  customers,
                }),
              ),
            ),
          }),
  };
  return point({
    code: 'fitness_reported',
    level: 3,
    holds: fitness !== null,
    text:
      fitness === null
        ? say(
            'Настоящих путей, по которым видно, как идут на деле: {n}, нужно от {least}',
            'Real paths that show how customers go in truth: {n}, it takes {least}',
            { n: moved, least: visitsNeeded },
          )
        : say(
            'Настоящие пути {n} клиентов идут по проекту на {fitness}{lost}',
            'The real paths of {n} customers go as designed by {fitness}{lost}',
            words,
          ),
    needs: say(
      'настоящие пути {least} клиентов, сверенные с проектом',
      'the real paths of {least} customers compared with the design',
      { least: visitsNeeded },
    ),
    value: fitness,
    unit: 'share',
    ...(fitness === null ? { reason: 'no_data' } : {}),
    link: main === undefined ? '/journeys' : `/journeys/${main.id}?view=projection`,
  });
};

const proven = (matter: AuditMatter, drawn: readonly Drawn[]): Found[] => {
  const { design, asOf, publishedOn } = matter;
  const journeys = drawn.map(({ id }) => id);
  const value = confirmedValue(matter, journeys);
  const recent = publishedOn !== null && monthsLater(publishedOn, redesignMonths) >= asOf;
  const tests = Object.values(design?.proofs ?? {}).filter(
    ({ kind, result, at }) =>
      kind === 'experiment' &&
      (result === 'confirmed' || result === 'refuted') &&
      monthsLater(at, redesignMonths) >= asOf,
  ).length;
  return [
    point({
      code: 'edges_confirmed',
      level: 4,
      holds: (value.share ?? 0) >= confirmed,
      text: say(
        value.share === null
          ? 'Какая часть ценности идёт по подтверждённым переходам, пока не видно: по спроектированным прошли {moved} клиентов, а нужно от {least}. Переходов: {statuses}'
          : 'Ценности, которая идёт по подтверждённым переходам: {share} (по спроектированным прошли {moved} клиентов). Переходов: {statuses}',
        value.share === null
          ? 'Which part of value goes along confirmed transitions is not seen yet: {moved} customers went along designed ones, and it takes {least}. Transitions: {statuses}'
          : 'Value that goes along confirmed transitions: {share} ({moved} customers went along designed ones). Transitions: {statuses}',
        {
          share: shareWords(value.share ?? 0),
          moved: value.moved,
          least: visitsNeeded,
          statuses: listed(
            statuses.flatMap((status) => {
              const n = value.statuses.get(status) ?? 0;
              return n === 0 ? [] : [say('{n} {status}', '{n} {status}', { n, status: statusWords[status] })];
            }),
          ),
        },
      ),
      needs: say('{goal} ценности на подтверждённых переходах', '{goal} of value on confirmed transitions', {
        goal: shareWords(confirmed),
      }),
      value: value.share,
      unit: 'share',
      ...(value.share === null ? { reason: value.moved === 0 ? 'no_data' : 'insufficient_n' } : {}),
      link: '/journeys',
    }),
    point({
      code: 'path_redesigned',
      level: 4,
      holds: recent && tests > 0,
      text: say(
        recent
          ? 'Проект меняли за последние полгода, опытов с итогом за это время: {n}'
          : 'Проект не меняли больше полугода; опытов с итогом за полгода: {n}',
        recent
          ? 'The design was changed within half a year, experiments with a result in that time: {n}'
          : 'The design was not changed for over half a year; experiments with a result within it: {n}',
        { n: tests },
      ),
      needs: say(
        'правка пути с измеренным эффектом за полгода',
        'a change of the journey with a measured effect within half a year',
      ),
      value: tests,
      unit: 'count',
      link: '/versions',
    }),
  ];
};

/** Question 3: whether journeys are designed, whole, measurable, and borne out by practice. */
export const pathEvidence = (matter: AuditMatter): QuestionEvidence => {
  const drawn = drawnJourneys(matter);
  const { design } = matter;
  return {
    points: [...designed(matter, drawn), ...measured(matter, drawn), real(matter, drawn), ...proven(matter, drawn)],
    answer:
      design === null || drawn.length === 0
        ? null
        : listed(drawn.map(({ id }) => nameOf(design, { collection: 'journeys', id }))),
  };
};

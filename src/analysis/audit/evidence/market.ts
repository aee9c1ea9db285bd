import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { monthsLater } from '../../../model/days.ts';
import { nameOf } from '../../blueprint/names.ts';
import { monthsValid } from '../../blueprint/status.ts';
import { listed, say, shareWords } from '../../organisation/words.ts';
import { type AuditMatter, type Found, point, type QuestionEvidence, segmentsLink, shareOf } from '../matter.ts';

const assigned = 0.8;
export const committeesKnown = 0.5;
/** Segments whose CLTV/CAC is this many times apart behave differently; closer ones may be one. Ours. */
export const apartFrom = 1.25;
/** Segments that bring less are too small to ask for more. */
export const segmentThatCounts = 0.1;

const listOf = (design: Blueprint | null): string[] =>
  design === null ? [] : thingsOf(design, 'segments').map(([id]) => id);

const written = (matter: AuditMatter): Found[] => {
  const { design, asOf } = matter;
  const ids = listOf(design);
  const of = (holds: (id: string) => boolean): number => ids.filter(holds).length;
  const personas = (id: string): number =>
    Object.values(design?.personas ?? {}).filter(({ segment }) => segment === id).length;
  const ruled = of(
    (id) => (design?.segments[id]?.rule.length ?? 0) > 0 || (design?.segments[id]?.names.length ?? 0) > 0,
  );
  const sized = of((id) => {
    const potential = design?.segments[id]?.potential;
    return potential?.customers != null && potential.at !== null && monthsLater(potential.at, monthsValid) >= asOf;
  });
  const peopled = of((id) => personas(id) > 0);
  const many = ids.filter((id) => personas(id) > 1);
  const committees = many.filter((id) =>
    Object.values(design?.committees ?? {}).some(({ segment, members }) => segment === id && members.length > 1),
  ).length;
  return [
    point({
      code: 'segments_listed',
      level: 1,
      holds: ids.length > 0,
      text: say('Сегментов названо: {n}', 'Segments named: {n}', { n: ids.length }),
      needs: say('назвать целевые сегменты', 'target segments named'),
      value: ids.length,
      unit: 'count',
      ...(ids.length > 0 ? {} : { reason: 'no_design' }),
      link: '/design',
    }),
    point({
      code: 'segments_ruled',
      level: 2,
      holds: ids.length > 0 && ruled === ids.length,
      text: say('Сегментов с правилом: {n} из {all}', 'Segments with a rule: {n} of {all}', {
        n: ruled,
        all: ids.length,
      }),
      needs: say('правило у каждого сегмента', 'a rule for each segment'),
      value: ruled,
      unit: 'count',
      link: '/design',
    }),
    point({
      code: 'personas_written',
      level: 2,
      holds: ids.length > 0 && peopled === ids.length,
      text: say('Сегментов с персоной: {n} из {all}', 'Segments with a persona: {n} of {all}', {
        n: peopled,
        all: ids.length,
      }),
      needs: say('персона в каждом сегменте', 'a persona in each segment'),
      value: peopled,
      unit: 'count',
      link: '/design',
    }),
    point({
      code: 'potential_sized',
      level: 3,
      holds: ids.length > 0 && sized === ids.length,
      text: say(
        'Сегментов, ёмкость которых оценена не больше года назад: {n} из {all}',
        'Segments whose potential was sized within a year: {n} of {all}',
        { n: sized, all: ids.length },
      ),
      needs: say('свежая оценка ёмкости каждого сегмента', 'the potential of each segment sized within a year'),
      value: sized,
      unit: 'count',
      link: '/design',
    }),
    point({
      code: 'committees_written',
      level: 2,
      holds: ids.length > 0 && committees === many.length,
      text: say(
        'Сегментов с несколькими персонами: {all}, из них с типовым закупочным комитетом: {n}',
        'Segments with several personas: {all}, of them with a typical buying committee: {n}',
        { n: committees, all: many.length },
      ),
      needs: say(
        'типовой комитет там, где решают несколько персон',
        'a typical committee wherever several personas decide',
      ),
      value: committees,
      unit: 'count',
      link: '/design',
    }),
  ];
};

/** The part of revenue whose customers fit a segment of the design; null without revenue. */
export const assignedShare = ({ segments, counts }: AuditMatter): number | null => {
  if (counts.revenue <= 0) return null;
  return Math.max(0, Math.min(1, 1 - segments.outside.revenue / counts.revenue));
};

/** The part of open deals of which two people’s roles are known; null without open deals. */
export const committeeShare = ({ counts }: AuditMatter): number | null =>
  counts.openDeals === 0 ? null : counts.openDealsWithCommittee / counts.openDeals;

const inUse = (matter: AuditMatter): Found[] => {
  const { counts } = matter;
  const hasSegments = listOf(matter.design).length > 0;
  const share = hasSegments ? assignedShare(matter) : null;
  const known = committeeShare(matter);
  return [
    point({
      code: 'revenue_assigned',
      level: 3,
      holds: (share ?? 0) >= assigned,
      text:
        share === null
          ? say(
              'Распределять по сегментам пока нечего: нет выручки или сегментов',
              'Nothing to put into segments yet: no revenue or no segments',
            )
          : say('Выручки в сегментах: {share}', 'Revenue within segments: {share}', { share: shareWords(share) }),
      needs: say('{goal} выручки в сегментах', '{goal} of revenue within segments', { goal: shareWords(assigned) }),
      value: share,
      unit: 'share',
      ...(share === null ? { reason: 'no_data' } : {}),
      link: segmentsLink(matter, 'net_revenue'),
    }),
    point({
      code: 'committees_on_deals',
      level: 3,
      holds: (known ?? 0) >= committeesKnown,
      text:
        known === null
          ? say('Открытых сделок нет', 'There are no open deals')
          : say(
              'Открытых сделок, где известны роли хотя бы двух человек: {known} ({n} из {all})',
              'Open deals with the roles of at least two people known: {known} ({n} of {all})',
              { known: shareWords(known), n: counts.openDealsWithCommittee, all: counts.openDeals },
            ),
      needs: say(
        'роли людей клиента в {goal} открытых сделок',
        'roles of the customer’s people on {goal} of open deals',
        { goal: shareWords(committeesKnown) },
      ),
      value: known,
      unit: 'share',
      ...(known === null ? { reason: 'no_data' } : {}),
      link: '/customers?stage=opportunity',
    }),
  ];
};

/** Segments of facts that bring enough to count, each with what it is worth beside what it costs. */
const worthBySegment = ({ bySegment }: AuditMatter): number[] =>
  bySegment.flatMap(({ metric, value }) => (metric === 'ltv_cac' && value !== null ? [value] : []));

const managed = (matter: AuditMatter): Found[] => {
  const worth = worthBySegment(matter);
  const spread = worth.length > 1 ? Math.max(...worth) / Math.max(0.01, Math.min(...worth)) : null;
  const goals = Object.values(matter.design?.goals ?? {});
  const stages = Object.values(matter.design?.stages ?? {});
  const planned = shareOf(
    listOf(matter.design),
    (id) =>
      goals.some(({ segment }) => segment === id) || stages.some(({ bySegment }) => bySegment[id]?.target != null),
  );
  const refuted = Object.values(matter.design?.proofs ?? {}).filter(
    ({ kind, result }) => kind === 'experiment' && result === 'refuted',
  ).length;
  return [
    point({
      code: 'economics_by_segment',
      level: 4,
      holds: (spread ?? 0) >= apartFrom,
      text:
        spread === null
          ? say('CLTV/CAC по сегментам пока не посчитать', 'CLTV/CAC can’t be told by segment yet')
          : say('CLTV/CAC сегментов расходится в {n} раза', 'CLTV/CAC differs {n} times between segments', {
              n: spread,
            }),
      needs: say('сегменты с разной измеренной экономикой', 'segments whose measured economics differ'),
      value: spread,
      unit: 'ratio',
      ...(spread === null ? { reason: 'no_data' } : {}),
      link: segmentsLink(matter, 'ltv_cac'),
    }),
    point({
      code: 'plan_by_segment',
      level: 4,
      holds: planned === 1,
      text: say('Сегментов с собственной целью: {share}', 'Segments with a target of their own: {share}', {
        share: shareWords(planned ?? 0),
      }),
      needs: say('своя цель у каждого сегмента', 'a target of its own for each segment'),
      value: planned,
      unit: 'share',
      link: '/offer',
    }),
    point({
      code: 'refuted_dropped',
      level: 4,
      holds: refuted > 0,
      text: say('Опровергнутых опытом предположений: {n}', 'Assumptions an experiment refuted: {n}', { n: refuted }),
      needs: say('хотя бы одно предположение проверено и отброшено', 'at least one assumption tested and dropped'),
      value: refuted,
      unit: 'count',
      link: '/journeys',
    }),
  ];
};

/** Question 2: segments with rules, personas, committees; whether customers and deals are told apart by them. */
export const marketEvidence = (matter: AuditMatter): QuestionEvidence => {
  const { design } = matter;
  const names = design === null ? [] : listOf(design).map((id) => nameOf(design, { collection: 'segments', id }));
  return {
    points: [...written(matter), ...inUse(matter), ...managed(matter)],
    answer: names.length === 0 ? null : listed(names),
  };
};

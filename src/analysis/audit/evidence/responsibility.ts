import type { DesignFinding, DesignFindingCode } from '../../../model/blueprint/finding.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import type { Sentence } from '../../../model/problem.ts';
import { nameOf } from '../../blueprint/names.ts';
import { fewestHandOffs, type HandOffsMet, handOffsMet, watchedJourneys } from '../../organisation/hand-offs.ts';
import { designedCells } from '../../organisation/journey-cells.ts';
import { linesWithWork, responsibilityFor } from '../../organisation/responsibility.ts';
import { hoursWords, say, shareWords } from '../../organisation/words.ts';
import { type AuditMatter, type Found, findingLink, point, type QuestionEvidence } from '../matter.ts';

/** Lines of work, and those for which exactly one role answers. */
export const ownedLines = ({ design }: AuditMatter): { lines: number; owned: number } => {
  if (design === null) return { lines: 0, owned: 0 };
  const cells = designedCells(design);
  const lines = linesWithWork(design, cells);
  const owned = lines.filter((line) => responsibilityFor(design, line, cells).accountable.length === 1).length;
  return { lines: lines.length, owned };
};

/** Before anybody is entered one finding speaks of all roles without people; every other speaks of one thing. */
const thingsLacking = ({ code, where }: DesignFinding): number =>
  code === 'role_without_people' ? where.filter(({ collection }) => collection === 'roles').length : 1;

/** A point that holds while the design has no finding of some kinds and anything at all. */
const without = (
  matter: AuditMatter,
  codes: readonly DesignFindingCode[],
  told: Pick<Found, 'code' | 'level' | 'needs'> & { ru: string; en: string },
): Found => {
  const found = matter.findings.filter(({ code }) => codes.includes(code));
  const n = found.reduce((total, finding) => total + thingsLacking(finding), 0);
  const isDesigned = ownedLines(matter).lines > 0;
  return point({
    code: told.code,
    level: told.level,
    holds: isDesigned && found.length === 0,
    text: say(told.ru, told.en, { n }),
    needs: told.needs,
    value: isDesigned ? n : null,
    unit: 'count',
    ...(isDesigned ? {} : { reason: 'no_design' }),
    link: findingLink(found[0]?.code ?? codes[0] ?? ''),
  });
};

const metInTime = 0.8;

/** Whether customers are really handed over in time, as the design's rules see them go from cell to cell. */
const handOffsPoint = (matter: AuditMatter): Found => {
  const { design, paths, findings } = matter;
  const { limited, shown, n, share, worst } = handOffsMet(design, paths.handOffs);
  const isNone = limited === 0 && !findings.some(({ code }) => code === 'handoff_without_sla');
  const none = isNone && ownedLines(matter).lines > 0;
  const journey =
    design?.edges[worst?.edge ?? '']?.journey ?? (design === null ? undefined : watchedJourneys(design)[0]?.journey);
  return point({
    code: 'handoffs_met',
    level: 3,
    holds: none || (share ?? 0) >= metInTime,
    text: none
      ? say('Передач между ответственными на пути нет', 'No hand-offs between owners on the journeys')
      : share === null
        ? say(
            'Соблюдают ли срок передачи, по фактам пока не сказать: передач со сроком {limited}, из них оба конца видны у {shown}; случаев за год {n}, а нужно от {least}',
            'Facts can’t tell yet whether hand-offs are in time: {limited} have a limit, both ends of {shown} are seen; {n} cases in the year, and it takes {least}',
            { limited, shown, n, least: fewestHandOffs },
          )
        : say(
            'Передач в срок: {share} из {n} за год (срок есть у {limited} передач, оба конца видны у {shown}){worst}',
            'Hand-offs within their limit: {share} of {n} in the year ({limited} have a limit, both ends of {shown} are seen){worst}',
            { share: shareWords(share), n, limited, shown, worst: worstWords(matter, worst) },
          ),
    needs: say('{goal} передач в срок', '{goal} of hand-offs within their limit', { goal: shareWords(metInTime) }),
    value: share,
    unit: 'share',
    ...(none || share !== null ? {} : { reason: limited === 0 ? 'no_design' : n === 0 ? 'no_data' : 'insufficient_n' }),
    link: journey === undefined ? findingLink('handoff_without_sla') : `/journeys/${journey}?view=projection`,
  });
};

const worstWords = ({ design }: AuditMatter, worst: HandOffsMet['worst']): Sentence =>
  design === null || worst === null
    ? { ru: '', en: '' }
    : say(
        '; хуже всего {edge}: {share} из {n} при сроке {hours}, половина дольше {median}',
        '; worst is {edge}: {share} of {n} with a limit of {hours}, half take over {median}',
        {
          edge: nameOf(design, { collection: 'edges', id: worst.edge }),
          share: shareWords(worst.within / worst.n),
          n: worst.n,
          hours: hoursWords(worst.hours),
          median: hoursWords(worst.medianHours),
        },
      );

/** Question 4: one who answers for each stage, with a metric and a hand-off, and hours enough. */
export const responsibilityEvidence = (matter: AuditMatter): QuestionEvidence => {
  const { lines, owned } = ownedLines(matter);
  const points: Found[] = [
    point({
      code: 'owners_written',
      level: 1,
      holds: owned > 0,
      text: say(
        'Участков работы на пути (стадия, сегмент, тип продаж): {lines}; с одним ответственным: {owned}',
        'Lines of work on the journeys (stage, segment, sales type): {lines}; with one who answers: {owned}',
        { lines, owned },
      ),
      needs: say('назвать ответственных за стадии', 'those who answer for stages named'),
      value: owned,
      unit: 'count',
      ...(lines > 0 ? {} : { reason: 'no_design' }),
      link: '/organisation?tab=responsibility',
    }),
    without(matter, ['stage_without_owner', 'stage_with_two_owners', 'stage_without_doer', 'role_without_people'], {
      code: 'raci_complete',
      level: 2,
      ru: 'Стадий без ответственного, с двумя или без исполнителя и ролей без людей: {n}',
      en: 'Stages without one who answers, with two, or without a doer, and roles without people: {n}',
      needs: say('один ответственный и исполнитель на каждой стадии', 'one who answers and a doer for every stage'),
    }),
    without(matter, ['owner_without_metric', 'stage_without_metric'], {
      code: 'owner_has_metric',
      level: 3,
      ru: 'Ответственных или стадий без показателя: {n}',
      en: 'Owners or stages without a metric: {n}',
      needs: say('показатель у каждого ответственного', 'a metric for everybody who answers'),
    }),
    without(matter, ['handoff_without_sla'], {
      code: 'handoff_sla',
      level: 3,
      ru: 'Передач между ответственными без срока: {n}',
      en: 'Hand-offs between owners without a time limit: {n}',
      needs: say('срок у каждой передачи', 'a time limit on every hand-off'),
    }),
    handOffsPoint(matter),
    without(matter, ['kpi_conflict', 'owner_without_budget'], {
      code: 'pay_tied',
      level: 4,
      ru: 'Показателей, которые спорят друг с другом, и ответственных без бюджета: {n}',
      en: 'Metrics that pull against each other and owners without a budget: {n}',
      needs: say(
        'показатели и бюджет стадии у того, кто отвечает',
        'the stage’s metrics and budget with whoever answers',
      ),
    }),
    without(matter, ['capacity_short', 'person_overloaded', 'one_person_dependence'], {
      code: 'capacity_balanced',
      level: 4,
      ru: 'Мест, где не хватает часов или всё держится на одном: {n}',
      en: 'Places short of hours or resting on one person: {n}',
      needs: say(
        'часов хватает, и ничто не держится на одном человеке',
        'hours are enough and nothing rests on one person',
      ),
    }),
  ];
  const roles = matter.design === null ? 0 : thingsOf(matter.design, 'roles').length;
  return {
    points,
    answer:
      lines === 0
        ? null
        : say(
            'Участков работы: {lines}, с одним ответственным: {owned}; ролей: {roles}',
            'Lines of work: {lines}, with one who answers: {owned}; roles: {roles}',
            { lines, owned, roles },
          ),
  };
};

import { thingsOf } from '../../../model/blueprint/blueprint.ts';
import type { DesignFindingCode } from '../../../model/blueprint/finding.ts';
import { designedCells } from '../../organisation/journey-cells.ts';
import { linesWithWork, responsibilityFor } from '../../organisation/responsibility.ts';
import { say } from '../../organisation/words.ts';
import { type AuditMatter, type Found, findingLink, point, type QuestionEvidence } from '../matter.ts';

/** Lines of work, and those for which exactly one role answers. */
export const ownedLines = ({ design }: AuditMatter): { lines: number; owned: number } => {
  if (design === null) return { lines: 0, owned: 0 };
  const cells = designedCells(design);
  const lines = linesWithWork(design, cells);
  const owned = lines.filter((line) => responsibilityFor(design, line, cells).accountable.length === 1).length;
  return { lines: lines.length, owned };
};

/** A point that holds while the design has no finding of some kinds and anything at all. */
const without = (
  matter: AuditMatter,
  codes: readonly DesignFindingCode[],
  told: Pick<Found, 'code' | 'level' | 'needs'> & { ru: string; en: string },
): Found => {
  const found = matter.findings.filter(({ code }) => codes.includes(code));
  const isDesigned = ownedLines(matter).lines > 0;
  return point({
    code: told.code,
    level: told.level,
    holds: isDesigned && found.length === 0,
    text: say(told.ru, told.en, { n: found.length }),
    needs: told.needs,
    value: isDesigned ? found.length : null,
    unit: 'count',
    ...(isDesigned ? {} : { reason: 'no_design' }),
    link: findingLink(found[0]?.code ?? codes[0] ?? ''),
  });
};

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
    without(matter, ['stage_without_owner', 'stage_with_two_owners', 'stage_without_doer'], {
      code: 'raci_complete',
      level: 2,
      ru: 'Стадий без ответственного, с двумя или без исполнителя: {n}',
      en: 'Stages without one who answers, with two, or without a doer: {n}',
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

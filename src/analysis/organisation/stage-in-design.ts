import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import type { StageInDesign, StageOwner } from '../../model/blueprint/stage-owner.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { type Wording, worded } from '../../model/blueprint/words.ts';
import type { Sentence } from '../../model/problem.ts';
import { designedCells } from './journey-cells.ts';
import { type Line, linesWithWork, responsibilityFor, zonesFor } from './responsibility.ts';

const said = (wording: Wording | undefined, id: string): Sentence => ({
  ru: worded(wording, 'ru') || id,
  en: worded(wording, 'en') || id,
});

/** Segments of a design that a name in the facts means: by the names they list, else by their own. */
export const segmentsNamed = (blueprint: Blueprint, names: readonly string[]): string[] =>
  thingsOf(blueprint, 'segments')
    .filter(([id, { names: listed, name }]) =>
      (listed.length > 0 ? listed : [name.ru, name.en, id]).some((each) => names.includes(each)),
    )
    .map(([id]) => id);

/** Customers stand in these without anybody working on them. */
const withoutWork: readonly DesignedStage[] = ['market', 'lost'];

const linesOf = (blueprint: Blueprint, stage: DesignedStage, segments: readonly string[]): Line[] => {
  const cells = designedCells(blueprint);
  const wanted = (segment: string | null): boolean =>
    segments.length === 0 || segment === null || segments.includes(segment);
  const own = linesWithWork(blueprint, cells).filter((line) => line.stage === stage && wanted(line.segment));
  if (own.length > 0) return own;
  const asked = segments.length === 0 ? [null] : segments;
  return asked.map((segment) => ({ stage, segment, salesType: null }));
};

/**
 * What a design says of a stage for some segments of it (none is all): who answers for its work, where nobody does, and its target.
 *
 * A design without roles does not say who answers, and nothing is missed. Of several segments a target is told only where they share it.
 */
export const stageInDesign = (
  blueprint: Blueprint,
  stage: DesignedStage,
  segments: readonly string[],
): Omit<StageInDesign, 'version' | 'from'> => {
  const { metric = null, target = null, bySegment = {} } = blueprint.stages[stage] ?? {};
  const targets = [...new Set(segments.map((id) => bySegment[id]?.target ?? target))];
  const reached = {
    metric,
    target: segments.length === 0 ? target : targets.length === 1 ? (targets[0] ?? null) : null,
  };
  if (Object.keys(blueprint.roles).length === 0) return { owners: [], unowned: [], ...reached };
  const cells = designedCells(blueprint);
  const lines = linesOf(blueprint, stage, segments);
  const hasWork = linesWithWork(blueprint, cells).some((line) => line.stage === stage);
  const owned = lines.map((line) => ({ line, roles: responsibilityFor(blueprint, line, cells).accountable }));
  const ofSegment = (all: readonly (string | null)[]): Sentence[] =>
    [...new Set(all)].map((id) => (id === null ? { ru: '', en: '' } : said(blueprint.segments[id]?.name, id)));
  const roles = [...new Set(owned.flatMap((each) => each.roles))];
  const nobody = owned.filter((each) => each.roles.length === 0);
  const isAsked = hasWork || !withoutWork.includes(stage) || lines.some((line) => zonesFor(blueprint, line).length > 0);
  return {
    owners: roles.map((role): StageOwner => {
      const having = owned.filter((each) => each.roles.includes(role));
      return {
        role: said(blueprint.roles[role]?.name, role),
        people: thingsOf(blueprint, 'employees')
          .filter(([, employee]) => employee.roles.some((held) => held.role === role))
          .map(([, { name }]) => name),
        segments: having.length === owned.length ? [] : ofSegment(having.map(({ line }) => line.segment)),
      };
    }),
    unowned: !isAsked
      ? []
      : nobody.length === owned.length
        ? [{ ru: '', en: '' }]
        : ofSegment(nobody.map(({ line }) => line.segment)),
    ...reached,
  };
};

import { createHash } from 'node:crypto';
import type { SurveyRound } from '../../model/audit/survey.ts';
import { type Blueprint, emptyBlueprint } from '../../model/blueprint/blueprint.ts';
import { documentOf } from '../blueprint-document.ts';
import type { Deps } from '../deps.ts';
import { publishedDesign } from '../published-design.ts';
import { unknownRound } from './problems.ts';

/** What a link is found by: its token is in no table. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The design people are asked about: the one in force, else the draft as it is. */
export const designAsked = async (deps: Deps, workspace: string): Promise<Blueprint> => {
  const published = await publishedDesign(deps, workspace);
  if (published) return published.document;
  const { things } = await deps.registry.blueprints.draft(workspace);
  return things.length === 0 ? emptyBlueprint() : documentOf(things);
};

/** A round as the audit reads it. */
export const roundAnswered = async (deps: Deps, workspace: string, id: number): Promise<SurveyRound> => {
  const round = (await deps.registry.surveys.rounds(workspace)).find((each) => each.id === String(id));
  if (round === undefined) throw unknownRound();
  return round;
};

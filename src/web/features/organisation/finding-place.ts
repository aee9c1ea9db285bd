import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../model/blueprint/finding.ts';

const addresses: Record<DesignFinding['page'], string> = {
  inputs: '/design',
  goals: '/design',
  offer: '/offer',
  journey: '/journeys',
  lifecycle: '/lifecycle',
  rules: '/lifecycle',
  organisation: '/organisation',
};

/** The stage a finding speaks of: named by itself, or by the zone that decides who answers there. */
export const stageOfFinding = (blueprint: Blueprint, { where }: DesignFinding): string | undefined => {
  const first = where[0];
  if (first?.collection === 'stages') return first.id;
  return first?.collection === 'zones' ? blueprint.zones[first.id]?.stage : undefined;
};

const journeyPlace = (blueprint: Blueprint, { where }: DesignFinding): Place | null => {
  const cell = where.find(({ collection }) => collection === 'cells')?.id;
  const edge = where.find(({ collection }) => collection === 'edges')?.id;
  const named = where.find(({ collection }) => collection === 'journeys')?.id;
  const journey =
    named ??
    (cell === undefined ? undefined : blueprint.cells[cell]?.journey) ??
    (edge === undefined ? undefined : blueprint.edges[edge]?.journey);
  if (journey === undefined) return null;
  const to = `/journeys/${encodeURIComponent(journey)}`;
  return cell === undefined || where[0]?.collection === 'journeys' ? { to } : { to, search: { cell } };
};

const aboutPeople: readonly DesignFinding['code'][] = ['capacity_short', 'person_overloaded', 'role_without_people'];

type Place = { to: string; search?: Record<string, string> };

/** Where a finding is mended, as an address of the product: the cell, the journey or the stage itself where it is one. */
export const placeOf = (blueprint: Blueprint, finding: DesignFinding): Place => {
  if (finding.page === 'organisation') {
    const stage = stageOfFinding(blueprint, finding);
    if (stage !== undefined) return { to: '/organisation', search: { tab: 'responsibility', stage } };
    return { to: '/organisation', search: { tab: aboutPeople.includes(finding.code) ? 'people' : 'responsibility' } };
  }
  if (finding.page === 'rules') return { to: '/lifecycle', search: { tab: 'rules' } };
  const place = finding.page === 'journey' ? journeyPlace(blueprint, finding) : null;
  return place ?? { to: addresses[finding.page] };
};

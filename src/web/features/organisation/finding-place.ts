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

/** Where a finding is mended, as an address of the product: the thing itself where it is a cell, an edge or a journey. */
export const placeOf = (finding: DesignFinding): { to: string; search?: Record<string, string> } => {
  const first = finding.where[0];
  if (finding.page === 'journey' && first !== undefined) {
    if (first.collection === 'journeys') return { to: `/journeys/${encodeURIComponent(first.id)}` };
    const journey = finding.where.find(({ collection }) => collection === 'journeys');
    if (journey) return { to: `/journeys/${encodeURIComponent(journey.id)}`, search: { cell: first.id } };
  }
  if (finding.page === 'organisation') return { to: '/organisation', search: { tab: 'responsibility' } };
  if (finding.page === 'rules') return { to: '/lifecycle', search: { tab: 'rules' } };
  return { to: addresses[finding.page] };
};

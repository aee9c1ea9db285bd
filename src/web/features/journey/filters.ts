import type { Cell, Status } from '../../../model/blueprint/journey.ts';
import type { Face } from './faces.ts';

/** What is brought out; null is everything, '' of a role is «nobody». */
export type Filter = { role: string | null; persona: string | null; status: Status | null };
export const noFilter: Filter = { role: null, persona: null, status: null };

/** Whether a cell stands back behind those asked for. */
export const isFilteredOut = ({ role, persona, status }: Filter, cell: Cell, face: Face): boolean => {
  if (role === '' && cell.accountable !== null) return true;
  if (role && cell.responsible !== role && cell.accountable !== role) return true;
  if (persona && cell.personas.length > 0 && !cell.personas.includes(persona)) return true;
  return status !== null && face.status !== status;
};

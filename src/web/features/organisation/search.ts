import { stagesAndOverlay } from '../../../model/stages.ts';
import { oneOf, type Read, reader, text } from '../../kit/fields.ts';

export const organisationTabs = ['findings', 'responsibility', 'people', 'needed'] as const;

const fields = {
  tab: oneOf(organisationTabs),
  /** The code of the finding that is looked for. */
  finding: text,
  /** The stage that is looked for, among findings or in the grid of responsibility. */
  stage: oneOf(['market', ...stagesAndOverlay]),
};

/** What of the view the address holds. */
export const readOrganisation = reader(fields);
export type OrganisationSearch = Read<typeof fields>;

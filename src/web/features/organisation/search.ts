import { z } from 'zod';
import { DesignedStage } from '../../../model/blueprint/organisation.ts';

export const organisationTabs = ['findings', 'responsibility', 'people', 'needed'] as const;

/** What of the view the address holds. */
export const OrganisationSearch = z.object({
  tab: z.enum(organisationTabs).optional().catch(undefined),
  /** The code of the finding that is looked for. */
  finding: z.string().optional().catch(undefined),
  /** The stage that is looked for, among findings or in the grid of responsibility. */
  stage: DesignedStage.optional().catch(undefined),
});
export type OrganisationSearch = z.infer<typeof OrganisationSearch>;

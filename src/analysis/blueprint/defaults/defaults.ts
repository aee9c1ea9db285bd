import { defaultChannels } from './channels.ts';
import { defaultRoles } from './roles.ts';
import { defaultStages } from './stages.ts';
import { defaultStates } from './states.ts';
import type { Part } from './writing.ts';
import { defaultZones } from './zones.ts';

/** What every template brings: states, stages, roles, zones and channels under the same ids, so that two templates share them. */
export const defaultPart: Part = {
  states: defaultStates,
  stages: defaultStages,
  roles: defaultRoles,
  zones: defaultZones,
  channels: defaultChannels,
};

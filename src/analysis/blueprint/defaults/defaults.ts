import { defaultChannels } from './channels.ts';
import { defaultRoles } from './roles.ts';
import { defaultStates } from './states.ts';
import { defaultGoals, stagesWithTargets } from './targets.ts';
import type { Part } from './writing.ts';
import { defaultZones } from './zones.ts';

/** What every template brings: states, stages with targets, roles, zones, channels and goals under the same ids, so that two templates share them. */
export const defaultPart: Part = {
  states: defaultStates,
  stages: stagesWithTargets,
  roles: defaultRoles,
  zones: defaultZones,
  channels: defaultChannels,
  goals: defaultGoals,
};

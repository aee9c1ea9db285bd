import { withBasis } from '../../analysis/blueprint/basis.ts';
import { defaultStates } from '../../analysis/blueprint/defaults/states.ts';
import { together } from '../../analysis/blueprint/defaults/writing.ts';
import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { cafeJourney } from './cafe.ts';
import { dealerJourney } from './dealer.ts';
import { rules } from './evidence.ts';
import { funnelJourney } from './funnel.ts';
import { homeJourney } from './home.ts';
import { committees, idea, personas, segments } from './inputs.ts';
import { goals, rungs, scenarios } from './offer.ts';
import { organisation } from './organisation.ts';
import { plantJourney } from './plant.ts';
import { proofs } from './proofs.ts';
import { returnJourney } from './return.ts';
import { employees, roles } from './staff.ts';
import { campaigns, channels, touchpoints } from './touchpoints.ts';

/** The company has worked by its design since the first day of its history. */
export const demoDesignFrom = '2023-01-01';
export const demoDesignWhy = 'С начала истории компании · Since the beginning of the company’s history';

/** The design of the demo company «Чистый контур» as its commercial director would have drawn it, gaps included. */
export const demoBlueprint = (): Blueprint =>
  withBasis(
    together(
      { idea, segments, personas, committees, rungs, scenarios, goals },
      { states: defaultStates, touchpoints, channels, campaigns },
      homeJourney,
      cafeJourney,
      plantJourney,
      dealerJourney,
      returnJourney,
      funnelJourney,
      { rules, proofs, roles, employees },
      organisation,
    ),
  );

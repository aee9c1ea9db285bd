import type { Layout } from '../layout.ts';
import { costOfSales } from './cost-of-sales.ts';
import { withoutExamples } from './examples.ts';
import { flatKinds } from './kinds.ts';
import { oneCSales } from './one-c-sales.ts';
import { otherCosts } from './other-costs.ts';
import { payroll } from './payroll.ts';
import { subscriptions } from './subscriptions.ts';
import { timesheets } from './timesheets.ts';

/** Tables a person fills in by a template, and what accounting programs write when asked for a flat table. */
export const flatLayouts: readonly Layout[] = [
  ...flatKinds,
  oneCSales,
  costOfSales,
  payroll,
  timesheets,
  otherCosts,
  subscriptions,
].map(withoutExamples);

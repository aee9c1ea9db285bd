import { forecastMonths } from '../analysis/forecast/forecast.ts';
import { credit } from './credit.ts';
import { tellContracts } from './forecast/contracts.ts';
import { compareWithPast } from './forecast/past.ts';
import { tellPurchases } from './forecast/purchases.ts';

/** Numeric work that may take long: plain data in, plain data out. */
export const tasks = {
  purchases: tellPurchases,
  contracts: tellContracts,
  months: ({ values, months }: { values: number[]; months: number }) => forecastMonths(values, months),
  credit,
  check: compareWithPast,
};
export type Tasks = typeof tasks;

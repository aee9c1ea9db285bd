import { contractModels, forecastModels } from '../../../model/forecast.ts';
import { oneOf, type Read, reader } from '../../kit/fields.ts';

/** How far ahead the page looks, in months. */
export const horizons = [3, 6, 12, 24, 36] as const;

const fields = {
  model: oneOf([...forecastModels, ...contractModels]),
  horizon: oneOf(horizons),
  by: oneOf(['customer']),
  list: oneOf(['at_risk', 'due']),
  /** The forecast as it would have been told in the middle of the history, beside what the second half brought. */
  check: oneOf(['half']),
};

/** What the address of the Forecast page holds beside the shell's own part. */
export const readForecast = reader(fields);
export type ForecastSearch = Read<typeof fields>;

import { attributionModels, creditedResults, creditedThings, creditValues } from '../../../model/attribution.ts';
import { count, flag, oneOf, positive, type Read, reader, text } from '../../kit/fields.ts';

/** What part of a credit an experiment is to find. */
export const effects = [100, 50, 20, 10] as const;

const fields = {
  of: oneOf(creditedResults),
  by: oneOf(creditedThings),
  value: oneOf(creditValues),
  model: oneOf(attributionModels),
  order: count(4),
  days: count(36_500),
  halfLife: positive(36_500),
  /** Paths that have not converted are left out. */
  converted: flag,
  /** The credit that is open at the side. */
  credit: text,
  effect: oneOf(effects),
};

/** What the address of the Attribution page holds beside the shell's own part. */
export const readAttribution = reader(fields);
export type AttributionSearch = Read<typeof fields>;

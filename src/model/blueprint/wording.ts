import { z } from 'zod';
import type * as words from './words.ts';

/** Shape of `Wording`, with how much of it is kept. */
export const Wording = z.object({
  ru: z.string().max(4000).default(''),
  en: z.string().max(4000).default(''),
});
export type Wording = words.Wording;

/** What a thing of a blueprint is known by: short, kept for ever, seen in exports and in the `cell` column of costs. */
export const ThingId = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.|-]{0,79}$/u);
export type ThingId = z.infer<typeof ThingId>;

/** Where a thing stands among its kind; equal places are told apart by id. */
export const Place = z.number().finite().default(0);

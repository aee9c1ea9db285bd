import { z } from 'zod';
import type * as days from './days.ts';

/** The shape of a day of the calendar. */
export const Day = z.iso.date();
export type Day = days.Day;

export const Period = z.object({ from: Day, to: Day });
export type Period = days.Period;

export const Every = z.enum(['month', 'quarter', 'year']);
export type Every = days.Every;

import { z } from 'zod';

export const moneyCuts = ['segment', 'channel', 'product', 'month'] as const;
export type MoneyCut = (typeof moneyCuts)[number];

/** What the address of the Money page holds beside the shell's own part. */
export const MoneySearch = z.object({ by: z.enum(moneyCuts).optional().catch(undefined) });
export type MoneySearch = z.infer<typeof MoneySearch>;

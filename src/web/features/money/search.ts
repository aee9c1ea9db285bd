import { oneOf, reader } from '../../kit/fields.ts';

export const moneyCuts = ['segment', 'channel', 'product', 'month'] as const;
export type MoneyCut = (typeof moneyCuts)[number];

/** What the address of the Money page holds beside the shell's own part. */
export const readMoney = reader({ by: oneOf(moneyCuts) });

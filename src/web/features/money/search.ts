import { oneOf, type Read, reader } from '../../kit/fields.ts';

export const moneyCuts = ['segment', 'channel', 'product', 'month'] as const;
export type MoneyCut = (typeof moneyCuts)[number];

const fields = { by: oneOf(moneyCuts) };

/** What the address of the Money page holds beside the shell's own part. */
export const readMoney = reader(fields);
export type MoneySearch = Read<typeof fields>;

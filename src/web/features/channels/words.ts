import type { ChannelRule, ChannelWeight, Condition, Meaning, Origin } from '../../../model/channels.ts';
import { originCells, originKinds } from '../../../model/channels.ts';
import type { Say } from '../../i18n/language.ts';

const shownValues = 3;

const conditionText = (t: Say, { cell, is, values }: Condition): string => {
  const rest = values.length - shownValues;
  const shown = rest > 1 ? values.slice(0, shownValues) : values;
  const more = rest > 1 ? [t('channels.rules.more', { count: rest, value: rest })] : [];
  return t(`channels.test.${is}`, {
    cell: t(`channels.cell.${cell}`),
    values: [...shown.map((value) => t('channels.rules.value', { value })), ...more].join(t('channels.rules.or')),
  });
};

/** What a rule asks for, as one sentence. */
export const whenText = (t: Say, rule: ChannelRule): string =>
  rule.when.map((condition) => conditionText(t, condition)).join(t('channels.rules.and'));

/** What a rule makes of it. */
export const thenText = (t: Say, { channel, campaign }: ChannelRule): string =>
  [
    channel === '' ? t('channels.rules.toNone') : t('channels.rules.to', { channel }),
    ...(campaign === undefined
      ? []
      : [campaign === '' ? t('channels.rules.noCampaign') : t('channels.rules.campaign', { campaign })]),
  ].join(', ');

/** Why a spelling has its channel; rules are told by their place among the draft's. */
export const reasonText = (t: Say, meaning: Meaning, rules: readonly ChannelRule[]): string => {
  if (meaning.reason !== 'rule') return t(`channels.reason.${meaning.reason}`);
  return t('channels.reason.rule', { number: rules.findIndex(({ id }) => id === meaning.rule) + 1 });
};

/** The filled cells of a spelling with their names, the campaign last. */
export const writtenCells = (origin: Origin): { cell: keyof Origin; value: string }[] =>
  [...originCells]
    .sort((a, b) => Number(a === 'campaign') - Number(b === 'campaign'))
    .flatMap((cell) => (origin[cell] === '' ? [] : [{ cell, value: origin[cell] }]));

export const originKey = (origin: Origin): string => JSON.stringify(originCells.map((cell) => origin[cell]));

export const allRows = ({ rows }: ChannelWeight): number => originKinds.reduce((sum, kind) => sum + rows[kind], 0);

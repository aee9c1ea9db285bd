import type { Settings } from '../../model/settings.ts';
import { type CostClass, type SuccessClass, successClasses } from '../../model/stages.ts';
import { type Judged, noTally, type Tallies, type Tally, tallyOf } from './tally.ts';

/** Which words the facts use where a setting, or a column, chooses among words. */
export type KindsInUse = {
  /** Kinds of interactions, those most frequent after the customer's first order first. */
  interactions: { kind: string; count: number; afterOrder: number; anonymous: number }[];
  /** What products name as the proof of their result. */
  resultKinds: string[];
  costClasses: CostClass[];
  costFunctions: string[];
  /** Channels with costs of acquisition, the dearest first. */
  costChannels: string[];
  /** Kinds of events customers had. */
  events: string[];
};

/** The event that says a class of work had a success. */
const eventOf: Record<SuccessClass, string> = {
  acquisition: 'new',
  activation: 'activated',
  retention: 'new',
  development: 'developed',
  winback: 'won_back',
};

const asCases = (words: readonly string[], isCase: (word: string) => boolean): Judged[] =>
  words.map((id) => ({ id, day: null, minor: null, isCase: isCase(id) }));

/** A setting that is not set although the facts have words for it; the examples are words to choose from, the likeliest first. */
const unset = (isAsked: boolean, isSet: boolean, words: readonly string[]): Tally => ({
  ...noTally(),
  count: isAsked && !isSet ? 1 : 0,
  of: isAsked ? 1 : 0,
  examples: isAsked && !isSet ? words.slice(0, 5) : [],
});

/**
 * Classes of costs that are missing although their work succeeds, and settings that the facts ask for.
 *
 * Where there are no costs at all no class is missed: that is told once, by months. `marketing` and `sales` are missed where no cost names them.
 */
export const kindTallies = (
  used: KindsInUse,
  settings: Pick<Settings, 'activation_kinds' | 'winback_kinds' | 'ad_channels'>,
): Tallies => {
  const hasCosts = used.costClasses.length > 0 || used.costFunctions.length > 0;
  const classes: string[] = successClasses.filter((name) => used.events.includes(eventOf[name]));
  const needed = hasCosts ? [...classes, 'marketing', 'sales'] : [];
  const told: string[] = [...used.costClasses, ...used.costFunctions];
  const met = new Set(used.interactions.map(({ kind }) => kind));
  const chosen = [...new Set([...settings.activation_kinds, ...used.resultKinds])];
  const talks = used.interactions.filter(({ afterOrder }) => afterOrder > 0).map(({ kind }) => kind);
  return {
    cost_classes_missing: tallyOf(asCases(needed, (name) => !told.includes(name))),
    result_kinds_not_set: unset(talks.length > 0, chosen.length > 0, talks),
    result_kinds_never_met: tallyOf(asCases(chosen, (kind) => !met.has(kind))),
    winback_kinds_not_set: unset(
      used.events.includes('lost') && talks.length > 0,
      settings.winback_kinds.length > 0,
      talks,
    ),
    ad_channels_not_set: unset(used.costChannels.length > 0, settings.ad_channels.length > 0, used.costChannels),
  };
};

import type { Facts } from '../derivation/facts.ts';
import { type ChannelPolicy, meaningOf } from './meaning.ts';
import { originOf, type Told } from './origin.ts';

/** Facts with the channel and campaign that their origins mean in place of those that are written. */
export const factsAsMeant = (facts: Facts, policy: ChannelPolicy): Facts => {
  const means = meaningOf(policy);
  const asMeant = <Fact extends Told>(fact: Fact): Fact => {
    const { channel, campaign } = means(originOf(fact));
    return { ...fact, channel, campaign };
  };
  return {
    ...facts,
    interactions: facts.interactions.map(asMeant),
    deals: facts.deals.map(asMeant),
    orderLines: facts.orderLines.map(asMeant),
    costs: facts.costs.map(asMeant),
  };
};

import type { Day } from '../../model/days.ts';
import type { SuccessClass } from '../../model/stages.ts';
import type { LedgerWork, StageInterval } from '../ledger.ts';
import { lastWhile } from './ascending.ts';
import { laterOf, type SeenDeal } from './deals.ts';
import { thousandths } from './exact.ts';
import type { Biography } from './history.ts';
import type { LineScene } from './lines.ts';
import type { Scene } from './scene.ts';
import { sortedBy } from './winners.ts';

/** Hours logged on the interactions of one subject, classed by the stage it stood in as the day of each began. */
export const workOf = (
  scene: Scene & Pick<LineScene, 'processOf'>,
  bio: Biography,
  stays: readonly StageInterval[],
): LedgerWork[] => {
  const logged = bio.interactions.filter((row) => thousandths(row.hours) > 0);
  if (logged.length === 0) return [];
  const path = stays.filter((stay) => stay.stage !== 'advocate');
  const isOpen = openFinder(bio.deals);
  return logged.map((row) => {
    const stage = lastWhile(path, (stay) => stay.from < row.day)?.stage;
    return {
      source: row.source,
      interactionId: row.id,
      customer: bio.subject,
      day: row.day,
      class: classOfWork(stage, row.dealId !== '' || isOpen(row.day)),
      hoursMilli: thousandths(row.hours),
      channel: row.channel,
      campaign: row.campaign,
      segment: scene.segmentOf(bio.subject),
      process: scene.processOf(row.source, row.dealId),
      actor: row.actor,
    };
  });
};

const classOfWork = (stage: StageInterval['stage'] | undefined, isOnDeal: boolean): SuccessClass => {
  if (stage === 'new') return 'activation';
  if (stage === 'lost' || stage === 'winback') return 'winback';
  if (stage === 'activated' || stage === 'regular' || stage === 'developed' || stage === 'at_risk')
    return isOnDeal ? 'development' : 'retention';
  return 'acquisition';
};

/** Tells whether any of the deals is open on a day, its first and last day included. */
const openFinder = (deals: readonly SeenDeal[]): ((day: Day) => boolean) => {
  const opened = deals.flatMap(({ openedDay: from, closedDay, outcome }) =>
    from === null ? [] : [{ from, to: outcome === 'open' ? null : laterOf(from, closedDay ?? from) }],
  );
  const spans: { from: Day; to: Day | null }[] = [];
  for (const deal of sortedBy(opened, ({ from }) => [from])) {
    const span = spans.at(-1);
    if (!span || (span.to !== null && span.to < deal.from)) spans.push({ ...deal });
    else if (span.to !== null) span.to = deal.to === null ? null : laterOf(span.to, deal.to);
  }
  return (day) => {
    const span = lastWhile(spans, ({ from }) => from <= day);
    return span !== undefined && (span.to === null || day <= span.to);
  };
};

import { groupedBy, sortedBy } from '../../derivation/winners.ts';
import type { LedgerLine } from '../../ledger.ts';
import type { Judged } from '../tally.ts';
import { outlierShare, yearLines } from '../thresholds.ts';
import type { Looked, Verdicts } from './looked.ts';

const ofLine = (line: LedgerLine, isCase: boolean): Judged => ({
  id: line.lineId,
  day: line.day,
  minor: line.netMinor,
  isCase,
});

const judgeYears = (lines: readonly LedgerLine[]): Judged[] =>
  [...groupedBy(lines, (line) => line.day.slice(0, 4)).values()]
    .filter((year) => year.length >= yearLines)
    .flatMap((year) => {
      const net = year.reduce((sum, line) => sum + (line.netMinor ?? 0), 0);
      const limit = net * (outlierShare * 100);
      return year.map((line) =>
        ofLine(line, line.netMinor !== null && line.netMinor > 0 && net > 0 && line.netMinor * 100 > limit),
      );
    });

/** What is looked for among order lines: those of the ledger, and those that were brought. */
export const judgeLines = ({ facts, ledger, scene, known }: Looked): Verdicts => {
  const { lines } = ledger;
  const rated = lines.filter((line) => line.netMinor !== null);
  const brought = facts.orderLines
    .map((line) => ({ ...line, day: scene.dayOf(line.orderedAt) }))
    .filter((line) => line.day <= scene.asOf);
  const ofBrought = (line: (typeof brought)[number], isCase: boolean): Judged => ({
    id: line.lineId,
    day: line.day,
    minor: scene.minorOrNull(line.netAmount, line.currency, line.day),
    isCase,
  });
  const ids = new Set(facts.orderLines.map((line) => line.lineId));
  const dealIds = new Set(facts.deals.map((deal) => deal.dealId));
  const paid = brought.filter((line) => !['cancelled', 'unpaid'].includes(line.status.toLowerCase()));
  const equals = groupedBy(
    paid.filter((line) => line.refundOf === '' && Number(line.netAmount) !== 0),
    (line) => JSON.stringify([line.customerId, line.day, line.productId, Number(line.netAmount), line.currency]),
  );
  return {
    lines_without_margin: rated.map((line) => ofLine(line, line.cogsMinor === null)),
    margins_assumed: rated.map((line) => ofLine(line, line.cogsAssumed)),
    lines_without_rate: lines.map((line) => ofLine(line, line.netMinor === null)),
    lines_without_product: lines.map((line) => ofLine(line, line.product === '')),
    lines_without_sales_type: lines.map((line) => ofLine(line, line.salesType === '')),
    lines_of_unknown_products: lines
      .filter((line) => line.product !== '')
      .map((line) => ofLine(line, !scene.products.has(line.product))),
    lines_of_unknown_customers: lines.map((line) => ofLine(line, !known.has(line.customer))),
    negative_lines: lines
      .filter((line) => !line.isRefund)
      .map((line) => ofLine(line, line.netMinor !== null && line.netMinor < 0)),
    outlier_lines: judgeYears(lines),
    lines_cancelled: brought.map((line) => ofBrought(line, line.status.toLowerCase() === 'cancelled')),
    lines_unpaid: brought.map((line) => ofBrought(line, line.status.toLowerCase() === 'unpaid')),
    refunds_of_unknown_lines: paid
      .filter((line) => line.refundOf !== '')
      .map((line) => ofBrought(line, !ids.has(line.refundOf))),
    lines_of_unknown_deals: paid
      .filter((line) => line.dealId !== '')
      .map((line) => ofBrought(line, !dealIds.has(line.dealId))),
    duplicate_lines: [...equals.values()].flatMap((group) =>
      sortedBy(group, (line) => [line.source, line.lineId]).map((line, at) => ofBrought(line, at > 0)),
    ),
  };
};

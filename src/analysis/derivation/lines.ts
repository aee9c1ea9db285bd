import { type Day, monthOf } from '../../model/days.ts';
import type { LedgerLine } from '../ledger.ts';
import { type LineClass, lineKey, saleFinder } from './classes.ts';
import type { SeenDeal } from './deals.ts';
import { micro, timesRatio } from './exact.ts';
import { isContractual, type PaidLine, type RankedOrder } from './orders.ts';
import { selfServiceTypes } from './policy.ts';
import type { Scene } from './scene.ts';

/** What lines look up beside facts: classes, first orders, deals. */
export type LineScene = Scene & {
  classes: Map<string, LineClass>;
  processOf: (source: string, dealId: string) => string;
  /** The first day and the channel or campaign of the customer's first order. */
  firstOrders: Map<string, RankedOrder>;
};

type Money = { net: bigint | null; cogs: bigint | null; cogsAssumed: boolean; service: bigint };

type CogsRate = { sum: bigint; count: bigint; assumed: boolean };
type CogsRates = (productId: string) => CogsRate | null;

/** Every paid line with its class, money and dimensions; a raised contract's line comes as two. */
export const ledgerLines = (scene: LineScene, lines: readonly PaidLine[]): LedgerLine[] => {
  const saleOf = saleFinder(lines);
  const rateOf = cogsRates(scene);
  const moneyOf = (line: PaidLine, sale: PaidLine | undefined) => moneyAt(scene, rateOf, line, sale);
  return lines.flatMap((line) => {
    const sale = saleOf(line);
    const given = scene.classes.get(lineKey(line.source, line.lineId));
    if (!given) return [];
    const money = moneyOf(line, sale);
    const row = { ...dimensionsOf(scene, line, sale), classBy: given.classBy };
    const raise = sale ? refundedRaise(moneyOf(sale, undefined), given.raise) : given.raise;
    if (!raise) return [{ ...row, class: given.class, ...minor(money) }];
    const raised = partOf(money, raise);
    return [
      { ...row, class: 'regular' as const, ...minor(less(money, raised)) },
      { ...row, class: 'development' as const, ...minor(raised) },
    ];
  });
};

const minor = (money: Money) => ({
  netMinor: money.net === null ? null : Number(money.net),
  cogsMinor: money.cogs === null ? null : Number(money.cogs),
  cogsAssumed: money.cogsAssumed,
  serviceMinor: Number(money.service),
});

const partOf = (money: Money, { part, whole }: { part: bigint; whole: bigint }): Money => ({
  net: money.net === null ? null : timesRatio(money.net, part, whole),
  cogs: money.cogs === null ? null : timesRatio(money.cogs, part, whole),
  cogsAssumed: money.cogsAssumed,
  service: timesRatio(money.service, part, whole),
});

const less = (money: Money, part: Money): Money => ({
  net: money.net === null || part.net === null ? null : money.net - part.net,
  cogs: money.cogs === null || part.cogs === null ? null : money.cogs - part.cogs,
  cogsAssumed: money.cogsAssumed,
  service: money.service - part.service,
});

/** A refund of a raised contract's line falls into parts as the revenue of that line did. */
const refundedRaise = (sold: Money, raise: LineClass['raise']): LineClass['raise'] => {
  const part = raise && sold.net ? partOf(sold, raise).net : 0n;
  return part ? { part, whole: sold.net ?? part } : null;
};

/** A refund is converted at its sale's rate, so that giving all of it back leaves nothing. */
const moneyAt = (scene: Scene, rateOf: CogsRates, line: PaidLine, sale: PaidLine | undefined): Money => {
  const rateDay = sale?.day ?? line.day;
  const net = scene.convert(line.netAmount, line.currency, rateDay);
  const service = line.serviceCost === null ? 0n : (scene.convert(line.serviceCost, line.currency, rateDay) ?? 0n);
  if (line.cogs !== null)
    return { net, service, cogs: scene.convert(line.cogs, line.currency, rateDay), cogsAssumed: false };
  if (net !== null && sale) {
    const sold = moneyAt(scene, rateOf, sale, undefined);
    if (sold.cogs !== null && sold.net !== null && sold.net !== 0n)
      return { net, service, cogs: timesRatio(sold.cogs, net, sold.net), cogsAssumed: sold.cogsAssumed };
  }
  const rate = rateOf(line.productId === '' ? (sale?.productId ?? '') : line.productId);
  if (net === null || !rate) return { net, service, cogs: null, cogsAssumed: false };
  return { net, service, cogs: timesRatio(net, rate.sum, rate.count * 1_000_000n), cogsAssumed: rate.assumed };
};

/** The cost of goods per unit of revenue: the product's own, else the mean of its family's products that have one. */
const cogsRates = (scene: Scene): CogsRates => {
  const families = new Map<string, CogsRate>();
  for (const { family, cogsRate } of scene.products.values()) {
    if (family === '' || cogsRate === null) continue;
    const { sum, count } = families.get(family) ?? { sum: 0n, count: 0n };
    families.set(family, { sum: sum + micro(cogsRate), count: count + 1n, assumed: true });
  }
  return (productId) => {
    const product = scene.products.get(productId);
    if (!product) return null;
    if (product.cogsRate !== null) return { sum: micro(product.cogsRate), count: 1n, assumed: false };
    return families.get(product.family) ?? null;
  };
};

const dimensionsOf = (scene: LineScene, line: PaidLine, sale: PaidLine | undefined) => {
  const own = (cell: (row: PaidLine) => string): string => cell(line) || (sale ? cell(sale) : '');
  const first = scene.firstOrders.get(line.customerId);
  const product = own((row) => row.productId);
  const known = scene.products.get(product);
  const dealId = own((row) => row.dealId);
  const usual = (row: PaidLine) => row.salesType || (scene.customers.get(row.customerId)?.salesType ?? '');
  const salesType = line.salesType || (sale && usual(sale)) || usual(line);
  const [channel, campaign] = [own((row) => row.channel), own((row) => row.campaign)];
  const cohort: Day = monthOf(first?.day ?? line.day);
  return {
    source: line.source,
    lineId: line.lineId,
    orderId: line.orderId,
    customer: line.customerId,
    day: line.day,
    isRefund: line.isRefund,
    contractual: isContractual(line) || (sale !== undefined && isContractual(sale)),
    segment: scene.segmentOf(line.customerId),
    channel,
    campaign,
    product,
    family: known?.family ?? '',
    rung: known?.rung == null ? '' : String(Number(known.rung)),
    salesType,
    process: scene.processOf(line.source, dealId),
    cohort,
    dealId,
    salesLed: dealId !== '' || (salesType !== '' && !selfServiceTypes.includes(salesType.toLowerCase())),
    marketingLed: channel !== '' || campaign !== '' || firstWithTouch(first),
  };
};

const firstWithTouch = (first: RankedOrder | undefined): boolean =>
  first?.lines.some((line) => line.channel !== '' || line.campaign !== '') ?? false;

/** The process of a deal, by its own source, else the first source that has such a deal with a process. */
export const processFinder = (deals: readonly SeenDeal[]): LineScene['processOf'] => {
  const own = new Map(deals.map((deal) => [lineKey(deal.source, deal.dealId), deal.process]));
  const any = new Map<string, { source: string; process: string }>();
  for (const deal of deals) {
    const known = any.get(deal.dealId);
    if (deal.process !== '' && (!known || deal.source < known.source)) any.set(deal.dealId, deal);
  }
  return (source, dealId) =>
    dealId === '' ? '' : own.get(lineKey(source, dealId)) || (any.get(dealId)?.process ?? '');
};

import { type DayNumber, monthsLater, theEnd, yearOf } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { CustomerLife } from './lives.ts';
import { catalogue, type Family, type Product, type ProductKey } from './products.ts';
import { developed, type LineClass, lostAfterDays, type SegmentId, segmentIds } from './targets.ts';

/** A line as planned: what was bought and about for how much; the exact amounts come later (`settleAmounts`). */
export type PlannedLine = {
  product: Product;
  quantity: number;
  /** Rubles by the price list, less a discount. */
  weight: number;
  class: LineClass;
  /** Half a year of a subscription; its price is fixed and the customer's own. */
  contract?: { from: DayNumber; to: DayNumber; monthly: number; raisedFrom?: number };
  refund?: { share: number; day: DayNumber };
  /** Kopecks, once settled. */
  net: number;
  cogs: number;
};
export type PlannedOrder = {
  /** Which of the lives. */
  buyer: number;
  segment: SegmentId;
  day: DayNumber;
  isFirst: boolean;
  isWinback: boolean;
  lines: PlannedLine[];
};

const serviceOf: Readonly<Record<SegmentId, Product>> = {
  S1: catalogue.homeService,
  S2: catalogue.cafeService,
  S3: catalogue.plantService,
  S4: catalogue.plantService,
};
const systemOf: Readonly<Record<SegmentId, Product>> = {
  S1: catalogue.homeSystem,
  S2: catalogue.cafeSystem,
  S3: catalogue.plantSystem,
  S4: catalogue.dealerKit,
};
const termMonths = 6;

const line = (product: Product, quantity: number, kind: LineClass, chance: Chance): PlannedLine => {
  const discount = chance.happens(0.3) ? chance.int(3, 12) / 100 : 0;
  const spread = product.family === 'system' ? 0.85 + chance.share() * 0.35 : 1;
  return {
    product,
    quantity,
    weight: product.price * quantity * spread * (1 - discount),
    class: kind,
    net: 0,
    cogs: 0,
  };
};

type Basket = readonly [ProductKey, number][];
const firstBasket = (life: CustomerLife, chance: Chance): Basket => {
  const isOnce = life.days.length === 1;
  if (life.isOld) {
    if (life.segment === 'S1') return [['homeSet', 1]];
    if (life.segment === 'S2') return [['cafeSet', chance.int(1, 2)]];
    if (life.segment === 'S3') return [['membranes', 1]];
    return [
      ['dealerBatch', 1],
      ['dealerKit', 1],
    ];
  }
  if (life.segment === 'S1') {
    if (isOnce && chance.happens(0.45)) return [[chance.happens(0.25) ? 'kit' : 'homeTest', 1]];
    const filter = chance.weighted({ sinkFilter: 6, homeSet: 3, mainCartridge: 2 });
    return chance.happens(0.18)
      ? [
          ['homeTest', 1],
          [filter, 1],
        ]
      : [[filter, 1]];
  }
  if (life.segment === 'S2') {
    const test: Basket = chance.happens(0.4) ? [['cafeTest', 1]] : [];
    return chance.happens(0.5)
      ? [...test, ['cafeSystem', 1], ['cafeSet', 1]]
      : [...test, ['cafeFilter', 1], ['cafeSet', 1]];
  }
  if (life.segment === 'S3')
    return [
      ['labTest', 1],
      ['plantSystem', 1],
      ['membranes', chance.int(1, 2)],
    ];
  return [
    ['dealerBatch', chance.int(1, 2)],
    ['dealerKit', 1],
  ];
};

const regularBasket = (segment: SegmentId, owned: ReadonlySet<Family>, chance: Chance): Basket => {
  if (segment === 'S1') {
    if (!owned.has('filter')) return [['homeTest', 1]];
    return [[chance.weighted({ homeSet: 6, mainCartridge: 3, sinkFilter: 1 }), 1]];
  }
  if (segment === 'S2') {
    const test: Basket = owned.has('test') && chance.happens(0.25) ? [['cafeTest', 1]] : [];
    return [...test, ['cafeSet', chance.weighted({ 1: 8, 2: 2 }) === '1' ? 1 : 2]];
  }
  if (segment === 'S3') {
    const test: Basket = owned.has('test') && chance.happens(0.3) ? [['labTest', 1]] : [];
    return [...test, ['membranes', 1]];
  }
  const batch: Basket = [['dealerBatch', 1]];
  return chance.happens(0.12) ? [...batch, ['dealerKit', 1]] : batch;
};

const winbackBasket = (segment: SegmentId, chance: Chance): Basket => {
  if (segment === 'S1') return [[chance.happens(0.5) ? 'homeSet' : 'sinkFilter', 1]];
  if (segment === 'S2')
    return chance.happens(0.28)
      ? [
          ['cafeSystem', 1],
          ['cafeSet', 1],
        ]
      : [['cafeFilter', 1]];
  return [['plantSystem', 1]];
};

/** The orders of one life, classed by the rules: first, win-back after a loss, regular otherwise. */
const ordersOf = (life: CustomerLife, buyer: number, chance: Chance): PlannedOrder[] => {
  const owned = new Set<Family>();
  return life.days.map((day, at) => {
    const before = life.days[at - 1];
    const isFirst = before === undefined;
    const isWinback = before !== undefined && day > before + lostAfterDays;
    const basket = isFirst
      ? firstBasket(life, chance)
      : isWinback
        ? winbackBasket(life.segment, chance)
        : regularBasket(life.segment, owned, chance);
    // What an old customer bought first by the records was not its first purchase, and the file says so.
    const kind = isWinback ? 'winback' : isFirst && !life.isOld ? 'first' : 'regular';
    const lines = basket.map(([key, quantity]) => line(catalogue[key], quantity, kind, chance));
    for (const { product } of lines) owned.add(product.family);
    return { buyer, segment: life.segment, day, isFirst, isWinback, lines };
  });
};

const contractLine = (
  product: Product,
  from: DayNumber,
  kind: LineClass,
  monthly: number,
  raisedFrom?: number,
): PlannedLine => ({
  product,
  quantity: termMonths,
  weight: monthly * termMonths,
  class: kind,
  contract: { from, to: monthsLater(from, termMonths) - 1, monthly, ...(raisedFrom ? { raisedFrom } : {}) },
  net: monthly * termMonths * 100,
  cogs: Math.round(monthly * termMonths * 100 * product.cogsRate),
});

/** Those whose life goes on without a break to the end: only they subscribe, so that contracts keep nobody who was lost. */
const isSteady = (life: CustomerLife): boolean =>
  !life.hasBreak && (life.fate === 'kept' || life.fate === 'fresh') && (life.days.at(-1) ?? 0) > theEnd - 121;

type Book = { life: CustomerLife; orders: PlannedOrder[]; developedIn: Set<number> };

/** Adds a subscription that begins with the order and is renewed every half a year to the end. */
const subscribe = (book: Book, order: PlannedOrder, kind: LineClass): void => {
  const product = serviceOf[book.life.segment];
  order.lines.push(contractLine(product, order.day, kind, product.price));
  const { buyer, segment } = order;
  for (let term = 1; ; term += 1) {
    const day = monthsLater(order.day, termMonths * term);
    if (day >= theEnd) break;
    const renewal = contractLine(product, day, 'regular', product.price);
    book.orders.push({ buyer, segment, day, isFirst: false, isWinback: false, lines: [renewal] });
  }
};

const owns = (book: Book, family: Family): boolean =>
  book.orders.some((order) => order.lines.some((each) => each.product.family === family));

/** How many customers subscribed with their first recorded order, and how many pay a raised price, by year. */
const subscribersAtFirst: Readonly<Record<SegmentId, number>> = { S1: 40, S2: 48, S3: 14, S4: 0 };
const raises: Readonly<Record<2023 | 2024 | 2025, number>> = { 2023: 0, 2024: 4, 2025: 6 };
/** Part of a year's developed customers who took a system (the others subscribe). */
const systemShare: Readonly<Record<SegmentId, number>> = { S1: 0.82, S2: 0.46, S3: 0, S4: 0 };

/** Raises the monthly price of one renewal in the year and of those after it. */
const raisePrice = (book: Book, year: number): boolean => {
  const terms = book.orders.flatMap((order) =>
    order.lines.filter((each) => each.contract).map((each) => ({ order, each })),
  );
  const at = terms.findIndex(
    ({ order, each }, index) => index > 0 && yearOf(order.day) === year && each.class === 'regular',
  );
  if (at < 0) return false;
  for (const [index, { order, each }] of terms.entries()) {
    if (index < at) continue;
    const monthly = Math.round((each.product.price * 1.28) / 100) * 100;
    order.lines = order.lines.map((old) =>
      old === each
        ? contractLine(each.product, order.day, 'regular', monthly, index === at ? each.product.price : undefined)
        : old,
    );
  }
  return true;
};

const develop = (book: Book, year: number, family: 'system' | 'service' | 'project', chance: Chance): boolean => {
  if (owns(book, family)) return false;
  const chosen = book.orders.filter(
    (order) =>
      yearOf(order.day) === year &&
      !order.isFirst &&
      order.lines.every((each) => each.class === 'regular' && !each.contract),
  );
  if (chosen.length === 0) return false;
  const order = chance.pick(chosen);
  if (family === 'service') subscribe(book, order, 'development');
  else {
    const product = family === 'system' ? systemOf[book.life.segment] : catalogue.waterService;
    order.lines.push(line(product, 1, 'development', chance));
  }
  return true;
};

const developSegment = (books: Book[], segment: SegmentId, year: 2023 | 2024 | 2025, chance: Chance): void => {
  let left = developed[year][segment];
  let raisesLeft = segment === 'S2' ? raises[year] : 0;
  let systems = Math.round((left - raisesLeft) * systemShare[segment]);
  for (const book of chance.shuffled(books)) {
    if (left === 0) return;
    if (book.life.segment !== segment || !isSteady(book.life) || book.life.fate !== 'kept') continue;
    if (raisesLeft > 0) {
      if (!raisePrice(book, year)) continue;
      raisesLeft -= 1;
    } else if (segment === 'S3') {
      if (!develop(book, year, 'project', chance)) continue;
    } else if (systems > 0) {
      if (!develop(book, year, 'system', chance)) continue;
      systems -= 1;
    } else if (!develop(book, year, 'service', chance)) continue;
    book.developedIn.add(year);
    left -= 1;
  }
  if (left > 0) throw new RangeError(`${left} customers of ${segment} have nothing to grow into in ${year}`);
};

/** Gives about three of a hundred lines back, within the year they were sold in. */
const refundSome = (orders: PlannedOrder[], chance: Chance): void => {
  for (const order of orders)
    for (const each of order.lines) {
      const isPlain = !each.contract && each.class !== 'development';
      if (!isPlain || !chance.happens(0.033)) continue;
      const day = order.day + chance.int(3, 21);
      if (day >= theEnd || yearOf(day) !== yearOf(order.day)) continue;
      each.refund = { share: chance.happens(0.4) ? 1 : chance.int(2, 6) / 10, day };
    }
};

/** Everything that was ordered, in time, with the class each line will have by the rules. */
export const planOrders = (lives: readonly CustomerLife[]): PlannedOrder[] => {
  const chance = chanceOf('orders');
  const books = lives.map(
    (life, buyer): Book => ({ life, orders: ordersOf(life, buyer, chance), developedIn: new Set() }),
  );
  for (const segment of segmentIds) {
    const steady = books.filter(
      (book) => book.life.segment === segment && isSteady(book.life) && book.life.fate === 'kept',
    );
    for (const book of chance.shuffled(steady).slice(0, subscribersAtFirst[segment])) {
      const first = book.orders[0];
      if (first) subscribe(book, first, book.life.isOld ? 'regular' : 'first');
    }
    for (const year of [2023, 2024, 2025] as const) developSegment(books, segment, year, chance);
  }
  const orders = books.flatMap((book) => book.orders).sort((a, b) => a.day - b.day || a.buyer - b.buyer);
  refundSome(orders, chance);
  return orders;
};

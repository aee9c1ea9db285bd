/** What the demo company's year 2025 comes to: every number here is reached by the generated facts, by the product's own rules. */

export const segmentIds = ['S1', 'S2', 'S3', 'S4'] as const;
export type SegmentId = (typeof segmentIds)[number];
export type BySegment = Readonly<Record<SegmentId, number>>;
export type LineClass = 'first' | 'regular' | 'development' | 'winback';
export const lineClasses: readonly LineClass[] = ['first', 'regular', 'development', 'winback'];

export const segmentNames: Readonly<Record<SegmentId, string>> = {
  S1: 'Частные дома',
  S2: 'HoReCa: кофейни и рестораны',
  S3: 'Малые производства',
  S4: 'Дилеры-монтажники',
};

export const channels = {
  paidSearch: 'Платный поиск',
  marketplace: 'Маркетплейс',
  content: 'Контент и SEO',
  partners: 'Партнёры',
  referral: 'Рекомендации и другое',
} as const;
export type ChannelId = keyof typeof channels;

/** Net revenue of 2025 in rubles, refunds taken off. */
export const revenue: Readonly<Record<LineClass, BySegment>> = {
  first: { S1: 7_130_000, S2: 11_328_000, S3: 9_020_000, S4: 1_305_000 },
  regular: { S1: 17_110_000, S2: 22_752_000, S3: 12_180_000, S4: 22_080_000 },
  development: { S1: 8_804_000, S2: 5_568_000, S3: 11_550_000, S4: 0 },
  winback: { S1: 756_000, S2: 994_000, S3: 520_000, S4: 0 },
};
export const grossMargin: Readonly<Record<LineClass, number>> = {
  first: 0.33,
  regular: 0.44,
  development: 0.34,
  winback: 0.4,
};
/** How large revenue of 2024 was beside 2025, by class and segment; that of 2023 is what its orders come to. */
export const revenueOf2024 = (kind: LineClass, segment: SegmentId): number =>
  kind === 'regular' && segment === 'S1' ? 0.7 : 0.925;
/** How large all cost was beside 2025. */
export const costBeside2025 = { 2023: 0.6, 2024: 0.86, 2025: 1 } as const;

/** New customers of 2025 by the channel of their first order. */
export const newByChannel: Readonly<Record<SegmentId, Readonly<Record<ChannelId, number>>>> = {
  S1: { paidSearch: 545, marketplace: 230, content: 150, partners: 105, referral: 120 },
  S2: { paidSearch: 30, marketplace: 0, content: 20, partners: 42, referral: 4 },
  S3: { paidSearch: 13, marketplace: 0, content: 8, partners: 1, referral: 0 },
  S4: { paidSearch: 0, marketplace: 0, content: 1, partners: 5, referral: 3 },
};
/** New customers of 2025 who reached a result. */
export const activated: BySegment = { S1: 900, S2: 84, S3: 20, S4: 8 };
export const developed: Readonly<Record<2023 | 2024 | 2025, BySegment>> = {
  2023: { S1: 20, S2: 18, S3: 3, S4: 0 },
  2024: { S1: 57, S2: 54, S3: 6, S4: 0 },
  2025: { S1: 62, S2: 58, S3: 7, S4: 0 },
};
/** Lost customers somebody tried to win back in 2025, those who came back included. */
export const winbackAttempts: BySegment = { S1: 560, S2: 70, S3: 10, S4: 0 };
/** Active at the beginning of 2025, and those of them still active at its end. */
export const opening: BySegment = { S1: 980, S2: 290, S3: 100, S4: 40 };
export const retained: BySegment = { S1: 745, S2: 244, S3: 87, S4: 36 };
/** Customer-years of active customers in 2025. */
export const exposure: BySegment = { S1: 1240, S2: 300, S3: 102, S4: 40 };
/** Forecast value of a customer, including the first margin, at `discountRate`. */
export const cltv: BySegment = { S1: 12_818, S2: 103_667, S3: 312_000, S4: 957_600 };
export const discountRate = 0.2;
export const lostAfterDays = 180;
export const atRiskAfterDays = 120;

/** What the company sells: a ladder of five families, each step closer to «платите за показатель, а не за железо». */
export type Product = {
  id: string;
  name: string;
  family: Family;
  rung: 1 | 2 | 3 | 4 | 5;
  /** Rubles without VAT; of a subscription, a month. */
  price: number;
  cogsRate: number;
  /** The kind of interaction that proves the product's result. */
  resultKind: string;
};
export type Family = keyof typeof families;

const families = {
  test: { name: 'Анализ воды', rung: 1, cogsRate: 0.45, resultKind: 'report_delivered_and_read' },
  filter: { name: 'Фильтры и картриджи', rung: 2, cogsRate: 0.62, resultKind: 'second_order_or_positive_feedback' },
  system: { name: 'Система под ключ', rung: 3, cogsRate: 0.66, resultKind: 'control_measurement_ok_day30' },
  service: { name: 'Сервис-подписка с замерами', rung: 4, cogsRate: 0.48, resultKind: '3_measurements_in_norm' },
  project: { name: 'Вода как услуга', rung: 5, cogsRate: 0.71, resultKind: 'cost_per_litre_target_met' },
} as const;

export const familyName = (family: Family): string => families[family].name;
export const resultKinds: readonly string[] = Object.values(families).map((family) => family.resultKind);

const product = (id: string, family: Family, name: string, price: number): Product => {
  const { rung, cogsRate, resultKind } = families[family];
  return { id, name, family, rung, price, cogsRate, resultKind };
};

export const catalogue = {
  kit: product('P1-01', 'test', 'Экспресс-набор «Проверь воду»', 990),
  homeTest: product('P1-02', 'test', 'Анализ воды, 14 показателей', 4_900),
  cafeTest: product('P1-03', 'test', 'Анализ воды для кофе: жёсткость, щёлочность, TDS', 5_900),
  labTest: product('P1-04', 'test', 'Протокол лаборатории для производства', 18_900),
  homeSet: product('P2-01', 'filter', 'Комплект картриджей для дома', 4_900),
  mainCartridge: product('P2-02', 'filter', 'Картридж магистральный', 3_400),
  sinkFilter: product('P2-03', 'filter', 'Фильтр под мойку', 6_900),
  cafeSet: product('P2-04', 'filter', 'Картриджи для кофемашины, комплект', 7_400),
  cafeFilter: product('P2-05', 'filter', 'Фильтр-умягчитель для бара', 24_500),
  membranes: product('P2-06', 'filter', 'Мембраны обратного осмоса', 19_500),
  dealerBatch: product('P2-07', 'filter', 'Партия картриджей для монтажников', 42_000),
  homeSystem: product('P3-01', 'system', 'Система под ключ «Дом»', 165_000),
  cafeSystem: product('P3-02', 'system', 'Система под ключ «Кофейня»', 185_000),
  plantSystem: product('P3-03', 'system', 'Система под ключ «Цех»', 390_000),
  dealerKit: product('P3-04', 'system', 'Комплект системы для монтажника', 74_000),
  homeService: product('P4-01', 'service', 'Сервис-подписка «Дом»', 1_190),
  cafeService: product('P4-02', 'service', 'Сервис-подписка «Кофейня»', 7_900),
  plantService: product('P4-03', 'service', 'Сервис-подписка «Производство»', 12_900),
  waterService: product('P5-01', 'project', 'Вода как услуга, инженерный проект', 1_650_000),
} as const satisfies Record<string, Product>;
export type ProductKey = keyof typeof catalogue;

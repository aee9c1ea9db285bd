import { type Part, placed, words } from '../../analysis/blueprint/defaults/writing.ts';

/** The value pyramid: P1→P2, P1→P3, P2→P3, P3→P4, P3→P5, P4→P5. */
export const rungs: NonNullable<Part['rungs']> = placed({
  P1: {
    name: words('Анализ воды', 'Water test'),
    level: 1,
    products: ['Анализ воды'],
    goal: words('Понять, что с водой', 'Know what is wrong'),
    resultKind: 'report_delivered_and_read',
    price: 4_900,
    margin: 0.55,
  },
  P2: {
    name: words('Фильтры и картриджи', 'Filters and cartridges'),
    level: 2,
    products: ['Фильтры и картриджи'],
    goal: words('Пить и готовить на хорошей воде', 'Drink and cook with good water'),
    resultKind: 'second_order_or_positive_feedback',
    price: 6_100,
    margin: 0.38,
    prerequisites: ['P1'],
  },
  P3: {
    name: words('Система под ключ', 'Turnkey system'),
    level: 3,
    products: ['Система под ключ'],
    goal: words('Стабильный показатель на объекте', 'A stable reading on site'),
    resultKind: 'control_measurement_ok_day30',
    price: 185_000,
    margin: 0.34,
    prerequisites: ['P1', 'P2'],
    value: {
      reference: 140_000,
      referenceName: words('Своё железо и приходящий сервисник', 'Own hardware and a visiting technician'),
      better: [
        {
          text: words('Меньше ремонтов кофемашин за три года', 'Fewer machine repairs in three years'),
          amount: 36_000,
        },
        {
          text: words('Меньше простоев и переделанных чашек', 'Less downtime and fewer cups made again'),
          amount: 54_000,
        },
      ],
      worse: [
        {
          text: words('Место под систему и одна ночь на монтаж', 'Room for the system and a night of installation'),
          amount: 18_000,
        },
      ],
    },
  },
  P4: {
    name: words('Сервис-подписка с замерами', 'Service subscription with measurements'),
    level: 4,
    products: ['Сервис-подписка с замерами'],
    goal: words('Ноль простоев и забот', 'Zero downtime and worry'),
    resultKind: '3_measurements_in_norm',
    price: 7_900,
    per: 'month',
    margin: 0.52,
    prerequisites: ['P3'],
  },
  P5: {
    name: words('Вода как услуга, инженерный проект', 'Water as a service, engineering project'),
    level: 5,
    products: ['Вода как услуга'],
    goal: words('Снизить стоимость литра и отдать ответственность', 'Cut cost per litre and outsource responsibility'),
    resultKind: 'cost_per_litre_target_met',
    price: 1_650_000,
    margin: 0.29,
    prerequisites: ['P3', 'P4'],
  },
});

export const scenarios: NonNullable<Part['scenarios']> = {
  flow: {
    name: words('Возобновляемый поток', 'Recurring flow'),
    text: words(
      'К концу 2027 года компания живёт на возобновляемом потоке: RR 14 млн ₽ в месяц, собственник не участвует в продажах, каждая десятая кофейня города под измерением',
      'By the end of 2027 the company lives on recurring flow: RR 14 m RUB a month, the owner is out of selling, every tenth café in the city is under measurement',
    ),
    due: '2027-12-31',
  },
};

const year2025 = { from: '2025-01-01', to: '2026-01-01' };

/** G1–G5 of the company, and the inflow of cafés that G1 rests on: 8 a month now, 14 needed. */
export const goals: NonNullable<Part['goals']> = placed({
  G1: {
    name: words('RR в месяц', 'RR per month'),
    metric: 'rr',
    per: 'month',
    base: 8_337_000,
    basePeriod: year2025,
    target: 14_000_000,
    due: '2027-12-31',
    owner: 'cco',
    scenario: 'flow',
  },
  G2: {
    name: words('CLTV-прогноз HoReCa', 'CLTV forecast HoReCa'),
    metric: 'cltv_forecast',
    segment: 'S2',
    base: 103_667,
    basePeriod: year2025,
    target: 140_000,
    due: '2027-12-31',
    owner: 'cco',
    scenario: 'flow',
  },
  G3: {
    name: words('NMC за год', 'NMC per year'),
    metric: 'nmc',
    base: 26_380_000,
    basePeriod: year2025,
    target: 40_000_000,
    due: '2027-12-31',
    owner: 'marketing_head',
    scenario: 'flow',
  },
  G4: {
    name: words('Доля вышедших на результат', 'Activation rate'),
    metric: 'activation_rate',
    base: 0.792,
    basePeriod: year2025,
    target: 0.9,
    due: '2026-12-31',
    owner: 'cco',
    scenario: 'flow',
  },
  G5: {
    name: words('Доля платного поиска в новых клиентах', 'Paid search share of new customers'),
    metric: 'paid_search_share',
    base: 0.46,
    basePeriod: year2025,
    target: 0.3,
    due: '2026-12-31',
    owner: 'marketing_head',
    scenario: 'flow',
  },
  G6: {
    name: words('Новых кофеен в месяц: 14 вместо 8', 'New cafés a month: 14 in place of 8'),
    metric: 'customers_new',
    segment: 'S2',
    base: 96,
    basePeriod: year2025,
    target: 168,
    due: '2026-12-31',
    owner: 'sales_head',
    scenario: 'flow',
  },
});

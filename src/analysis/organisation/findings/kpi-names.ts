import type { MetricId } from '../../../model/metric-words.ts';
import { say } from '../words.ts';

/**
 * What the metrics that pull against each other are called, as the catalogue calls them (a test holds them equal).
 *
 * The catalogue itself is not read here: it brings the statistics with it, which a browser that only draws has no need of.
 */
export const kpiNames = {
  customers_new: say('Новые клиенты', 'New customers'),
  win_rate: say('Доля выигрываемых сделок', 'Win rate'),
  win_rate_closed: say('Выиграно из закрытых', 'Won of closed deals'),
  cac_ads_only: say('CAC рекламный', 'CAC, ads only'),
  unit_cost_acquisition: say('Стоимость привлечения клиента (CAC)', 'Customer acquisition cost (CAC)'),
  activation_rate: say('Доля вышедших на результат', 'Activation rate'),
  net_revenue: say('Чистая выручка', 'Net revenue'),
  gross_margin: say('Рентабельность по валовой прибыли', 'Gross margin'),
  dso_days: say('Срок оборота дебиторской задолженности', 'Days sales outstanding'),
  unit_cost_activation: say('Стоимость выведения на результат', 'Cost per activation'),
  unit_cost_retention: say('Стоимость удержания клиента', 'Cost per retained customer'),
  retention_rate: say('Доля удержанных', 'Retention rate'),
  nmc: say('NMC — чистый маркетинговый вклад', 'Net marketing contribution (NMC)'),
} as const satisfies Partial<Record<MetricId, unknown>>;
export type RivalKpi = keyof typeof kpiNames;

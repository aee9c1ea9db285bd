import { returnOn } from '../statistics/credit.ts';
import {
  type Cell,
  costReason,
  gross,
  type Metric,
  marginNote,
  marginReason,
  net,
  type Outcome,
  ratio,
  text,
  unallocatedNote,
  unassignedNote,
  unless,
  withNotes,
} from './metric.ts';

const best = text('Best, «Market-Based Management»', 'Best, “Market-Based Management”');
const empty = text(
  'Нет числа без себестоимости или без единой строки затрат.',
  'None without the cost of goods, or without any cost line.',
);

const reasonOf = (cell: Cell) => marginReason(cell.now) ?? costReason(cell);
const marked = (cell: Cell, outcome: Outcome): Outcome =>
  withNotes(outcome, marginNote(cell.now), unassignedNote(cell.now.costs));

const nmc = ({ now }: Cell): number => gross(now) - now.costs.expense;

const evidence = text(
  'Степень доказательности D: по правилу. Валовая прибыль строк, где участвовал только маркетинг, — его, только продажи — их, где оба — пополам (Шепли); где никто — ничья. Это не прирост, измеренный опытом.',
  'Evidence level D, by rule: gross profit of lines only marketing took part in is marketing’s, only sales sales’, both: halves (Shapley); neither: nobody’s. It is not an increment measured by an experiment.',
);

export const returnMetrics: readonly Metric[] = [
  {
    id: 'nmc',
    unit: 'money',
    name: text('NMC — чистый маркетинговый вклад', 'Net marketing contribution (NMC)'),
    short: text('NMC', 'NMC'),
    formula: text('Валовая прибыль − затраты на маркетинг и продажи', 'Gross profit − marketing and sales expense'),
    meaning: text(
      'Что остаётся от валовой прибыли после всего, что потрачено на клиентов. Главный итог конвейера.',
      'What is left of gross profit after all that was spent on customers: the conveyor’s bottom line.',
    ),
    inputs: ['gross_profit', 'expense'],
    worked: '{gross_profit} − {expense}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: best,
    ambiguity: text(
      'NMC по Бесту: затраты — все классы, кроме «не маркетинг и продажи», вместе с продажами. Доля валовой прибыли, вызванная маркетингом, — другое число.',
      'NMC as Best has it: expense is every class but outside, sales included. The share of gross profit caused by marketing is another number.',
    ),
    compute: (cell) => unless(reasonOf(cell), () => marked(cell, { value: nmc(cell) })),
  },
  {
    id: 'marketing_ros',
    unit: 'ratio',
    name: text('Маркетинговая рентабельность выручки', 'Marketing ROS'),
    short: text('Маркетинговая ROS', 'Marketing ROS'),
    formula: text('NMC ÷ чистая выручка', 'NMC ÷ net revenue'),
    meaning: text(
      'Сколько копеек с рубля выручки остаётся после маркетинга и продаж.',
      'How much of each unit of revenue is left after marketing and sales.',
    ),
    inputs: ['nmc', 'net_revenue'],
    worked: '{nmc} ÷ {net_revenue}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: best,
    compute: (cell) => unless(reasonOf(cell), () => marked(cell, ratio(nmc(cell), net(cell.now)))),
  },
  {
    id: 'marketing_roi',
    unit: 'ratio',
    name: text('Маркетинговый ROI', 'Marketing ROI'),
    short: text('Маркетинговый ROI', 'Marketing ROI'),
    formula: text('NMC ÷ затраты на маркетинг и продажи', 'NMC ÷ marketing and sales expense'),
    meaning: text(
      'Сколько чистого вклада приносит рубль, потраченный на маркетинг и продажи.',
      'How much net contribution a unit spent on marketing and sales brings.',
    ),
    inputs: ['nmc', 'expense'],
    worked: '{nmc} ÷ {expense}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: best,
    ambiguity: text(
      'Затраты вычтены один раз, в NMC. Формула (NMC − затраты) ÷ затраты вычитает их дважды.',
      'Expense is subtracted once, within NMC. (NMC − expense) ÷ expense would subtract it twice.',
    ),
    compute: (cell) => unless(reasonOf(cell), () => marked(cell, ratio(nmc(cell), cell.now.costs.expense))),
  },
  {
    id: 'romi',
    unit: 'ratio',
    name: text('ROMI — возврат на маркетинг', 'ROMI'),
    short: text('ROMI', 'ROMI'),
    formula: text(
      '(Валовая прибыль, отнесённая на маркетинг − затраты на маркетинг) ÷ затраты на маркетинг',
      '(Gross profit credited to marketing − marketing cost) ÷ marketing cost',
    ),
    meaning: text(
      'Сколько вернулось на рубль маркетинга сверх самого рубля. Считается от прибыли, а не от выручки.',
      'What came back per unit of marketing beyond the unit itself. Of profit, not of revenue.',
    ),
    inputs: ['gross_marketing', 'gross_both', 'credit_marketing', 'cost_marketing'],
    worked: '({credit_marketing} − {cost_marketing}) ÷ {cost_marketing}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: text('Фаррис и др., Marketing Metrics', 'Farris et al., Marketing Metrics'),
    ambiguity: evidence,
    settings: ['shared_split'],
    compute: (cell) =>
      unless(reasonOf(cell), () => {
        const { costs, led } = cell.now;
        if (costs.marketing <= 0) return { reason: 'no_denominator' };
        const value = returnOn(led.marketing + led.both / 2, costs.marketing);
        return withNotes(marked(cell, { value }), 'attribution_rule', unallocatedNote(costs));
      }),
  },
  {
    id: 'ros_investment',
    unit: 'ratio',
    name: text('ROS — возврат на инвестиции в продажи', 'Return on sales investment (ROS)'),
    short: text('ROS', 'ROS'),
    formula: text(
      '(Валовая прибыль, отнесённая на продажи − затраты на продажи) ÷ затраты на продажи',
      '(Gross profit credited to sales − sales cost) ÷ sales cost',
    ),
    meaning: text(
      'Сколько вернулось на рубль, вложенный в продавцов и сопровождение.',
      'What came back per unit put into selling and serving.',
    ),
    inputs: ['gross_sales', 'gross_both', 'credit_sales', 'cost_sales'],
    worked: '({credit_sales} − {cost_sales}) ÷ {cost_sales}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: text(
      'Метод F8: возврат на инвестиции в продажи (не рентабельность продаж)',
      'The F8 method: return on sales investment (not return on sales)',
    ),
    ambiguity: text(
      `Это не рентабельность продаж (прибыль ÷ выручка). Заказы без продавца в расчёт не входят. ${evidence.ru}`,
      `This is not return on sales (profit ÷ revenue). Orders without a seller are not in it. ${evidence.en}`,
    ),
    settings: ['shared_split'],
    compute: (cell) =>
      unless(reasonOf(cell), () => {
        const { costs, led } = cell.now;
        if (costs.sales <= 0) return { reason: 'no_denominator' };
        const value = returnOn(led.sales + led.both / 2, costs.sales);
        return withNotes(marked(cell, { value }), 'attribution_rule', unallocatedNote(costs));
      }),
  },
  {
    id: 'joint_return',
    unit: 'ratio',
    name: text('Совместный возврат маркетинга и продаж', 'Joint return of marketing and sales'),
    short: text('Совместный возврат', 'Joint return'),
    formula: text(
      '(Вся валовая прибыль − маркетинг − продажи) ÷ (маркетинг + продажи)',
      '(All gross profit − marketing − sales) ÷ (marketing + sales)',
    ),
    meaning: text(
      'Общий возврат: делить прибыль между маркетингом и продажами не нужно. Главное число возврата.',
      'The return of both together, with no need to divide profit between them: the headline return.',
    ),
    inputs: ['gross_profit', 'expense'],
    worked: '({gross_profit} − {expense}) ÷ {expense}',
    needs: ['lines', 'costs', 'presence'],
    empty,
    better: 'higher',
    source: text('Best, «Market-Based Management» (Marketing ROI)', 'Best, “Market-Based Management” (Marketing ROI)'),
    ambiguity: text(
      'Со всей валовой прибылью равен маркетинговому ROI Беста.',
      'With all gross profit it equals Best’s marketing ROI.',
    ),
    compute: (cell) => unless(reasonOf(cell), () => marked(cell, ratio(nmc(cell), cell.now.costs.expense))),
  },
];

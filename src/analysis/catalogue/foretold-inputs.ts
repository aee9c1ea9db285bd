import type { ModelNote } from '../../model/metric-words.ts';
import { minorDigits } from '../../model/money.ts';
import { type ToldLife, toldLife } from './foretold.ts';
import { yearCostGaps, yearMarginGaps } from './gaps.ts';
import type { Input } from './inputs.ts';
import { type Cell, text } from './metric.ts';

/** A cell's lives by the model asked for, money in minor units; null where it does not speak. */
const lifeOf = (cell: Cell, by?: ModelNote): ToldLife | null => {
  const life = toldLife(cell, 10 ** minorDigits(cell.settings.currency));
  return 'why' in life || (by && life.by !== by) ? null : life;
};

/** What models of purchases and of contracts put into the worth of customers. */
export const foretoldInputs = {
  model_first: {
    name: text('Маржа первого заказа нового клиента', 'Margin of a new customer’s first order'),
    unit: 'money',
    value: (cell) => lifeOf(cell, 'by_model')?.first ?? null,
    gaps: yearMarginGaps,
  },
  model_repeats: {
    name: text(
      'Повторные заказы нового клиента за всю жизнь, дисконтированные (модель)',
      'A new customer’s repeat orders over its life, discounted (model)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell, 'by_model')?.times ?? null,
  },
  model_order: {
    name: text('Выручка повторного заказа (модель)', 'Revenue of a repeat order (model)'),
    unit: 'money',
    value: (cell) => lifeOf(cell, 'by_model')?.each ?? null,
  },
  contract_price: {
    name: text('Цена договора нового клиента в месяц', 'Price of a new customer’s contract a month'),
    unit: 'money',
    value: (cell) => lifeOf(cell, 'by_contract_model')?.each ?? null,
  },
  contract_months: {
    name: text(
      'Месяцы, оплаченные новым клиентом за всю жизнь, дисконтированные (модель)',
      'Months a new customer pays over its life, discounted (model)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell, 'by_contract_model')?.times ?? null,
  },
  model_residual: {
    name: text(
      'Дисконтированная выручка нынешних клиентов впереди (модель)',
      'Discounted revenue of present customers to come (model)',
    ),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.residual ?? null,
  },
  year_share: {
    name: text(
      'Доля вклада в выручке регулярных и развития за 12 месяцев',
      'Contribution’s share of regular and development revenue, 12 months',
    ),
    unit: 'ratio',
    rows: 'lines:rr',
    value: (cell) => lifeOf(cell)?.share ?? null,
    gaps: (cell) => [...yearMarginGaps(cell), ...yearCostGaps(cell)],
  },
} satisfies Record<string, Input>;

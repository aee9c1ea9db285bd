import { minorDigits } from '../../model/money.ts';
import { type ToldLife, toldLife } from './foretold.ts';
import { yearCostGaps, yearMarginGaps } from './gaps.ts';
import type { Input } from './inputs.ts';
import { type Cell, text } from './metric.ts';

/** A cell's lives by its model, money in minor units; null where none speaks. */
const lifeOf = (cell: Cell): ToldLife | null => {
  const life = toldLife(cell, 10 ** minorDigits(cell.settings.currency));
  return 'why' in life ? null : life;
};
const toldMoney = (cell: Cell, name: 'order_value' | 'residual_value'): number | null => {
  const life = lifeOf(cell);
  return life && life.told[name] * life.scale;
};

/** What a model of purchases puts into the worth of customers. */
export const foretoldInputs = {
  model_first: {
    name: text('Маржа первого заказа нового клиента', 'Margin of a new customer’s first order'),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.first ?? null,
    gaps: yearMarginGaps,
  },
  model_repeats: {
    name: text(
      'Повторные заказы нового клиента за всю жизнь, дисконтированные (модель)',
      'A new customer’s repeat orders over its life, discounted (model)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell)?.told.repeat_orders ?? null,
  },
  model_order: {
    name: text('Выручка повторного заказа (модель)', 'Revenue of a repeat order (model)'),
    unit: 'money',
    value: (cell) => toldMoney(cell, 'order_value'),
  },
  model_residual: {
    name: text(
      'Дисконтированная выручка нынешних клиентов впереди (модель)',
      'Discounted revenue of present customers to come (model)',
    ),
    unit: 'money',
    value: (cell) => toldMoney(cell, 'residual_value'),
  },
  year_share: {
    name: text('Доля вклада в повторной выручке за 12 месяцев', 'Contribution’s share of repeat revenue, 12 months'),
    unit: 'ratio',
    rows: 'lines:rr',
    value: (cell) => lifeOf(cell)?.share ?? null,
    gaps: (cell) => [...yearMarginGaps(cell), ...yearCostGaps(cell)],
  },
} satisfies Record<string, Input>;

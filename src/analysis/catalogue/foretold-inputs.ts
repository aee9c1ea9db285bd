import { minorDigits } from '../../model/money.ts';
import { toldLife } from './foretold.ts';
import { yearCostGaps, yearMarginGaps } from './gaps.ts';
import type { Input } from './inputs.ts';
import type { ToldLife } from './lives.ts';
import { type Cell, text } from './metric.ts';

/** A cell's lives by models, money in minor units; null where none speaks. */
const lifeOf = (cell: Cell): ToldLife | null => {
  const life = toldLife(cell, 10 ** minorDigits(cell.settings.currency));
  return 'why' in life ? null : life;
};

/** What models of purchases and of contracts put into the worth of customers. */
export const foretoldInputs = {
  model_first: {
    name: text('Маржа первого заказа нового клиента', 'Margin of a new customer’s first order'),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.orders?.first ?? null,
    gaps: yearMarginGaps,
  },
  model_repeats: {
    name: text(
      'Повторные заказы нового клиента за всю жизнь, дисконтированные (модель)',
      'A new customer’s repeat orders over its life, discounted (model)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell)?.orders?.times ?? null,
  },
  model_order: {
    name: text('Выручка повторного заказа (модель)', 'Revenue of a repeat order (model)'),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.orders?.each ?? null,
  },
  contract_price: {
    name: text('Цена договора нового клиента в месяц', 'Price of a new customer’s contract a month'),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.contracts?.each ?? null,
  },
  contract_months: {
    name: text(
      'Месяцы, оплаченные новым клиентом за всю жизнь, дисконтированные (модель)',
      'Months a new customer pays over its life, discounted (model)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell)?.contracts?.times ?? null,
  },
  model_orders_begun: {
    name: text(
      'Клиенты с покупками без договора на одного нового (пришедшие к ним позже — с дисконтом за отсрочку)',
      'Customers with purchases without a contract per new one (those who come to them later discounted for the delay)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell)?.orders?.rate ?? null,
  },
  contracts_begun: {
    name: text(
      'Клиенты с договорами на одного нового (пришедшие к ним позже — с дисконтом за отсрочку)',
      'Customers with contracts per new one (those who come to them later discounted for the delay)',
    ),
    unit: 'index',
    value: (cell) => lifeOf(cell)?.contracts?.rate ?? null,
  },
  orders_residual: {
    name: text(
      'Дисконтированная выручка нынешних покупателей впереди (модель покупок)',
      'Discounted revenue of present buyers to come (model of purchases)',
    ),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.residual.orders ?? null,
  },
  contracts_residual: {
    name: text(
      'Дисконтированная выручка действующих договоров впереди (модель договоров)',
      'Discounted revenue of contracts in force to come (model of contracts)',
    ),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.residual.contracts ?? null,
  },
  residual_not_begun: {
    name: text(
      'Дисконтированная выручка от первых договоров и первых покупок, к которым нынешние клиенты ещё придут',
      'Discounted revenue of first contracts and first purchases present customers have yet to come to',
    ),
    unit: 'money',
    value: (cell) => lifeOf(cell)?.residual.ahead ?? null,
  },
  model_residual: {
    name: text(
      'Дисконтированная выручка нынешних клиентов впереди (модель)',
      'Discounted revenue of present customers to come (model)',
    ),
    unit: 'money',
    value: (cell) => {
      const told = lifeOf(cell)?.residual;
      return told ? told.orders + told.contracts + told.ahead : null;
    },
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

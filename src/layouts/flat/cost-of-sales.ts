import { column, constant, first, joined, type Layout, matches, quotient, when } from '../layout.ts';
import { fraction } from './values.ts';

/** Of two months of one product the later stands: a month is changed on its first day. */
const firstDay = when(
  matches(column('month'), '^\\d{4}-\\d{1,2}$'),
  joined('-', column('month'), constant('01')),
  when(matches(column('month'), '^\\d{1,2}[.]\\d{4}$'), joined('.', constant('01'), column('month')), column('month')),
);

/**
 * What goods cost: the share of cost in the price of a product, or its cost and revenue of a month, of which the latest month stands.
 * Costs of single lines belong to the lines («Шаблон: продажи» and 1C's reports have a column for them).
 */
export const costOfSales: Layout = {
  id: 'cost_of_sales',
  name: { ru: 'Шаблон: себестоимость', en: 'Template: cost of sales' },
  export: { ru: 'Шаблон Conveyor', en: 'A template of Conveyor' },
  references: ['docs/files.md'],
  known: 'documented',
  source: 'main',
  fields: {
    product: { names: ['Артикул', 'Product ID', 'Код товара', 'SKU'] },
    name: { names: ['Название товара', 'Product name', 'Номенклатура', 'Товар'] },
    month: { names: ['Месяц', 'Month', 'Период'] },
    revenue: { names: ['Выручка товара без НДС', 'Product revenue without VAT'] },
    cost: { names: ['Себестоимость продаж', 'Cost of sales'] },
    rate: { names: ['Себестоимость, % от цены', 'Cost, % of price'] },
  },
  needs: ['product', ['rate', 'cost']],
  telling: ['product', ['rate', 'cost']],
  outputs: [
    {
      kind: 'products',
      aside: 'cost_of_sales',
      columns: {
        product_id: column('product'),
        name: column('name'),
        cogs_rate: first(fraction('rate'), quotient(column('cost'), column('revenue'))),
        updated_at: firstDay,
      },
    },
  ],
};

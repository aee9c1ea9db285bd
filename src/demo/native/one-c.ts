import type { Row } from '../acquaintance.ts';
import { booksOf, productNames } from './sales.ts';
import type { World } from './world.ts';
import { dotted } from './written.ts';

/** 1C's report on sales to companies, a row per document and item; the columns after the documents are requisites of the company's own. */
export const oneCSales = (world: World): Row[] => {
  const names = productNames(world);
  const rowOf = (row: Row, document: string, basis: string, place: number): Row => {
    const customer = world.of(row.customer_id);
    const product = names.get(row.product_id ?? '');
    return {
      Контрагент: customer.name,
      ИНН: customer.row.tax_id ?? '',
      Регистратор: document,
      'Документ-основание': basis,
      'Номер строки': String(place),
      Номенклатура: product?.name ?? '',
      Артикул: row.product_id ?? '',
      'Номенклатурная группа': product?.family ?? '',
      Количество: row.quantity ?? '',
      'Выручка без НДС': row.net_amount ?? '',
      Себестоимость: row.cogs ?? '',
      'Вид продаж': row.sales_type ?? '',
      Канал: row.channel ?? '',
      Кампания: row.campaign ?? '',
      'Номер сделки': world.dealNumber(row.deal_id),
      'Класс продажи': row.class === 'regular' ? 'регулярная' : '',
      'Договор с': row.contract_from ?? '',
      'Договор по': row.contract_to ?? '',
      'Сумма в месяц': row.monthly_amount ?? '',
    };
  };
  let returns = 0;
  return booksOf(world).accounting.flatMap(({ first, lines }, at) => {
    const document = `Реализация (акт, накладная) 0000-${String(at + 1).padStart(6, '0')} от ${dotted(first.ordered_at ?? '')}`;
    return lines.flatMap(({ row, refund }, place) => {
      const sold = rowOf(row, document, '', place + 1);
      if (!refund) return [sold];
      returns += 1;
      const back = `Возврат товаров от покупателя 0000-${String(returns).padStart(6, '0')} от ${dotted(refund.ordered_at ?? '')}`;
      return [sold, rowOf(refund, back, document, place + 1)];
    });
  });
};

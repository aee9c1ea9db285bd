import type { customerFields, FactTest, factFields } from '../../model/blueprint/inputs.ts';
import type { EvidenceRule } from '../../model/blueprint/journey.ts';
import type { Sentence } from '../../model/problem.ts';

type Known = (typeof customerFields)[number] | (typeof factFields)[number];

/** What cells of facts and customers are called; `attributes.NAME` and `props.NAME` are the company's own and go by their name. */
const fieldWords: Record<Known, Sentence> = {
  customer_id: { ru: 'код клиента', en: 'customer id' },
  name: { ru: 'название или имя', en: 'name' },
  kind: { ru: 'вид', en: 'kind' },
  segment: { ru: 'сегмент в данных', en: 'segment in the facts' },
  sales_type: { ru: 'тип продаж', en: 'sales type' },
  partner_id: { ru: 'код партнёра', en: 'partner id' },
  region: { ru: 'регион', en: 'region' },
  tax_id: { ru: 'ИНН', en: 'tax number' },
  channel: { ru: 'канал', en: 'channel' },
  source: { ru: 'источник', en: 'source' },
  medium: { ru: 'тип трафика', en: 'medium' },
  campaign: { ru: 'кампания', en: 'campaign' },
  touchpoint: { ru: 'точка контакта', en: 'touchpoint' },
  actor: { ru: 'кто из наших', en: 'who of us' },
  text: { ru: 'текст', en: 'text' },
  stage: { ru: 'этап сделки', en: 'stage of the deal' },
  outcome: { ru: 'исход сделки', en: 'outcome of the deal' },
  process: { ru: 'воронка', en: 'pipeline' },
  product_id: { ru: 'код товара', en: 'product id' },
  status: { ru: 'статус', en: 'status' },
  class: { ru: 'вид продажи', en: 'class of the sale' },
};

export const testFieldWords = (field: string): Sentence => {
  const own = field.replace(/^(attributes|props)\./, '');
  return fieldWords[field as Known] ?? { ru: own, en: own };
};

const testWords: Record<FactTest['is'], Sentence> = {
  equals: { ru: '=', en: '=' },
  not_equals: { ru: '≠', en: '≠' },
  contains: { ru: 'содержит', en: 'contains' },
  starts_with: { ru: 'начинается с', en: 'starts with' },
  at_least: { ru: '≥', en: '≥' },
  at_most: { ru: '≤', en: '≤' },
  empty: { ru: 'пусто', en: 'is empty' },
  filled: { ru: 'заполнено', en: 'is filled' },
};

export const factWords: Record<EvidenceRule['fact'], Sentence> = {
  interaction: { ru: 'касание', en: 'interaction' },
  deal: { ru: 'сделка', en: 'deal' },
  order: { ru: 'заказ', en: 'order' },
};

/** One test in words. */
export const testInWords = ({ field, is, values }: Pick<FactTest, 'is' | 'values'> & { field: string }): Sentence => {
  const written = (language: 'ru' | 'en'): string =>
    [testFieldWords(field)[language], testWords[is][language], values.join(' | ')]
      .filter((part) => part !== '')
      .join(' ');
  return { ru: written('ru'), en: written('en') };
};

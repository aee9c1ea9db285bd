import { chosen, column, constant, filled, first, type Layout, net, when } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { clickAttributes, contactFields, customerId, email, personId, phone } from './amocrm.ts';

/** Who renamed the last stages says so among the words of the file. */
const outcome = chosen(
  column('stage'),
  [
    { is: ['Успешно реализовано', 'Closed - won', '142'], gives: 'won' },
    { is: ['Закрыто и не реализовано', 'Closed - lost', '143'], gives: 'lost' },
  ],
  constant('open'),
);

const company = first(column('company'), column('contactCompany'));
const customer = customerId(company, column('contact'));
const hasCompany = { any: [filled('company'), filled('contactCompany')] };
const hasCustomer = { any: [filled('company'), filled('contactCompany'), filled('contact')] };
/** A tag is not a channel by itself: which one it means is for the rules of channels, by source and medium together. */
const tags = { utm_source: column('utmSource'), utm_medium: column('utmMedium') };
const channel = column('leadSource');
/** Each deal has the browser it came from; its customer's card keeps only that of the last one. */
const { ym_client_id, client_id } = clickAttributes;

/**
 * amoCRM (Kommo) → Deals → More → Export. Column order and custom columns are the account's own; public importers agree on these names.
 * Open deals have words («не закрыта») for the day they closed. The budget is a plan until it is paid.
 */
export const amocrmDeals: Layout = {
  id: 'amocrm_deals',
  name: { ru: 'amoCRM: сделки', en: 'amoCRM: deals' },
  export: { ru: 'Сделки → … → Экспорт', en: 'Leads → More → Export' },
  references: [
    'https://github.com/Dalamat/algoritmics_analytics/blob/4d25665a65abaf260ea6ce9f3a3709167325e812/db_scripts/refresh_db_leads.py',
    'https://amocrm.zendesk.com/hc/en-us/articles/207064336-Import-Settings',
  ],
  known: 'seen',
  source: 'amocrm',
  fields: {
    id: { names: ['ID', 'ID сделки', 'Lead ID'] },
    title: { names: ['Название сделки', 'Lead title', 'Lead name'] },
    budget: { names: ['Бюджет', 'Бюджет, ₽', 'Бюджет сделки', 'Lead value', 'Sale'] },
    owner: { names: ['Ответственный', 'Ответственный за сделку', 'Responsible user'] },
    createdAt: { names: ['Дата создания сделки', 'Дата создания', 'Created at'] },
    editedAt: { names: ['Дата редактирования', 'Дата изменения', 'Modified at'] },
    closedAt: { names: ['Дата закрытия', 'Closed at'] },
    tags: { names: ['Теги', 'Теги сделки', 'Lead tags'] },
    stage: { names: ['Этап сделки', 'Статус сделки', 'Lead stage'] },
    pipeline: { names: ['Воронка', 'Pipeline'] },
    contact: {
      names: ['Полное имя контакта', 'Полное имя (контакт)', 'Основной контакт', 'Контакт', 'Main contact'],
      personal: 'name',
    },
    contactCompany: { names: ['Компания контакта', "Contact's company"] },
    company: { names: ['Компания', 'Название (компания)', 'Company'] },
    ...contactFields,
    lostReason: { names: ['Причина отказа', 'Причина закрытия', 'Loss reason'] },
    utmSource: { names: ['utm_source'] },
    utmMedium: { names: ['utm_medium'] },
    utmCampaign: { names: ['utm_campaign'] },
    leadSource: { names: ['Источник', 'Источник сделки', 'Источник трафика', 'Lead source'] },
  },
  needs: ['id', 'stage', ['title', 'createdAt']],
  telling: ['title', 'budget', 'pipeline', 'createdAt', ['contact', 'contactCompany'], ['editedAt', 'closedAt']],
  questions: [wonDealsQuestion('budget')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: column('createdAt'),
        stage: column('stage'),
        outcome,
        closed_at: when(isClosed(outcome), column('closedAt')),
        amount: net(column('budget')),
        process: column('pipeline'),
        owner: column('owner'),
        channel,
        campaign: column('utmCampaign'),
        loss_reason: column('lostReason'),
        updated_at: column('editedAt'),
      },
      attributes: { ...tags, ym_client_id, client_id },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: first(company, column('contact')),
        kind: when(hasCompany, constant('b2b'), constant('b2c')),
        segment: column('segment'),
        email,
        phone,
        tax_id: column('taxId'),
        region: column('city'),
      },
      attributes: clickAttributes,
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [filled('contact'), hasCompany] },
      columns: {
        person_id: personId(column('contact'), company),
        customer_id: customer,
        name: column('contact'),
        email,
        phone,
      },
    },
    salesOfWonDeals({
      id: column('id'),
      customer,
      outcome,
      soldAt: column('closedAt'),
      amountField: 'budget',
      hasCustomer,
      more: { channel, campaign: column('utmCampaign') },
      attributes: tags,
    }),
  ],
};

import { column, constant, filled, first, joined, type Layout, net, own } from '../layout.ts';

const outcome = {
  chosen: column('stage'),
  from: [
    { is: ['Успешно реализовано', 'Closed - won', '142'], gives: 'won' },
    { is: ['Закрыто и не реализовано', 'Closed - lost', '143'], gives: 'lost' },
  ],
  otherwise: constant('open'),
};

/** The company if there is one, else the person: an export of deals numbers neither. */
const customer = own(first(column('company'), column('contactCompany'), column('contact')));
const phone = first(
  column('workPhone'),
  column('directPhone'),
  column('mobilePhone'),
  column('homePhone'),
  column('otherPhone'),
);
const email = first(column('workEmail'), column('personalEmail'), column('otherEmail'));
const hasCustomer = { any: [filled('company'), filled('contactCompany'), filled('contact')] };

/**
 * amoCRM (Kommo) → Deals → More → Export. Column order and custom columns are the account's own; three public importers agree on these names.
 * Open deals have words («не закрыта») for the day they closed. The budget is a plan until it is paid.
 */
export const amocrmDeals: Layout = {
  id: 'amocrm_deals',
  name: { ru: 'amoCRM: сделки', en: 'amoCRM: deals' },
  export: { ru: 'Сделки → … → Экспорт', en: 'Leads → More → Export' },
  references: ['https://www.amocrm.ru/support/deals/import_export_deals'],
  known: 'seen',
  source: 'amocrm',
  fields: {
    id: { names: ['ID', 'ID сделки', 'Lead ID'] },
    title: { names: ['Название сделки', 'Lead title'] },
    budget: { names: ['Бюджет', 'Бюджет, ₽', 'Бюджет сделки', 'Lead value', 'Sale'] },
    owner: { names: ['Ответственный', 'Responsible user'] },
    createdAt: { names: ['Дата создания сделки', 'Дата создания', 'Created at'] },
    editedAt: { names: ['Дата редактирования', 'Дата изменения', 'Modified at'] },
    closedAt: { names: ['Дата закрытия', 'Closed at'] },
    tags: { names: ['Теги', 'Теги сделки', 'Lead tags'] },
    stage: { names: ['Этап сделки', 'Статус сделки', 'Lead stage'] },
    pipeline: { names: ['Воронка', 'Pipeline'] },
    contact: { names: ['Полное имя контакта', 'Основной контакт', 'Контакт', 'Main contact'], personal: 'name' },
    contactCompany: { names: ['Компания контакта', "Contact's company"] },
    company: { names: ['Компания', 'Company'] },
    workPhone: { names: ['Рабочий телефон', 'Work phone'], personal: 'phone' },
    directPhone: { names: ['Рабочий прямой телефон', 'Work direct phone'], personal: 'phone' },
    mobilePhone: { names: ['Мобильный телефон', 'Mobile phone'], personal: 'phone' },
    homePhone: { names: ['Домашний телефон', 'Home phone'], personal: 'phone' },
    otherPhone: { names: ['Другой телефон', 'Other phone'], personal: 'phone' },
    workEmail: { names: ['Рабочий email', 'Work email'], personal: 'email' },
    personalEmail: { names: ['Личный email', 'Private email'], personal: 'email' },
    otherEmail: { names: ['Другой email', 'Other email'], personal: 'email' },
    city: { names: ['Город', 'City'] },
    taxId: { names: ['ИНН', 'ИНН компании', 'INN'], pattern: /^инн\b/ },
    segment: { names: ['Сегмент', 'Segment'] },
    lostReason: { names: ['Причина отказа', 'Причина закрытия', 'Loss reason'] },
    utmSource: { names: ['utm_source'] },
    utmCampaign: { names: ['utm_campaign'] },
    leadSource: { names: ['Источник', 'Источник сделки', 'Lead source'] },
    yandexId: { names: ['_ym_uid'] },
    clientId: { names: ['gclientid'] },
    gclid: { names: ['gclid'] },
    yclid: { names: ['yclid'] },
    fbclid: { names: ['fbclid'] },
  },
  needs: ['id', 'stage', ['title', 'createdAt']],
  telling: ['title', 'budget', 'pipeline', 'createdAt', ['contact', 'contactCompany'], ['editedAt', 'closedAt']],
  questions: [
    {
      id: 'won_deals',
      text: { ru: 'Считать выигранные сделки продажами?', en: 'Do won deals count as sales?' },
      why: {
        ru: 'Бюджет сделки — план, пока его не оплатили. Если продажи есть в другом файле (магазин, 1С, банк), сделки посчитали бы их дважды.',
        en: 'A deal’s budget is a plan until it is paid. Where sales are in another file (a shop, 1C, a bank), deals would count them twice.',
      },
      answers: [
        { value: 'no', text: { ru: 'Нет, продажи будут из другого файла', en: 'No, sales come from another file' } },
        { value: 'yes', text: { ru: 'Да, бюджет — это оплаченная сумма', en: 'Yes, the budget is what was paid' } },
      ],
      byDefault: 'no',
      about: ['budget'],
    },
  ],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: column('createdAt'),
        stage: column('stage'),
        outcome,
        closed_at: { when: { of: outcome, oneOf: ['won', 'lost'] }, gives: column('closedAt') },
        amount: net(column('budget')),
        process: column('pipeline'),
        owner: column('owner'),
        channel: first(column('leadSource'), column('utmSource')),
        campaign: column('utmCampaign'),
        loss_reason: column('lostReason'),
        updated_at: column('editedAt'),
      },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: first(column('company'), column('contactCompany'), column('contact')),
        kind: {
          when: { any: [filled('company'), filled('contactCompany')] },
          gives: constant('b2b'),
          otherwise: constant('b2c'),
        },
        segment: column('segment'),
        email,
        phone,
        tax_id: column('taxId'),
        region: column('city'),
      },
      attributes: {
        ym_client_id: column('yandexId'),
        client_id: column('clientId'),
        gclid: column('gclid'),
        yclid: column('yclid'),
        fbclid: column('fbclid'),
      },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [filled('contact'), { any: [filled('company'), filled('contactCompany')] }] },
      columns: {
        person_id: own(joined(' · ', column('contact'), first(column('company'), column('contactCompany')))),
        customer_id: customer,
        name: column('contact'),
        email,
        phone,
      },
    },
    {
      kind: 'order_lines',
      aside: 'deals',
      only: { question: 'won_deals', is: ['yes'] },
      when: { all: [{ of: outcome, oneOf: ['won'] }, hasCustomer] },
      columns: {
        line_id: own(column('id')),
        order_id: own(column('id')),
        customer_id: customer,
        ordered_at: first(column('closedAt'), column('createdAt')),
        net_amount: net(column('budget')),
        sales_type: constant('direct'),
        channel: first(column('leadSource'), column('utmSource')),
        campaign: column('utmCampaign'),
        deal_id: column('id'),
      },
    },
  ],
};

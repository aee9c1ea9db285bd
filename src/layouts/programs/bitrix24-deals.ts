import { column, constant, filled, first, joined, type Layout, namedPerson, net, own, when, whole } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { currency, outcome } from './bitrix24.ts';

const company = first(column('companyTitle'), column('company'));
const contact = first(column('contact'), joined(' ', column('contactName'), column('contactLastName')));
const customer = own(
  first(
    whole('-', constant('company'), column('companyId')),
    company,
    whole('-', constant('contact'), column('contactId')),
    namedPerson(
      contact,
      first(column('contactPhone'), column('phone'), column('contactEmail'), column('email')),
      column('id'),
    ),
  ),
);
const hasCompany = { any: [filled('companyId'), filled('companyTitle'), filled('company')] };
const hasCustomer = {
  any: [...hasCompany.any, filled('contactId'), filled('contact'), filled('contactName'), filled('contactLastName')],
};
const hasPerson = { any: [filled('contactId'), filled('contact'), filled('contactName'), filled('contactLastName')] };
/** A tag is not a channel by itself: which one it means is for the rules of channels, by source and medium together. */
const tags = { utm_source: column('utmSource'), utm_medium: column('utmMedium') };
const channel = when(filled('utmSource'), constant(''), column('origin'));

/**
 * Bitrix24 → CRM → Deals → Export (CSV with semicolons, or .xls that is HTML), with the names of columns of its own interface in Russian and English.
 * The assumed close date is a plan, whatever the stage: a deal closed when it came to its last stage.
 */
export const bitrix24Deals: Layout = {
  id: 'bitrix24_deals',
  name: { ru: 'Битрикс24: сделки', en: 'Bitrix24: deals' },
  export: { ru: 'CRM → Сделки → ⚙ → Экспорт в CSV или Excel', en: 'CRM → Deals → ⚙ → Export to CSV or Excel' },
  references: [
    'https://github.com/vazzdaky/OtusBitrix/blob/6924dced09e2183af3c2abe3afbe85a668415956/bitrix/components/bitrix/crm.deal.list/lang/ru/component.php',
    'https://github.com/vazzdaky/OtusBitrix/blob/6924dced09e2183af3c2abe3afbe85a668415956/bitrix/components/bitrix/crm.deal.list/lang/en/component.php',
  ],
  known: 'seen',
  source: 'bitrix24',
  fields: {
    id: { names: ['ID', 'ID сделки'] },
    title: { names: ['Название сделки', 'Сделка', 'Название', 'Deal Name', 'Deal'] },
    type: { names: ['Тип', 'Тип сделки', 'Type'] },
    pipeline: { names: ['Воронка', 'Направление', 'Pipeline'] },
    stage: { names: ['Стадия сделки', 'Стадия', 'Stage', 'Deal stage'] },
    semantics: { names: ['Группа стадий', 'Deal status', 'Stage group'] },
    amount: { names: ['Сумма', 'Сумма сделки', 'Income', 'Total', 'Amount'] },
    currency: { names: ['Валюта', 'Currency'] },
    closed: { names: ['Сделка закрыта', 'Closed', 'Deal closed'] },
    companyId: { names: ['Компания: ID', 'ID компании', 'Company: ID', 'Company ID'] },
    companyTitle: { names: ['Компания: Название компании', 'Company: Company Name'] },
    company: { names: ['Компания', 'Company'] },
    contactId: { names: ['Контакт: ID', 'ID контакта', 'Contact: ID', 'Contact ID'] },
    contact: { names: ['Контакт', 'Клиент', 'Contact', 'Client'], personal: 'name' },
    contactName: { names: ['Контакт: Имя', 'Contact: First name', 'Contact: Name'], personal: 'name' },
    contactLastName: { names: ['Контакт: Фамилия', 'Contact: Last name'], personal: 'name' },
    contactPhone: { names: [], pattern: /^(контакт|contact): .*(телефон|phone)/, personal: 'phone' },
    companyPhone: { names: [], pattern: /^(компания|company): .*(телефон|phone)/, personal: 'phone' },
    phone: { names: ['Телефон', 'Рабочий телефон', 'Phone'], personal: 'phone' },
    contactEmail: { names: [], pattern: /^(контакт|contact): .*(e-?mail|почт)/, personal: 'email' },
    companyEmail: { names: [], pattern: /^(компания|company): .*(e-?mail|почт)/, personal: 'email' },
    email: { names: ['E-mail', 'Email', 'Рабочий e-mail'], personal: 'email' },
    taxId: { names: ['ИНН', 'Реквизит (Россия): ИНН', 'Компания: ИНН'], pattern: /(^|: |\s)инн$/ },
    owner: { names: ['Ответственный', 'Responsible', 'Responsible person'] },
    createdAt: { names: ['Дата создания', 'Created', 'Created on'] },
    modifiedAt: { names: ['Дата изменения', 'Modified', 'Modified on'] },
    beganAt: { names: ['Дата начала', 'Start date'] },
    plannedClose: {
      names: ['Предполагаемая дата закрытия', 'Дата завершения', 'Assumed close date', 'Expected close date'],
    },
    movedAt: { names: ['Дата изменения стадии', 'Stage change date'] },
    origin: { names: ['Источник', 'Source'] },
    lostReason: { names: ['Причина отказа', 'Причина провала', 'Причина проигрыша', 'Loss reason'] },
    utmSource: { names: ['UTM Source', 'UTM_SOURCE', 'Рекламная система'] },
    utmMedium: { names: ['UTM Medium', 'UTM_MEDIUM', 'Тип трафика'] },
    utmCampaign: { names: ['UTM Campaign', 'UTM_CAMPAIGN', 'Обозначение рекламной кампании'] },
    repeat: { names: ['Повторная сделка', 'Repeat deal'] },
  },
  needs: ['id', 'stage', ['title', 'amount']],
  telling: [
    'title',
    'stage',
    ['plannedClose', 'semantics', 'movedAt', 'beganAt'],
    'owner',
    ['createdAt', 'modifiedAt'],
  ],
  questions: [wonDealsQuestion('amount')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: first(column('createdAt'), column('beganAt')),
        stage: column('stage'),
        stage_entered_at: column('movedAt'),
        outcome,
        closed_at: when(isClosed(outcome), column('movedAt')),
        amount: net(column('amount')),
        currency,
        process: column('pipeline'),
        owner: column('owner'),
        channel,
        campaign: column('utmCampaign'),
        loss_reason: column('lostReason'),
        updated_at: column('modifiedAt'),
      },
      attributes: tags,
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: first(company, contact),
        kind: when(hasCompany, constant('b2b'), constant('b2c')),
        email: first(column('companyEmail'), column('contactEmail'), column('email')),
        phone: first(column('companyPhone'), column('contactPhone'), column('phone')),
        tax_id: column('taxId'),
      },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [hasPerson, hasCompany] },
      columns: {
        person_id: own(first(whole('-', constant('contact'), column('contactId')), joined(' · ', contact, company))),
        customer_id: customer,
        name: contact,
        email: first(column('contactEmail'), column('email')),
        phone: first(column('contactPhone'), column('phone')),
      },
    },
    salesOfWonDeals({
      id: column('id'),
      customer,
      outcome,
      // Where the day of the last stage is not exported, the planned one, which Bitrix24 itself sets to the day of closing, is the nearest.
      soldAt: first(column('movedAt'), column('plannedClose')),
      amountField: 'amount',
      hasCustomer,
      more: { currency, channel, campaign: column('utmCampaign') },
      attributes: tags,
    }),
  ],
};

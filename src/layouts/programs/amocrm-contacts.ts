import { column, constant, filled, first, joined, type Layout, oneOf, when } from '../layout.ts';
import { clickAttributes, companyId, contactFields, customerId, email, personId, phone } from './amocrm.ts';

/** The list holds companies too: their name is in the column of companies, and the word in «Тип» says so. */
const isCompany = oneOf(column('type'), 'компания', 'company');
const name = first(column('fullName'), joined(' ', column('firstName'), column('lastName')));
const isNamed = { any: [filled('company'), filled('fullName'), filled('firstName')] };
const isMember = {
  all: [filled('company'), { any: [filled('fullName'), filled('firstName')] }, { not: isCompany }],
};
const customer = when(isCompany, companyId(first(column('company'), name)), customerId(column('company'), name));

/** amoCRM (Kommo) → Contacts → More → Export: people and companies in one list. Public importers agree on these names. */
export const amocrmContacts: Layout = {
  id: 'amocrm_contacts',
  name: { ru: 'amoCRM: контакты и компании', en: 'amoCRM: contacts and companies' },
  export: { ru: 'Контакты → … → Экспорт', en: 'Contacts → More → Export' },
  references: ['https://amocrm.zendesk.com/hc/en-us/articles/207064336-Import-Settings'],
  known: 'seen',
  source: 'amocrm',
  fields: {
    id: { names: ['ID', 'ID контакта', 'Contact ID'] },
    type: { names: ['Тип', 'Type'] },
    fullName: {
      names: ['Полное имя контакта', 'Полное имя', 'Имя контакта', 'Contact name', 'Full name'],
      personal: 'name',
    },
    firstName: { names: ['Имя', 'First name'], personal: 'name' },
    lastName: { names: ['Фамилия', 'Last name'], personal: 'name' },
    company: { names: ['Название компании', 'Компания контакта', 'Компания', 'Company name', 'Company'] },
    owner: { names: ['Ответственный', 'Responsible user'] },
    createdAt: { names: ['Дата создания контакта', 'Дата создания', 'Date created', 'Created at'] },
    createdBy: { names: ['Кем создан контакт', 'Кем создан', 'Created by'] },
    deals: { names: ['Сделки', 'Leads'] },
    editedAt: { names: ['Дата редактирования', 'Дата изменения', 'Modified at'] },
    editedBy: { names: ['Кем редактирован', 'Кем редактирован контакт', 'Modified by'] },
    tags: { names: ['Теги', 'Теги контакта', 'Tags'] },
    position: { names: ['Должность', 'Position'] },
    ...contactFields,
  },
  needs: ['id', ['fullName', 'firstName'], ['workPhone', 'mobilePhone', 'workEmail', 'createdAt']],
  telling: ['fullName', 'company', ['createdBy', 'editedBy'], 'deals', 'createdAt', ['workPhone', 'mobilePhone']],
  outputs: [
    {
      kind: 'customers',
      when: { all: [isNamed, { any: [isCompany, { not: filled('company') }] }] },
      columns: {
        customer_id: customer,
        name: first(column('company'), name),
        kind: when({ any: [isCompany, filled('company')] }, constant('b2b'), constant('b2c')),
        segment: column('segment'),
        created_at: column('createdAt'),
        email,
        phone,
        tax_id: column('taxId'),
        region: column('city'),
        updated_at: column('editedAt'),
      },
      attributes: clickAttributes,
    },
    {
      // What a person's row says of the company.
      kind: 'customers',
      aside: 'contacts',
      when: isMember,
      columns: {
        customer_id: companyId(column('company')),
        name: column('company'),
        kind: constant('b2b'),
        tax_id: column('taxId'),
        region: column('city'),
      },
      attributes: clickAttributes,
    },
    {
      kind: 'people',
      when: isMember,
      columns: {
        person_id: personId(name, column('company')),
        customer_id: companyId(column('company')),
        name,
        email,
        phone,
        updated_at: column('editedAt'),
      },
      attributes: { position: column('position') },
    },
  ],
};

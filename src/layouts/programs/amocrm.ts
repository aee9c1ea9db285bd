import type { Value } from '../../model/mapping.ts';
import { column, type Field, first, found, joined, namedPerson, own } from '../layout.ts';

// What amoCRM's exports of deals, contacts and companies share. None of them numbers the customer, so the same words must give the same id in all.

/** Columns of a contact, as every list of amoCRM names them. */
export const contactFields = {
  workPhone: { names: ['Рабочий телефон', 'Рабочий телефон (контакт)', 'Work phone'], personal: 'phone' },
  directPhone: {
    names: ['Рабочий прямой телефон', 'Рабочий прямой телефон (контакт)', 'Work direct phone'],
    personal: 'phone',
  },
  mobilePhone: { names: ['Мобильный телефон', 'Мобильный телефон (контакт)', 'Mobile phone'], personal: 'phone' },
  homePhone: { names: ['Домашний телефон', 'Домашний телефон (контакт)', 'Home phone'], personal: 'phone' },
  otherPhone: { names: ['Другой телефон', 'Другой телефон (контакт)', 'Other phone'], personal: 'phone' },
  workEmail: { names: ['Рабочий email', 'Рабочий email (контакт)', 'Work email'], personal: 'email' },
  personalEmail: { names: ['Личный email', 'Личный email (контакт)', 'Private email'], personal: 'email' },
  otherEmail: { names: ['Другой email', 'Другой email (контакт)', 'Other email'], personal: 'email' },
  city: { names: ['Город', 'City'] },
  taxId: { names: ['ИНН', 'ИНН компании', 'INN'], pattern: /^инн(?![а-яё])/i },
  segment: { names: ['Сегмент', 'Сегмент базы', 'Segment'] },
  yandexId: { names: ['_ym_uid', 'ym_client_id', '_ym_client_id'] },
  clientId: { names: ['gclientid'] },
  gclid: { names: ['gclid'] },
  yclid: { names: ['yclid'] },
  fbclid: { names: ['fbclid'] },
} as const satisfies Record<string, Field>;

/** Numbers come with an apostrophe before them, so that Excel leaves them alone, and several in a cell. */
export const phone = found(
  first(column('workPhone'), column('mobilePhone'), column('directPhone'), column('homePhone'), column('otherPhone')),
  "^'?([^,;]+)",
);
export const email = found(first(column('workEmail'), column('personalEmail'), column('otherEmail')), "^'?([^,;\\s]+)");

export const companyId = (company: Value): Value => own(company);
export const personId = (name: Value, company: Value): Value => own(joined(' · ', name, first(phone, email, company)));
/** The company if there is one, else the person. */
export const customerId = (company: Value, name: Value): Value =>
  own(first(company, namedPerson(name, first(phone, email), column('id'))));

/** What joins a customer with visits and clicks. */
export const clickAttributes = {
  ym_client_id: column('yandexId'),
  client_id: column('clientId'),
  gclid: column('gclid'),
  yclid: column('yclid'),
  fbclid: column('fbclid'),
};

import { column, constant, first, joined, type Layout } from '../layout.ts';
import { associationFields, company, companyName, contactId, hasCompany } from './hubspot.ts';

const contact = contactId(column('id'));
const name = first(joined(' ', column('firstName'), column('lastName')), column('email'));
const clicks = {
  gclid: column('gclid'),
  fbclid: column('fbclid'),
  yclid: column('yclid'),
  ym_client_id: column('yandexId'),
  client_id: column('clientId'),
};

/** HubSpot → Contacts → Export. A contact of a company is one of its people; one without is a customer. */
export const hubspotContacts: Layout = {
  id: 'hubspot_contacts',
  name: { ru: 'HubSpot: контакты', en: 'HubSpot: contacts' },
  export: { ru: 'CRM → Contacts → Export', en: 'CRM → Contacts → Export' },
  references: ['https://developers.hubspot.com/docs/api-reference/latest/crm/exports/guide.md'],
  known: 'seen',
  source: 'hubspot',
  fields: {
    id: { names: ['Record ID', 'Contact ID', 'Record ID - Contact'] },
    firstName: { names: ['First Name'], personal: 'name' },
    lastName: { names: ['Last Name'], personal: 'name' },
    email: { names: ['Email', 'Email Address', 'Work email'], personal: 'email' },
    phone: { names: ['Phone Number', 'Phone'], personal: 'phone' },
    mobile: { names: ['Mobile Phone Number', 'Mobile Phone'], personal: 'phone' },
    owner: { names: ['Contact owner'] },
    leadStatus: { names: ['Lead Status'] },
    lifecycle: { names: ['Lifecycle Stage'] },
    title: { names: ['Job Title'] },
    createdAt: { names: ['Create Date'] },
    modifiedAt: { names: ['Last Modified Date'] },
    activityAt: { names: ['Last Activity Date'] },
    country: { names: ['Country/Region'] },
    region: { names: ['State/Region'] },
    city: { names: ['City'] },
    persona: { names: ['Persona'] },
    buyingRole: { names: ['Buying Role'] },
    gclid: { names: ['Google ad click id', 'gclid'] },
    fbclid: { names: ['Facebook click id', 'fbclid'] },
    yclid: { names: ['yclid'] },
    yandexId: { names: ['_ym_uid', 'ym_client_id'] },
    clientId: { names: ['GA Client ID', 'gclientid', 'client_id'] },
    ...associationFields,
  },
  needs: ['id', ['email', 'lastName', 'firstName', 'phone']],
  telling: ['id', 'email', ['owner', 'lifecycle', 'leadStatus'], ['firstName', 'lastName']],
  outputs: [
    {
      kind: 'people',
      columns: {
        person_id: contact,
        customer_id: first(company, contact),
        name,
        email: column('email'),
        phone: first(column('phone'), column('mobile')),
        persona: column('persona'),
        committee_role: column('buyingRole'),
        updated_at: first(column('modifiedAt'), column('activityAt')),
      },
      attributes: { ...clicks, position: column('title') },
    },
    {
      kind: 'customers',
      when: { not: hasCompany },
      columns: {
        customer_id: contact,
        name,
        kind: constant('b2c'),
        created_at: column('createdAt'),
        email: column('email'),
        phone: first(column('phone'), column('mobile')),
        region: first(column('region'), column('city'), column('country')),
        updated_at: first(column('modifiedAt'), column('activityAt')),
      },
      attributes: clicks,
    },
    {
      kind: 'customers',
      aside: 'contacts',
      when: { filled: companyName },
      columns: { customer_id: company, name: companyName, kind: constant('b2b') },
    },
  ],
};

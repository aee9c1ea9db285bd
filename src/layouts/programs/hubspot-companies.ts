import { column, constant, first, type Layout } from '../layout.ts';
import { companyId } from './hubspot.ts';

/** HubSpot → Companies → Export. */
export const hubspotCompanies: Layout = {
  id: 'hubspot_companies',
  name: { ru: 'HubSpot: компании', en: 'HubSpot: companies' },
  export: { ru: 'CRM → Companies → Export', en: 'CRM → Companies → Export' },
  references: ['https://developers.hubspot.com/docs/api-reference/latest/crm/exports/guide.md'],
  known: 'seen',
  source: 'hubspot',
  fields: {
    id: { names: ['Record ID', 'Company ID', 'Record ID - Company'] },
    name: { names: ['Company name', 'Name'] },
    owner: { names: ['Company owner'] },
    domain: { names: ['Company Domain Name', 'Domain', 'Website URL', 'Website'] },
    industry: { names: ['Industry'] },
    phone: { names: ['Phone Number', 'Phone'], personal: 'phone' },
    lifecycle: { names: ['Lifecycle Stage'] },
    createdAt: { names: ['Create Date'] },
    modifiedAt: { names: ['Last Modified Date'] },
    activityAt: { names: ['Last Activity Date'] },
    country: { names: ['Country/Region'] },
    region: { names: ['State/Region'] },
    city: { names: ['City'] },
    taxId: { names: ['Tax ID', 'VAT number', 'VAT ID', 'ИНН'] },
    segment: { names: ['Segment', 'Target Account Tier', 'Ideal Customer Profile Tier'] },
    parent: { names: ['Parent Company'] },
  },
  needs: ['id', 'name', ['owner', 'domain', 'industry', 'createdAt']],
  telling: ['id', 'name', ['owner', 'parent'], ['domain', 'industry']],
  outputs: [
    {
      kind: 'customers',
      columns: {
        customer_id: companyId(column('id')),
        name: column('name'),
        kind: constant('b2b'),
        segment: column('segment'),
        created_at: column('createdAt'),
        phone: column('phone'),
        tax_id: column('taxId'),
        region: first(column('region'), column('city'), column('country')),
        updated_at: first(column('modifiedAt'), column('activityAt')),
      },
      attributes: { domain: column('domain') },
    },
  ],
};

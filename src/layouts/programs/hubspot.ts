import type { Value } from '../../model/mapping.ts';
import { column, constant, type Field, first, found, own, part, when, whole } from '../layout.ts';

// HubSpot numbers contacts and companies apart, so an id says which it is. Several ids in a cell are divided by semicolons.

/** Columns of associations, as every list of HubSpot names them. */
export const associationFields = {
  primaryCompanyId: { names: ['Associated Company IDs (Primary)', 'Primary Associated Company ID'] },
  companyIds: { names: ['Associated Company IDs', 'Associated Company ID'] },
  primaryCompany: { names: ['Associated Company (Primary)', 'Primary Company Name'] },
  companyNames: { names: ['Associated Company', 'Associated Companies', 'Associated Company Names', 'Company Name'] },
  contactIds: { names: ['Associated Contact IDs', 'Associated Contact IDs (Primary)', 'Associated Contact ID'] },
  contactNames: { names: ['Associated Contact', 'Associated Contacts', 'Associated Contact Names'], personal: 'name' },
} as const satisfies Record<string, Field>;

export const companyId = (id: Value): Value => own(whole('-', constant('company'), id));
export const contactId = (id: Value): Value => own(whole('-', constant('contact'), id));

const firstOf = (field: string): Value => part(column(field), ';', 0);
export const primaryContact = firstOf('contactIds');
/** Of several companies only the primary one is meant: which of the names is its is not told. */
export const companyName = first(
  column('primaryCompany'),
  when(
    { all: [{ filled: column('primaryCompanyId') }, { of: column('companyNames'), matches: ';' }] },
    constant(''),
    firstOf('companyNames'),
  ),
);
/** Names may carry an address in brackets. */
export const contactName = found(firstOf('contactNames'), '^([^(]+)');
export const contactEmail = found(firstOf('contactNames'), '[(]([^()\\s]+@[^()\\s]+)[)]');

/** The company, by number if the file has it. */
export const company = first(companyId(first(column('primaryCompanyId'), firstOf('companyIds'))), own(companyName));
export const hasCompany = {
  any: ['primaryCompanyId', 'companyIds', 'primaryCompany', 'companyNames'].map((field) => ({ filled: column(field) })),
};
export const hasContact = { any: ['contactIds', 'contactNames'].map((field) => ({ filled: column(field) })) };
/** The company if there is one, else the contact. */
export const associated = first(company, contactId(primaryContact), own(contactName));
export const kindOfAssociated = when(hasCompany, constant('b2b'), constant('b2c'));

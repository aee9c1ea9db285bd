import type { Value } from '../../model/mapping.ts';
import { column, constant, type Field, first, own, part, when, whole } from '../layout.ts';

// HubSpot numbers contacts and companies apart, so an id says which it is. Several ids in a cell are divided by semicolons, the first is the primary one.

/** Columns of associations, as every list of HubSpot names them. */
export const associationFields = {
  companyIds: {
    names: [
      'Associated Company IDs (Primary)',
      'Associated Company IDs',
      'Associated Company ID',
      'Primary Associated Company ID',
    ],
  },
  companyNames: {
    names: ['Associated Company (Primary)', 'Associated Company', 'Associated Company Names', 'Primary Company Name'],
  },
  contactIds: { names: ['Associated Contact IDs', 'Associated Contact IDs (Primary)', 'Associated Contact ID'] },
  contactNames: { names: ['Associated Contact', 'Associated Contacts', 'Associated Contact Names'], personal: 'name' },
} as const satisfies Record<string, Field>;

export const companyId = (id: Value): Value => own(whole('-', constant('company'), id));
export const contactId = (id: Value): Value => own(whole('-', constant('contact'), id));

export const primaryCompany = part(column('companyIds'), ';', 0);
export const primaryContact = part(column('contactIds'), ';', 0);
/** Names come with e-mails or ids in brackets in some exports; several are divided by semicolons. */
export const companyName = part(column('companyNames'), ';', 0);
export const contactName = part(column('contactNames'), ';', 0);

const isCompanyKnown = { any: [{ filled: column('companyIds') }, { filled: column('companyNames') }] };
export const hasCompany = isCompanyKnown;

/** The company, by number if the file has it; else the contact. */
export const associated = first(
  companyId(primaryCompany),
  own(companyName),
  contactId(primaryContact),
  own(contactName),
);

export const kindOfAssociated = when(isCompanyKnown, constant('b2b'), constant('b2c'));

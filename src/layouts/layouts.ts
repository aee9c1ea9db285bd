import { serviceVisits } from './flat/service-visits.ts';
import type { Layout } from './layout.ts';
import { amocrmContacts } from './programs/amocrm-contacts.ts';
import { amocrmDeals } from './programs/amocrm-deals.ts';
import { amocrmEvents } from './programs/amocrm-events.ts';
import { bitrix24Deals } from './programs/bitrix24-deals.ts';
import { bitrix24DealsApi } from './programs/bitrix24-deals-api.ts';
import { bitrix24StageHistory } from './programs/bitrix24-stage-history.ts';
import { calls } from './programs/calls.ts';
import { calltouchCalls } from './programs/calltouch-calls.ts';
import { hubspotCompanies } from './programs/hubspot-companies.ts';
import { hubspotContacts } from './programs/hubspot-contacts.ts';
import { hubspotDeals } from './programs/hubspot-deals.ts';
import { mailings } from './programs/mailings.ts';
import { pipedriveDeals } from './programs/pipedrive-deals.ts';
import { pipedriveDealsApi } from './programs/pipedrive-deals-api.ts';
import { salesforceHistory } from './programs/salesforce-history.ts';
import { salesforceOpportunities } from './programs/salesforce-opportunities.ts';
import { salesforceReport } from './programs/salesforce-report.ts';
import { uisCalls } from './programs/uis-calls.ts';

/** Every layout that is recognised. A new one is a file beside the others and a line here. */
export const layouts: readonly Layout[] = [
  amocrmDeals,
  amocrmContacts,
  amocrmEvents,
  bitrix24Deals,
  bitrix24DealsApi,
  bitrix24StageHistory,
  hubspotDeals,
  hubspotContacts,
  hubspotCompanies,
  salesforceOpportunities,
  salesforceReport,
  salesforceHistory,
  pipedriveDeals,
  pipedriveDealsApi,
  calltouchCalls,
  uisCalls,
  calls,
  mailings,
  serviceVisits,
];

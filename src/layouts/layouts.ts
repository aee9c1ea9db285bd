import { flatLayouts } from './flat/flat.ts';
import { serviceVisits } from './flat/service-visits.ts';
import type { Layout } from './layout.ts';
import { amocrmContacts } from './programs/amocrm-contacts.ts';
import { amocrmDeals } from './programs/amocrm-deals.ts';
import { amocrmEvents } from './programs/amocrm-events.ts';
import { bankExchange } from './programs/bank-exchange.ts';
import { bitrix24Deals } from './programs/bitrix24-deals.ts';
import { bitrix24DealsApi } from './programs/bitrix24-deals-api.ts';
import { bitrix24StageHistory } from './programs/bitrix24-stage-history.ts';
import { calls } from './programs/calls.ts';
import { calltouchCalls } from './programs/calltouch-calls.ts';
import { chartmogulSubscriptions } from './programs/chartmogul-subscriptions.ts';
import { ga4Events } from './programs/ga4-events.ts';
import { googleAds, googleAdsApi } from './programs/google-ads.ts';
import { hubspotCompanies } from './programs/hubspot-companies.ts';
import { hubspotContacts } from './programs/hubspot-contacts.ts';
import { hubspotDeals } from './programs/hubspot-deals.ts';
import { mailings } from './programs/mailings.ts';
import { mangoCalls } from './programs/mango-calls.ts';
import { ofdReceipts } from './programs/ofd-receipts.ts';
import { ozonAccruals, ozonPostings } from './programs/ozon.ts';
import { pipedriveDeals } from './programs/pipedrive-deals.ts';
import { pipedriveDealsApi } from './programs/pipedrive-deals-api.ts';
import { salesforceHistory } from './programs/salesforce-history.ts';
import { salesforceOpportunities } from './programs/salesforce-opportunities.ts';
import { salesforceReport } from './programs/salesforce-report.ts';
import { shopifyOrders } from './programs/shopify-orders.ts';
import { stripeInvoices, stripePayments } from './programs/stripe.ts';
import { uisCalls } from './programs/uis-calls.ts';
import { wildberriesReport } from './programs/wildberries.ts';
import { woocommerceOrders, woocommerceRest } from './programs/woocommerce-orders.ts';
import { yandexDirect, yandexDirectApi } from './programs/yandex-direct.ts';
import { metricaHits, metricaVisits } from './programs/yandex-metrica.ts';

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
  mangoCalls,
  calls,
  mailings,
  serviceVisits,
  googleAds,
  googleAdsApi,
  yandexDirect,
  yandexDirectApi,
  metricaVisits,
  metricaHits,
  ga4Events,
  bankExchange,
  shopifyOrders,
  woocommerceOrders,
  woocommerceRest,
  stripePayments,
  stripeInvoices,
  chartmogulSubscriptions,
  ozonPostings,
  ozonAccruals,
  wildberriesReport,
  ofdReceipts,
  ...flatLayouts,
];

import { chosen, column, constant, filled, first, found, type Layout, net, oneOf, when } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import {
  associated,
  associationFields,
  companyName,
  contactEmail,
  contactId,
  contactName,
  hasCompany,
  hasContact,
  kindOfAssociated,
  primaryContact,
} from './hubspot.ts';

const yes = ['true', 'yes', 'да', '1'];
/** Labels carry the pipeline in brackets where there are several: «Closed won (Sales Pipeline)». */
const byStage = [
  { is: ['Won', 'Deal won'], matches: '^closed? ?won\\b', gives: 'won' },
  { is: ['Lost', 'Deal lost'], matches: '^closed? ?lost\\b', gives: 'lost' },
];
const outcome = when(
  oneOf(column('isWon'), ...yes),
  constant('won'),
  when(
    oneOf(column('isLost'), ...yes),
    constant('lost'),
    chosen(column('stage'), byStage, when(oneOf(column('isClosed'), ...yes), constant(''), constant('open'))),
  ),
);
const closedAt = when(isClosed(outcome), column('closeDate'));
const hasCustomer = { any: [hasCompany, hasContact] };
const channel = column('originalSource');
const currency = found(column('currency'), '[A-Z]{3}');

/**
 * HubSpot → Deals → Export. The close date is filled by HubSpot with the end of the month when a deal is made and changed when it closes: a fact only for
 * closed deals.
 */
export const hubspotDeals: Layout = {
  id: 'hubspot_deals',
  name: { ru: 'HubSpot: сделки', en: 'HubSpot: deals' },
  export: { ru: 'CRM → Deals → Export', en: 'CRM → Deals → Export' },
  references: [
    'https://developers.hubspot.com/docs/api-reference/latest/crm/exports/guide.md',
    'https://developers.hubspot.com/docs/methods/deals/deals_overview',
    'https://docs.progress.com/bundle/datadirect-hubspot-jdbc-60/page/DEALS_V3.html',
  ],
  known: 'seen',
  source: 'hubspot',
  fields: {
    id: { names: ['Record ID', 'Deal ID', 'Record ID - Deal'] },
    title: { names: ['Deal Name'] },
    stage: { names: ['Deal Stage'] },
    pipeline: { names: ['Pipeline'] },
    amount: { names: ['Amount', 'Deal Amount'] },
    currency: { names: ['Currency', 'Deal currency code'] },
    closeDate: { names: ['Close Date', 'Closed Date'] },
    createdAt: { names: ['Create Date', 'Object create date/time'] },
    modifiedAt: { names: ['Last Modified Date', 'Object last modified date/time'] },
    activityAt: { names: ['Last Activity Date', 'Last Activity'] },
    stageAt: { names: ['Date entered current stage'] },
    owner: { names: ['Deal owner', 'Owner', 'HubSpot Owner'] },
    isWon: { names: ['Is Closed Won', 'Is Deal Won'] },
    isLost: { names: ['Is Closed Lost'] },
    isClosed: { names: ['Is Deal Closed?', 'Is Closed', 'Is Deal Closed'] },
    lostReason: { names: ['Closed Lost Reason'] },
    originalSource: { names: ['Original Traffic Source', 'Original Source', 'Original Source Type', 'Lead source'] },
    campaign: { names: ['utm_campaign', 'UTM Campaign', 'Campaign of last booking in meetings tool'] },
    dealType: { names: ['Deal Type'] },
    ...associationFields,
  },
  needs: ['id', 'title', 'stage'],
  telling: ['id', 'title', 'stage', ['owner', 'pipeline'], ['closeDate', 'createdAt', 'amount']],
  questions: [wonDealsQuestion('amount')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: associated,
        opened_at: column('createdAt'),
        stage: column('stage'),
        stage_entered_at: column('stageAt'),
        outcome,
        closed_at: closedAt,
        amount: net(column('amount')),
        currency,
        process: column('pipeline'),
        owner: column('owner'),
        channel,
        campaign: column('campaign'),
        loss_reason: column('lostReason'),
        // The latest sign of life tells which of two exports of a deal is the later one.
        updated_at: first(column('modifiedAt'), column('activityAt'), closedAt, column('createdAt')),
      },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: associated,
        name: when(hasCompany, companyName, contactName),
        kind: kindOfAssociated,
        email: when({ not: hasCompany }, contactEmail),
      },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [filled('contactIds'), hasCompany] },
      columns: {
        person_id: contactId(primaryContact),
        customer_id: associated,
        name: contactName,
        email: contactEmail,
      },
    },
    salesOfWonDeals({
      id: column('id'),
      customer: associated,
      outcome,
      soldAt: column('closeDate'),
      amountField: 'amount',
      hasCustomer,
      more: { currency, channel, campaign: column('campaign') },
    }),
  ],
};

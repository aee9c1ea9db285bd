import { column, constant, filled, first, joined, type Layout, net, own, when } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { opportunityOutcome, recordId } from './salesforce.ts';

/** Most reports have no id in them: then name, account and day of creation stand for it. */
const deal = first(recordId(column('id')), joined(' · ', column('title'), column('accountName'), column('createdAt')));
const customer = own(first(recordId(column('accountId')), column('accountName')));
const hasCustomer = { any: [filled('accountId'), filled('accountName')] };
const outcome = opportunityOutcome(column('stage'), column('isWon'), column('isClosed'));
const closedAt = when(isClosed(outcome), column('closeDate'));

/** Salesforce → Reports → Opportunities → Export (details only), with the labels of columns in English. */
export const salesforceReport: Layout = {
  id: 'salesforce_report',
  name: { ru: 'Salesforce: отчёт по сделкам', en: 'Salesforce: opportunity report' },
  export: { ru: 'Reports → Export → Details Only (CSV)', en: 'Reports → Export → Details Only (CSV)' },
  references: [
    'https://developer.salesforce.com/docs/atlas.en-us.228.0.sfFieldRef.meta/sfFieldRef/salesforce_field_reference_Opportunity.htm',
  ],
  known: 'seen',
  source: 'salesforce',
  fields: {
    id: { names: ['Opportunity ID', 'Opportunity ID (18 characters)', 'Opportunity Record ID'] },
    title: { names: ['Opportunity Name'] },
    accountId: { names: ['Account ID'] },
    accountName: { names: ['Account Name'] },
    stage: { names: ['Stage'] },
    amount: { names: ['Amount', 'Total Amount', 'Amount (converted)'] },
    currency: { names: ['Amount Currency', 'Total Amount Currency', 'Opportunity Currency', 'Currency'] },
    closeDate: { names: ['Close Date', 'Closed Date'] },
    createdAt: { names: ['Created Date'] },
    modifiedAt: { names: ['Last Modified Date'] },
    activityAt: { names: ['Last Activity'] },
    stageAt: { names: ['Last Stage Change Date'] },
    owner: { names: ['Opportunity Owner', 'Owner: Full Name'] },
    leadSource: { names: ['Lead Source'] },
    campaign: { names: ['Primary Campaign Source', 'Campaign Name'] },
    type: { names: ['Type', 'Opportunity Type'] },
    isWon: { names: ['Won', 'Is Won'] },
    isClosed: { names: ['Closed', 'Is Closed'] },
    probability: { names: ['Probability (%)'] },
    fiscal: { names: ['Fiscal Period'] },
    forecast: { names: ['Forecast Category'] },
    age: { names: ['Age'] },
    nextStep: { names: ['Next Step'] },
    recordType: { names: ['Opportunity Record Type'] },
    lostReason: { names: ['Loss Reason', 'Closed Lost Reason'] },
  },
  needs: ['title', 'stage', ['closeDate', 'amount']],
  telling: ['title', 'stage', 'accountName', ['probability', 'fiscal', 'forecast', 'owner', 'isWon', 'id']],
  questions: [wonDealsQuestion('amount')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: deal,
        customer_id: customer,
        opened_at: column('createdAt'),
        stage: column('stage'),
        stage_entered_at: column('stageAt'),
        outcome,
        closed_at: closedAt,
        amount: net(column('amount')),
        currency: column('currency'),
        process: column('recordType'),
        owner: column('owner'),
        channel: column('leadSource'),
        campaign: column('campaign'),
        loss_reason: column('lostReason'),
        updated_at: first(column('modifiedAt'), column('activityAt'), closedAt, column('createdAt')),
      },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: { customer_id: customer, name: column('accountName'), kind: constant('b2b') },
    },
    salesOfWonDeals({
      id: deal,
      customer,
      outcome,
      soldAt: column('closeDate'),
      amountField: 'amount',
      hasCustomer,
      more: { currency: column('currency'), channel: column('leadSource'), campaign: column('campaign') },
    }),
  ],
};

import { column, constant, filled, first, type Layout, net, oneOf, own, when } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { opportunityOutcome, recordId } from './salesforce.ts';

const deal = recordId(column('id'));
const customer = own(first(recordId(column('accountId')), column('accountName')));
const hasCustomer = { any: [filled('accountId'), filled('accountName')] };
const outcome = opportunityOutcome(column('stage'), column('isWon'), column('isClosed'));
const closedAt = when(isClosed(outcome), column('closeDate'));

/** Salesforce Data Loader, Data Export or a query of the object Opportunity, with the names of fields as the API gives them. */
export const salesforceOpportunities: Layout = {
  id: 'salesforce_opportunities',
  name: { ru: 'Salesforce: сделки (Data Loader)', en: 'Salesforce: opportunities (Data Loader)' },
  export: { ru: 'Data Loader → Export → Opportunity', en: 'Data Loader → Export → Opportunity' },
  references: [
    'https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-opportunity.html',
  ],
  known: 'documented',
  source: 'salesforce',
  fields: {
    id: { names: ['Id'] },
    historyOf: { names: ['OpportunityId'] },
    isDeleted: { names: ['IsDeleted'] },
    accountId: { names: ['AccountId'] },
    accountName: { names: ['Account.Name'] },
    title: { names: ['Name'] },
    stage: { names: ['StageName'] },
    amount: { names: ['Amount'] },
    currency: { names: ['CurrencyIsoCode'] },
    closeDate: { names: ['CloseDate'] },
    type: { names: ['Type'] },
    leadSource: { names: ['LeadSource'] },
    isClosed: { names: ['IsClosed'] },
    isWon: { names: ['IsWon'] },
    forecast: { names: ['ForecastCategory', 'ForecastCategoryName'] },
    campaign: { names: ['CampaignId', 'Campaign.Name'] },
    ownerName: { names: ['Owner.Name'] },
    owner: { names: ['OwnerId'] },
    recordType: { names: ['RecordType.Name', 'RecordTypeId'] },
    createdAt: { names: ['CreatedDate'] },
    modifiedAt: { names: ['SystemModstamp', 'LastModifiedDate'] },
    stageAt: { names: ['LastStageChangeDate'] },
    lostReason: { names: ['Loss_Reason__c', 'LossReason__c', 'Lost_Reason__c'] },
  },
  // The history of stages has an id of its own beside the opportunity's.
  never: ['historyOf'],
  needs: ['id', 'stage', 'closeDate'],
  telling: ['stage', 'closeDate', ['accountId', 'accountName'], ['isWon', 'isClosed', 'forecast', 'createdAt']],
  questions: [wonDealsQuestion('amount')],
  leaveOut: [oneOf(column('isDeleted'), 'true', '1')],
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
        owner: first(column('ownerName'), column('owner')),
        channel: column('leadSource'),
        campaign: column('campaign'),
        loss_reason: column('lostReason'),
        updated_at: first(column('modifiedAt'), closedAt, column('createdAt')),
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

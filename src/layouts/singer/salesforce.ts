import { column, constant, first, net, own } from '../layout.ts';
import { opportunityOutcome, recordId } from '../programs/salesforce.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { moment, type Stream } from './stream.ts';

const references = ['https://github.com/singer-io/tap-salesforce'];
const account = own(recordId(column('accountId')));
const outcome = opportunityOutcome(column('stage'), column('isWon'), column('isClosed'));
const closedAt = { when: isClosed(outcome), gives: moment(column('closeDate')) };
const modified = moment(column('modifiedAt'));
const common = {
  id: { names: ['Id'] },
  createdAt: { names: ['CreatedDate'] },
  modifiedAt: { names: ['SystemModstamp', 'LastModifiedDate'] },
};

export const salesforceStreams: Stream[] = [
  {
    id: 'singer_salesforce_opportunity',
    references,
    known: 'documented',
    streams: ['opportunity'],
    needs: ['id', 'stage', 'createdAt'],
    fields: {
      ...common,
      accountId: { names: ['AccountId'] },
      title: { names: ['Name'] },
      stage: { names: ['StageName'] },
      amount: { names: ['Amount'] },
      currency: { names: ['CurrencyIsoCode'] },
      closeDate: { names: ['CloseDate'] },
      isClosed: { names: ['IsClosed'] },
      isWon: { names: ['IsWon'] },
      owner: { names: ['OwnerId'] },
      leadSource: { names: ['LeadSource'] },
      type: { names: ['RecordTypeId'] },
      isDeleted: { names: ['IsDeleted'] },
    },
    questions: [wonDealsQuestion('amount')],
    outputs: [
      {
        kind: 'deals',
        columns: {
          deal_id: recordId(column('id')),
          customer_id: account,
          opened_at: moment(column('createdAt')),
          stage: column('stage'),
          outcome,
          closed_at: closedAt,
          amount: net(column('amount')),
          currency: column('currency'),
          owner: column('owner'),
          channel: column('leadSource'),
          process: column('type'),
          updated_at: modified,
        },
        attributes: { title: column('title') },
      },
      salesOfWonDeals({
        id: recordId(column('id')),
        customer: account,
        outcome,
        soldAt: closedAt,
        amountField: 'amount',
        hasCustomer: { filled: column('accountId') },
        more: { currency: column('currency') },
      }),
    ],
  },
  {
    id: 'singer_salesforce_account',
    references,
    known: 'documented',
    streams: ['account'],
    needs: ['id', 'name', ['createdAt', 'modifiedAt']],
    fields: {
      ...common,
      name: { names: ['Name'] },
      type: { names: ['Industry', 'Type'] },
      phone: { names: ['Phone'] },
      country: { names: ['BillingCountry'] },
      city: { names: ['BillingCity'] },
    },
    outputs: [
      {
        kind: 'customers',
        columns: {
          customer_id: own(recordId(column('id'))),
          name: column('name'),
          kind: constant('b2b'),
          segment: column('type'),
          phone: column('phone'),
          region: first(column('country'), column('city')),
          created_at: moment(column('createdAt')),
          updated_at: modified,
        },
      },
    ],
  },
  {
    id: 'singer_salesforce_contact',
    references,
    known: 'documented',
    streams: ['contact'],
    needs: ['id', ['name', 'lastName'], ['createdAt', 'modifiedAt']],
    fields: {
      ...common,
      accountId: { names: ['AccountId'] },
      name: { names: ['Name'] },
      firstName: { names: ['FirstName'] },
      lastName: { names: ['LastName'] },
      email: { names: ['Email'] },
      phone: { names: ['Phone', 'MobilePhone'] },
    },
    outputs: [
      {
        kind: 'people',
        columns: {
          person_id: own(recordId(column('id'))),
          customer_id: account,
          name: first(column('name'), { joined: [column('firstName'), column('lastName')], by: ' ' }),
          email: column('email'),
          phone: column('phone'),
          updated_at: modified,
        },
      },
    ],
  },
];

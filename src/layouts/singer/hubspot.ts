import type { Field } from '../layout.ts';
import { chosen, column, constant, first, found, net, oneOf, own, when, whole } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { moment, type Stream } from './stream.ts';

/** The ways taps name a property of HubSpot: singer-io's of old and of now, and Meltano's. */
const property = (name: string): Field => ({
  names: [`property_${name}__value`, `properties__${name}__value`, `property_${name}`, `properties__${name}`, name],
});

const references = ['https://github.com/singer-io/tap-hubspot', 'https://github.com/MeltanoLabs/tap-hubspot'];
const yes = ['true', '1'];
const company = own(whole('-', constant('company'), found(column('companyIds'), '\\d+')));
const contact = own(whole('-', constant('contact'), found(column('contactIds'), '\\d+')));
const customer = first(company, contact);
const outcome = when(
  oneOf(column('isWon'), ...yes),
  constant('won'),
  when(
    oneOf(column('isClosed'), ...yes),
    constant('lost'),
    chosen(
      column('stage'),
      [
        { is: ['closedwon'], gives: 'won' },
        { is: ['closedlost'], gives: 'lost' },
      ],
      constant('open'),
    ),
  ),
);
const closedAt = when(isClosed(outcome), moment(column('closedAt')));

export const hubspotStreams: Stream[] = [
  {
    id: 'singer_hubspot_deals',
    references,
    known: 'described',
    streams: ['deals'],
    needs: ['id', 'stage', ['title', 'pipeline']],
    fields: {
      id: { names: ['dealId', 'id', 'hs_object_id'] },
      title: property('dealname'),
      stage: property('dealstage'),
      pipeline: property('pipeline'),
      amount: property('amount'),
      currency: property('deal_currency_code'),
      closedAt: property('closedate'),
      createdAt: property('createdate'),
      modifiedAt: property('hs_lastmodifieddate'),
      owner: property('hubspot_owner_id'),
      isWon: property('hs_is_closed_won'),
      isClosed: property('hs_is_closed'),
      lostReason: property('closed_lost_reason'),
      channel: property('hs_analytics_source'),
      companyIds: { names: ['associations__associatedCompanyIds', 'associations__companies'] },
      contactIds: { names: ['associations__associatedVids', 'associations__contacts'] },
    },
    questions: [wonDealsQuestion('amount')],
    outputs: [
      {
        kind: 'deals',
        columns: {
          deal_id: column('id'),
          customer_id: customer,
          opened_at: moment(column('createdAt')),
          stage: column('stage'),
          outcome,
          closed_at: closedAt,
          amount: net(column('amount')),
          currency: column('currency'),
          process: column('pipeline'),
          owner: column('owner'),
          channel: column('channel'),
          loss_reason: column('lostReason'),
          updated_at: moment(column('modifiedAt')),
        },
        attributes: { title: column('title') },
      },
      salesOfWonDeals({
        id: column('id'),
        customer,
        outcome,
        soldAt: closedAt,
        amountField: 'amount',
        hasCustomer: { any: [{ filled: column('companyIds') }, { filled: column('contactIds') }] },
        more: { currency: column('currency') },
      }),
    ],
  },
  {
    id: 'singer_hubspot_contacts',
    references,
    known: 'described',
    streams: ['contacts'],
    needs: ['id', ['email', 'firstName', 'lastName']],
    fields: {
      id: { names: ['vid', 'id'] },
      email: property('email'),
      firstName: property('firstname'),
      lastName: property('lastname'),
      phone: property('phone'),
      createdAt: property('createdate'),
      modifiedAt: property('lastmodifieddate'),
      companyId: { names: [...property('associatedcompanyid').names, 'associated-company__company-id'] },
    },
    outputs: [
      {
        kind: 'people',
        when: { filled: column('companyId') },
        columns: {
          person_id: own(whole('-', constant('contact'), column('id'))),
          customer_id: own(whole('-', constant('company'), found(column('companyId'), '\\d+'))),
          name: { joined: [column('firstName'), column('lastName')], by: ' ' },
          email: column('email'),
          phone: column('phone'),
          updated_at: moment(column('modifiedAt')),
        },
      },
      {
        kind: 'customers',
        when: { not: { filled: column('companyId') } },
        columns: {
          customer_id: own(whole('-', constant('contact'), column('id'))),
          name: { joined: [column('firstName'), column('lastName')], by: ' ' },
          kind: constant('b2c'),
          email: column('email'),
          phone: column('phone'),
          created_at: moment(column('createdAt')),
          updated_at: moment(column('modifiedAt')),
        },
      },
    ],
  },
  {
    id: 'singer_hubspot_companies',
    references,
    known: 'described',
    streams: ['companies'],
    needs: ['id', ['name', 'domain']],
    fields: {
      id: { names: ['companyId', 'id'] },
      name: property('name'),
      domain: property('domain'),
      industry: property('industry'),
      phone: property('phone'),
      region: property('country'),
      createdAt: property('createdate'),
      modifiedAt: property('hs_lastmodifieddate'),
    },
    outputs: [
      {
        kind: 'customers',
        columns: {
          customer_id: own(whole('-', constant('company'), column('id'))),
          name: first(column('name'), column('domain')),
          kind: constant('b2b'),
          segment: column('industry'),
          phone: column('phone'),
          region: column('region'),
          created_at: moment(column('createdAt')),
          updated_at: moment(column('modifiedAt')),
        },
        attributes: { domain: column('domain') },
      },
    ],
  },
];

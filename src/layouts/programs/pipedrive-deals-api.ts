import type { Value } from '../../model/mapping.ts';
import { chosen, column, constant, first, found, type Layout, net, oneOf, own, when, whole } from '../layout.ts';
import { salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';

/** The first version of the API gives moments in UTC without saying so. */
const utc = (field: string): Value =>
  when(
    { of: column(field), matches: '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$' },
    whole('', column(field), constant('Z')),
    column(field),
  );
/** A number, or an object with the number in `value` (first version of the API). */
const number = (field: string): Value =>
  first(found(column(field), '"(?:value|id)":\\s*(\\d+)'), found(column(field), '^\\d+$'));

const outcome = chosen(column('status'), [
  { is: ['won'], gives: 'won' },
  { is: ['lost'], gives: 'lost' },
  { is: ['open'], gives: 'open' },
]);
const org = whole('-', constant('org'), number('orgId'));
const person = whole('-', constant('person'), number('personId'));
const customer = own(first(org, person));
const hasOrg = { filled: number('orgId') };
const hasPerson = { filled: number('personId') };
const hasCustomer = { any: [hasOrg, hasPerson] };
const closedAt = when(
  oneOf(outcome, 'won'),
  first(utc('wonAt'), utc('closedAt')),
  when(oneOf(outcome, 'lost'), first(utc('lostAt'), utc('closedAt'))),
);
const orgName = first(column('orgName'), found(column('orgId'), '"name":\\s*"([^"\\\\]*)"'));
const personName = first(column('personName'), found(column('personId'), '"name":\\s*"([^"\\\\]*)"'));

/** Pipedrive API → /deals, a deal a line. Stages and pipelines are numbers here. */
export const pipedriveDealsApi: Layout = {
  id: 'pipedrive_deals_api',
  name: { ru: 'Pipedrive: сделки (API)', en: 'Pipedrive: deals (API)' },
  export: {
    ru: 'API: GET /api/v1/deals или /api/v2/deals → NDJSON или CSV',
    en: 'API: GET /api/v1/deals or /api/v2/deals → NDJSON or CSV',
  },
  references: [
    'https://app.unpkg.com/@pipedream/pipedrive@0.10.3/files/sources/updated-deal-instant/test-event.mjs',
    'https://docs.rs/crate/pipedrive-rs/latest/source/docs/DealCollectionResponseObject.md',
  ],
  known: 'documented',
  source: 'pipedrive',
  fields: {
    id: { names: ['id'] },
    title: { names: ['title'] },
    value: { names: ['value'] },
    currency: { names: ['currency'] },
    orgId: { names: ['org_id'] },
    orgName: { names: ['org_name'] },
    personId: { names: ['person_id'] },
    personName: { names: ['person_name'], personal: 'name' },
    stage: { names: ['stage_id'] },
    pipeline: { names: ['pipeline_id'] },
    status: { names: ['status'] },
    createdAt: { names: ['add_time'] },
    updatedAt: { names: ['update_time'] },
    stageAt: { names: ['stage_change_time'] },
    wonAt: { names: ['won_time'] },
    lostAt: { names: ['lost_time'] },
    closedAt: { names: ['close_time'] },
    lostReason: { names: ['lost_reason'] },
    owner: { names: ['owner_name', 'owner_id', 'user_id'] },
    channel: { names: ['channel'] },
    expectedClose: { names: ['expected_close_date'] },
  },
  needs: ['id', 'stage', 'status', 'createdAt'],
  telling: ['stage', 'status', 'createdAt', ['orgId', 'personId'], ['wonAt', 'lostAt', 'stageAt', 'updatedAt']],
  questions: [wonDealsQuestion('value')],
  leaveOut: [oneOf(column('status'), 'deleted')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: utc('createdAt'),
        stage: column('stage'),
        stage_entered_at: utc('stageAt'),
        outcome,
        closed_at: closedAt,
        amount: net(column('value')),
        currency: column('currency'),
        process: column('pipeline'),
        owner: column('owner'),
        channel: column('channel'),
        loss_reason: column('lostReason'),
        updated_at: first(utc('updatedAt'), closedAt, utc('createdAt')),
      },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: when(hasOrg, orgName, personName),
        kind: when(hasOrg, constant('b2b'), constant('b2c')),
      },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [hasPerson, hasOrg] },
      columns: { person_id: own(person), customer_id: customer, name: personName },
    },
    salesOfWonDeals({
      id: column('id'),
      customer,
      outcome,
      soldAt: first(closedAt, utc('stageAt')),
      amountField: 'value',
      hasCustomer,
      more: { currency: column('currency'), channel: column('channel') },
    }),
  ],
};

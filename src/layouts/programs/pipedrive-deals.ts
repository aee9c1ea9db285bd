import {
  chosen,
  column,
  constant,
  filled,
  first,
  joined,
  type Layout,
  namedPerson,
  net,
  oneOf,
  own,
  when,
  whole,
} from '../layout.ts';
import { salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';

const outcome = chosen(column('status'), [
  { is: ['won', 'выиграно', 'выиграна', 'выигран'], gives: 'won' },
  { is: ['lost', 'проиграно', 'проиграна', 'проигран', 'потеряно'], gives: 'lost' },
  { is: ['open', 'открыто', 'открыта', 'открыт'], gives: 'open' },
]);
const customer = own(
  first(
    whole('-', constant('org'), column('orgId')),
    column('org'),
    whole('-', constant('person'), column('personId')),
    namedPerson(column('person'), first(column('personEmail'), column('personPhone')), column('id')),
  ),
);
const hasOrg = { any: [filled('orgId'), filled('org')] };
const hasPerson = { any: [filled('personId'), filled('person')] };
const hasCustomer = { any: [...hasOrg.any, ...hasPerson.any] };
const closedAt = when(
  oneOf(outcome, 'won'),
  first(column('wonAt'), column('closedAt')),
  when(oneOf(outcome, 'lost'), first(column('lostAt'), column('closedAt'))),
);
const channel = first(column('sourceChannel'), column('leadSource'));

/** Pipedrive → Deals → Export (CSV or Excel): columns carry what they are of, «Deal - Title»; columns of the person and the organization may stand beside. */
export const pipedriveDeals: Layout = {
  id: 'pipedrive_deals',
  name: { ru: 'Pipedrive: сделки', en: 'Pipedrive: deals' },
  export: { ru: 'Deals → … → Export filter results', en: 'Deals → … → Export filter results' },
  references: [
    'https://app.unpkg.com/@pipedream/pipedrive@0.10.3/files/sources/updated-deal-instant/test-event.mjs',
    'https://github.com/flexiodata/functions-pipedrive/blob/master/pipedrive-deals.py',
  ],
  known: 'seen',
  source: 'pipedrive',
  fields: {
    id: { names: ['Deal - ID', 'Сделка - ID'] },
    title: { names: ['Deal - Title', 'Сделка - Название'] },
    value: { names: ['Deal - Value', 'Сделка - Сумма', 'Сделка - Стоимость'] },
    currency: { names: ['Deal - Currency of Value', 'Deal - Currency', 'Сделка - Валюта'] },
    owner: { names: ['Deal - Owner', 'Сделка - Владелец', 'Сделка - Ответственный'] },
    orgId: { names: ['Deal - Organization ID', 'Organization - ID', 'Deal - Organisation ID'] },
    org: { names: ['Deal - Organization', 'Organization - Name', 'Deal - Organisation', 'Сделка - Организация'] },
    personId: { names: ['Deal - Contact person ID', 'Person - ID'] },
    person: { names: ['Deal - Contact person', 'Person - Name', 'Сделка - Контактное лицо'], personal: 'name' },
    personEmail: { names: ['Person - Email', 'Person - Email - Work'], personal: 'email' },
    personPhone: { names: ['Person - Phone', 'Person - Phone - Work'], personal: 'phone' },
    pipeline: { names: ['Deal - Pipeline', 'Сделка - Воронка'] },
    stage: { names: ['Deal - Stage', 'Сделка - Этап'] },
    status: { names: ['Deal - Status', 'Сделка - Статус'] },
    createdAt: { names: ['Deal - Deal created', 'Deal - Created', 'Сделка - Сделка создана'] },
    updatedAt: { names: ['Deal - Update time', 'Сделка - Время обновления'] },
    stageAt: { names: ['Deal - Last stage change', 'Сделка - Последнее изменение этапа'] },
    wonAt: { names: ['Deal - Won time', 'Сделка - Время выигрыша'] },
    lostAt: { names: ['Deal - Lost time', 'Сделка - Время проигрыша'] },
    closedAt: { names: ['Deal - Deal closed on', 'Сделка - Сделка закрыта'] },
    lostReason: { names: ['Deal - Lost reason', 'Сделка - Причина проигрыша'] },
    expectedClose: { names: ['Deal - Expected close date', 'Сделка - Ожидаемая дата закрытия'] },
    sourceChannel: { names: ['Deal - Source channel'] },
    leadSource: { names: ['Deal - Lead Source', 'Deal - Source', 'Сделка - Источник'] },
    campaign: { names: ['Deal - utm_campaign', 'Deal - UTM Campaign'] },
    taxId: { names: ['Organization - Tax ID', 'Organization - VAT number', 'Организация - ИНН', 'Organization - ИНН'] },
    region: { names: ['Organization - City/town/village/locality of Address', 'Organization - Address'] },
  },
  needs: ['id', ['title', 'value'], ['status', 'stage']],
  telling: ['id', 'title', ['status', 'stage'], ['createdAt', 'value', 'owner']],
  questions: [wonDealsQuestion('value')],
  leaveOut: [oneOf(column('status'), 'deleted', 'удалено', 'удалена')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: column('createdAt'),
        stage: column('stage'),
        stage_entered_at: column('stageAt'),
        outcome,
        closed_at: closedAt,
        amount: net(column('value')),
        currency: column('currency'),
        process: column('pipeline'),
        owner: column('owner'),
        channel,
        campaign: column('campaign'),
        loss_reason: column('lostReason'),
        updated_at: first(column('updatedAt'), closedAt, column('createdAt')),
      },
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: {
        customer_id: customer,
        name: first(column('org'), column('person')),
        kind: when(hasOrg, constant('b2b'), constant('b2c')),
        email: column('personEmail'),
        phone: column('personPhone'),
        tax_id: column('taxId'),
        region: column('region'),
      },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [hasPerson, hasOrg] },
      columns: {
        person_id: own(
          first(whole('-', constant('person'), column('personId')), joined(' · ', column('person'), column('org'))),
        ),
        customer_id: customer,
        name: column('person'),
        email: column('personEmail'),
        phone: column('personPhone'),
      },
    },
    salesOfWonDeals({
      id: column('id'),
      customer,
      outcome,
      soldAt: first(closedAt, column('stageAt')),
      amountField: 'value',
      hasCustomer,
      more: { currency: column('currency'), channel, campaign: column('campaign') },
    }),
  ],
};

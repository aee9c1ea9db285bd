import type { Value } from '../../model/mapping.ts';
import { column, constant, filled, first, found, type Layout, net, own, when, whole } from '../layout.ts';
import { isClosed, salesOfWonDeals, wonDealsQuestion } from '../won-deals.ts';
import { outcome } from './bitrix24.ts';

/** None is 0 in some exports and empty in others. */
const company = found(column('companyId'), '^[1-9]\\d*$');
const contact = found(column('contactId'), '[1-9]\\d*');
const numbered = (kind: string, id: Value): Value => whole('-', constant(kind), id);
const customer = own(first(numbered('company', company), numbered('contact', contact)));
const hasCompany = { filled: company };
const hasCustomer = { any: [hasCompany, { filled: contact }] };
/** A tag is not a channel by itself: which one it means is for the rules of channels, by source and medium together. */
const tags = { utm_source: column('utmSource'), utm_medium: column('utmMedium') };
const channel = when(filled('utmSource'), constant(''), column('origin'));

/** Bitrix24 REST → crm.deal.list, with the names of fields as the method gives them. */
export const bitrix24DealsApi: Layout = {
  id: 'bitrix24_deals_api',
  name: { ru: 'Битрикс24: сделки (REST)', en: 'Bitrix24: deals (REST)' },
  export: { ru: 'REST: crm.deal.list → CSV или NDJSON', en: 'REST: crm.deal.list → CSV or NDJSON' },
  references: [
    'https://dev.1c-bitrix.ru/rest_help/crm/cdeals/crm_deal_fields.php',
    'https://dev.1c-bitrix.ru/rest_help/crm/stagehistory.php',
  ],
  known: 'documented',
  source: 'bitrix24',
  fields: {
    id: { names: ['ID'] },
    title: { names: ['TITLE'] },
    type: { names: ['TYPE_ID'] },
    pipeline: { names: ['CATEGORY_ID'] },
    stage: { names: ['STAGE_ID'] },
    semantics: { names: ['STAGE_SEMANTIC_ID'] },
    amount: { names: ['OPPORTUNITY'] },
    currency: { names: ['CURRENCY_ID'] },
    closed: { names: ['CLOSED'] },
    companyId: { names: ['COMPANY_ID'] },
    contactId: { names: ['CONTACT_ID', 'CONTACT_IDS'] },
    owner: { names: ['ASSIGNED_BY_ID'] },
    createdAt: { names: ['DATE_CREATE'] },
    modifiedAt: { names: ['DATE_MODIFY'] },
    beganAt: { names: ['BEGINDATE'] },
    plannedClose: { names: ['CLOSEDATE'] },
    movedAt: { names: ['MOVED_TIME'] },
    origin: { names: ['SOURCE_ID'] },
    utmSource: { names: ['UTM_SOURCE'] },
    utmMedium: { names: ['UTM_MEDIUM'] },
    utmCampaign: { names: ['UTM_CAMPAIGN'] },
  },
  needs: ['id', 'stage', ['amount', 'title']],
  telling: ['stage', 'amount', 'owner', ['createdAt', 'modifiedAt'], ['companyId', 'contactId']],
  questions: [wonDealsQuestion('amount')],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('id'),
        customer_id: customer,
        opened_at: first(column('createdAt'), column('beganAt')),
        stage: column('stage'),
        stage_entered_at: column('movedAt'),
        outcome,
        closed_at: when(isClosed(outcome), column('movedAt')),
        amount: net(column('amount')),
        currency: column('currency'),
        process: column('pipeline'),
        owner: column('owner'),
        channel,
        campaign: column('utmCampaign'),
        updated_at: column('modifiedAt'),
      },
      attributes: tags,
    },
    {
      kind: 'customers',
      aside: 'deals',
      when: hasCustomer,
      columns: { customer_id: customer, kind: when(hasCompany, constant('b2b'), constant('b2c')) },
    },
    {
      kind: 'people',
      aside: 'deals',
      when: { all: [{ filled: contact }, hasCompany] },
      columns: { person_id: own(numbered('contact', contact)), customer_id: customer },
    },
    salesOfWonDeals({
      id: column('id'),
      customer,
      outcome,
      soldAt: first(column('movedAt'), column('plannedClose')),
      amountField: 'amount',
      hasCustomer,
      more: { currency: column('currency'), channel, campaign: column('utmCampaign') },
      attributes: tags,
    }),
  ],
};

import { callers, callKind, spokenBy, talkHours } from '../calls.ts';
import { chosen, column, constant, first, type Layout, own } from '../layout.ts';

const phone = column('phone');
const missed = chosen(column('isLost'), [{ is: ['true', '1', 'да'], gives: 'missed' }]);

const kind = callKind(column('direction'), missed);

/** UIS and CoMagic Data API → get.calls_report: one call a line, with the visit before it. */
export const uisCalls: Layout = {
  id: 'uis_calls',
  name: { ru: 'UIS / CoMagic: звонки', en: 'UIS / CoMagic: calls' },
  export: { ru: 'Data API: get.calls_report → NDJSON или CSV', en: 'Data API: get.calls_report → NDJSON or CSV' },
  references: [
    'https://rdrr.io/github/grkhr/rcomagic/man/getCallsCoMagic.html',
    'https://rdrr.io/github/nexter83/rComagic/src/R/getCalls.R',
  ],
  known: 'seen',
  source: 'uis',
  fields: {
    id: { names: ['id'] },
    at: { names: ['start_time'] },
    finishedAt: { names: ['finish_time'] },
    finishReason: { names: ['finish_reason'] },
    direction: { names: ['direction'] },
    isLost: { names: ['is_lost'] },
    phone: { names: ['contact_phone_number'], personal: 'phone' },
    contactName: { names: ['contact_full_name'], personal: 'name' },
    line: { names: ['virtual_phone_number'] },
    talk: { names: ['talk_duration', 'clean_talk_duration', 'total_duration'] },
    communication: { names: ['communication_id', 'communication_number', 'communication_type'] },
    visitor: { names: ['visitor_id'] },
    gaClient: { names: ['ua_client_id'] },
    ymClient: { names: ['ym_client_id'] },
    employee: {
      names: ['last_answered_employee_full_name', 'employee_full_name', 'first_answered_employee_full_name'],
    },
    channel: { names: ['channel'] },
    campaignName: { names: ['campaign_name'] },
    utmSource: { names: ['utm_source'] },
    utmMedium: { names: ['utm_medium'] },
    utmCampaign: { names: ['utm_campaign'] },
    referrer: { names: ['referrer', 'referrer_domain'] },
    gclid: { names: ['gclid'] },
    yclid: { names: ['yclid'] },
  },
  needs: ['at', 'phone'],
  telling: ['phone', 'at', ['line', 'communication'], ['direction', 'isLost', 'finishReason']],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: own(column('id')),
        occurred_at: column('at'),
        kind,
        person_id: own(phone),
        anonymous_id: first(column('ymClient'), column('gaClient')),
        source: column('utmSource'),
        medium: column('utmMedium'),
        campaign: first(column('utmCampaign'), column('campaignName')),
        touchpoint: constant('phone'),
        actor: spokenBy(column('employee'), kind),
        hours: talkHours(column('talk')),
      },
      attributes: {
        ym_client_id: column('ymClient'),
        client_id: column('gaClient'),
        gclid: column('gclid'),
        yclid: column('yclid'),
        referrer: column('referrer'),
      },
    },
    callers(phone, column('contactName')),
  ],
};

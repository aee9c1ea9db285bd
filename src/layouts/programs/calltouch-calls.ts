import type { Value } from '../../model/mapping.ts';
import { callers, callKind, spokenBy, talkHours } from '../calls.ts';
import { chosen, column, constant, first, type Layout, own, when } from '../layout.ts';

const phone = column('caller');
const missed = chosen(column('successful'), [{ is: ['false', '0', 'нет'], gives: 'missed' }]);
/** What is not known has words for it: «<не указано>». */
const given = (field: string): Value => when({ not: { of: column(field), matches: '^<' } }, column(field));
const visitor = first(column('yandexId'), column('clientId'));

const kind = callKind(constant('in'), missed);

/** Calltouch API → calls-diary: one call a line. Its source and medium are those of the visit before the call. */
export const calltouchCalls: Layout = {
  id: 'calltouch_calls',
  name: { ru: 'Calltouch: журнал звонков', en: 'Calltouch: call log' },
  export: { ru: 'API: calls-diary/calls → NDJSON или CSV', en: 'API: calls-diary/calls → NDJSON or CSV' },
  references: [
    'https://www.calltouch.ru/support/api-metod-vygruzki-zhurnala-zvonkov/',
    'https://calltouch.kz/support/api-metod-vygruzki-zhurnala-zvonkov',
  ],
  known: 'seen',
  source: 'calltouch',
  fields: {
    id: { names: ['callId'] },
    at: { names: ['date'] },
    caller: { names: ['callerNumber'], personal: 'phone' },
    line: { names: ['phoneNumber'] },
    duration: { names: ['duration'] },
    waiting: { names: ['waitingConnect'] },
    successful: { names: ['successful'] },
    unique: { names: ['uniqueCall'] },
    target: { names: ['targetCall'] },
    uniqueTarget: { names: ['uniqTargetCall'] },
    callback: { names: ['callbackCall'] },
    source: { names: ['source'] },
    medium: { names: ['medium'] },
    utmSource: { names: ['utmSource'] },
    utmMedium: { names: ['utmMedium'] },
    utmCampaign: { names: ['utmCampaign'] },
    keyword: { names: ['keyword'] },
    session: { names: ['sessionId'] },
    yandexId: { names: ['yaClientId'] },
    clientId: { names: ['clientId'] },
    referrer: { names: ['ref'] },
    url: { names: ['url'] },
    manager: { names: ['manager'] },
  },
  needs: ['id', 'at', 'caller'],
  telling: [
    'id',
    'caller',
    ['unique', 'target', 'uniqueTarget', 'waiting'],
    ['session', 'yandexId', 'source', 'utmSource'],
  ],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: own(column('id')),
        occurred_at: column('at'),
        kind,
        person_id: own(phone),
        anonymous_id: visitor,
        source: first(given('utmSource'), given('source')),
        medium: first(given('utmMedium'), given('medium')),
        campaign: given('utmCampaign'),
        touchpoint: constant('phone'),
        actor: spokenBy(column('manager'), kind),
        hours: talkHours(column('duration')),
      },
      attributes: { ym_client_id: column('yandexId'), client_id: column('clientId'), referrer: column('referrer') },
    },
    callers(phone),
  ],
};

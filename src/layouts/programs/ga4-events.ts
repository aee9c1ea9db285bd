import { anyOf, chosen, column, epoch, first, found, joined, type Layout, oneOf, when } from '../layout.ts';

const dayOf = (field: string) =>
  joined(
    '-',
    found(column(field), '^(\\d{4})\\d{4}$'),
    found(column(field), '^\\d{4}(\\d{2})\\d{2}$'),
    found(column(field), '^\\d{6}(\\d{2})$'),
  );

const starts = oneOf(column('event'), 'session_start');

/**
 * Events of Google Analytics 4 out of BigQuery, flattened to one row an event. A session's start is a visit and says where it came from;
 * other events are what they are called. What GA4 counts by itself while somebody reads says nothing and is left out.
 */
export const ga4Events: Layout = {
  id: 'ga4_events',
  name: { ru: 'Google Analytics 4: события из BigQuery', en: 'Google Analytics 4: events from BigQuery' },
  export: {
    ru: 'BigQuery: таблицы events_*, развёрнутые в строки',
    en: 'BigQuery: the events_* tables, flattened to rows',
  },
  references: [
    'https://developers.google.com/analytics/bigquery/event-schema',
    'https://support.google.com/analytics/answer/7029846',
  ],
  known: 'described',
  source: 'ga4',
  fields: {
    date: { names: ['event_date'] },
    micros: { names: ['event_timestamp'] },
    moment: { names: ['event_datetime', 'event_time'] },
    event: { names: ['event_name'] },
    clientId: { names: ['user_pseudo_id'], personal: 'id' },
    userId: { names: ['user_id'], personal: 'id' },
    session: { names: ['ga_session_id', 'session_id', 'event_params.ga_session_id'] },
    batch: { names: ['event_bundle_sequence_id'] },
    place: { names: ['batch_event_index'] },
    source: {
      names: [
        'session_traffic_source_last_click.manual_campaign.source',
        'collected_traffic_source.manual_source',
        'collected_traffic_source_manual_source',
        'session_source',
        'event_params.source',
        'source',
        'traffic_source.source',
        'traffic_source_source',
      ],
    },
    medium: {
      names: [
        'session_traffic_source_last_click.manual_campaign.medium',
        'collected_traffic_source.manual_medium',
        'collected_traffic_source_manual_medium',
        'session_medium',
        'event_params.medium',
        'medium',
        'traffic_source.medium',
        'traffic_source_medium',
      ],
    },
    campaign: {
      names: [
        'session_traffic_source_last_click.manual_campaign.campaign_name',
        'collected_traffic_source.manual_campaign_name',
        'collected_traffic_source_manual_campaign_name',
        'session_campaign',
        'event_params.campaign',
        'campaign',
        'traffic_source.name',
        'traffic_source_name',
      ],
    },
    gclid: { names: ['collected_traffic_source.gclid', 'collected_traffic_source_gclid', 'gclid'] },
    page: { names: ['page_location', 'event_params.page_location'] },
    title: { names: ['page_title', 'event_params.page_title'] },
    referrer: { names: ['page_referrer', 'event_params.page_referrer'] },
  },
  needs: ['event', 'clientId', ['date', 'micros', 'moment']],
  telling: ['event', 'clientId', ['date', 'micros', 'moment']],
  outputs: [
    {
      kind: 'interactions',
      columns: {
        interaction_id: joined(
          '|',
          column('clientId'),
          first(column('micros'), column('moment'), column('date')),
          column('event'),
          column('batch'),
          column('place'),
        ),
        occurred_at: first(epoch(found(column('micros'), '^(\\d{10})\\d{6}$')), column('moment'), dayOf('date')),
        kind: chosen(column('event'), [{ is: ['session_start'], gives: 'visit' }], column('event')),
        anonymous_id: column('clientId'),
        source: when(starts, column('source')),
        medium: when(starts, column('medium')),
        campaign: when(starts, column('campaign')),
        touchpoint: column('title'),
      },
      attributes: {
        client_id: column('clientId'),
        user_id: column('userId'),
        gclid: first(column('gclid'), found(column('page'), '[?&]gclid=([^&#]+)')),
        yclid: found(column('page'), '[?&]yclid=([^&#]+)'),
        page: column('page'),
        referrer: column('referrer'),
      },
    },
  ],
  leaveOut: [anyOf(oneOf(column('event'), 'user_engagement', 'scroll'))],
};

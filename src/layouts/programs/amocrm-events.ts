import { column, epoch, found, type Layout, oneOf, when } from '../layout.ts';

const status = found(column('after'), '"id":\\s*"?(\\d+)');
const at = epoch(column('createdAt'));

/**
 * amoCRM (Kommo) API → /api/v4/events, one event a line: the history of stages that the export of deals lacks. Stages are numbers here (142 won, 143
 * lost). Whether a deal is won stays the list of deals' to say, so that an old history does not reopen it.
 */
export const amocrmEvents: Layout = {
  id: 'amocrm_events',
  name: { ru: 'amoCRM: история этапов (события API)', en: 'amoCRM: stage history (API events)' },
  export: {
    ru: 'API: GET /api/v4/events?filter[type]=lead_status_changed, по событию на строку (NDJSON) или в CSV',
    en: 'API: GET /api/v4/events?filter[type]=lead_status_changed, an event a line (NDJSON) or CSV',
  },
  references: [
    'https://developers.kommo.com/reference/events-filtration.md',
    'https://glama.ai/mcp/servers/@cAIborg-ai/amocrm-mcp/blob/26804dcff7cf3d9d6502167a08257c90057fbe25/amocrm_mcp/tools/analytics.py',
  ],
  known: 'documented',
  source: 'amocrm',
  formats: ['ndjson', 'delimited', 'xlsx', 'parquet'],
  fields: {
    id: { names: ['id'] },
    type: { names: ['type'] },
    entityId: { names: ['entity_id'] },
    entityType: { names: ['entity_type'] },
    createdBy: { names: ['created_by'] },
    createdAt: { names: ['created_at'] },
    after: { names: ['value_after'] },
    before: { names: ['value_before'] },
    account: { names: ['account_id'] },
  },
  needs: ['type', 'entityId', 'createdAt', 'after'],
  telling: ['entityType', 'after', 'before', 'createdBy'],
  outputs: [
    {
      kind: 'deals',
      when: oneOf(column('type'), 'lead_status_changed'),
      columns: {
        deal_id: column('entityId'),
        stage: status,
        stage_entered_at: at,
        closed_at: when(oneOf(status, '142', '143'), at),
      },
    },
  ],
  leaveOut: [{ not: oneOf(column('type'), 'lead_status_changed') }],
};

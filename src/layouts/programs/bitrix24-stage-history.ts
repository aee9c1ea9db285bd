import { column, type Layout, when } from '../layout.ts';
import { isClosed } from '../won-deals.ts';
import { historicOutcome } from './bitrix24.ts';

/**
 * Bitrix24 REST → crm.stagehistory.list (entityTypeId 2): when each deal came to each stage. TYPE_ID: 1 created, 2 moved on, 3 moved to a last stage.
 * Stages are codes: with deals by REST too they are the same ones.
 */
export const bitrix24StageHistory: Layout = {
  id: 'bitrix24_stage_history',
  name: { ru: 'Битрикс24: история стадий сделок', en: 'Bitrix24: stage history of deals' },
  export: {
    ru: 'REST: crm.stagehistory.list (entityTypeId = 2) → CSV или NDJSON',
    en: 'REST: crm.stagehistory.list (entityTypeId = 2) → CSV or NDJSON',
  },
  references: ['https://dev.1c-bitrix.ru/rest_help/crm/stagehistory.php'],
  known: 'documented',
  source: 'bitrix24',
  fields: {
    id: { names: ['ID'] },
    type: { names: ['TYPE_ID'] },
    deal: { names: ['OWNER_ID'] },
    at: { names: ['CREATED_TIME'] },
    pipeline: { names: ['CATEGORY_ID'] },
    semantics: { names: ['STAGE_SEMANTIC_ID'] },
    stage: { names: ['STAGE_ID'] },
  },
  needs: ['deal', 'at', 'stage'],
  telling: ['deal', 'at', 'semantics', 'type'],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: column('deal'),
        stage: column('stage'),
        stage_entered_at: column('at'),
        outcome: historicOutcome,
        closed_at: when(isClosed(historicOutcome), column('at')),
      },
    },
  ],
};

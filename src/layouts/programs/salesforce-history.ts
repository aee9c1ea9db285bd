import { column, constant, type Layout } from '../layout.ts';
import { recordId, stageOutcome } from './salesforce.ts';

/**
 * Salesforce Data Loader → OpportunityHistory: every stage, amount and close date an opportunity had, and when. A row may be a new amount
 * in the same stage, so the day of closing is the list's of opportunities to say.
 */
export const salesforceHistory: Layout = {
  id: 'salesforce_history',
  name: { ru: 'Salesforce: история стадий сделок', en: 'Salesforce: opportunity history' },
  export: { ru: 'Data Loader → Export → OpportunityHistory', en: 'Data Loader → Export → OpportunityHistory' },
  references: [
    'https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-opportunityhistory.html',
  ],
  known: 'documented',
  source: 'salesforce',
  fields: {
    id: { names: ['Id'] },
    deal: { names: ['OpportunityId'] },
    stage: { names: ['StageName'] },
    amount: { names: ['Amount'] },
    currency: { names: ['CurrencyIsoCode'] },
    expected: { names: ['ExpectedRevenue'] },
    closeDate: { names: ['CloseDate'] },
    probability: { names: ['Probability'] },
    forecast: { names: ['ForecastCategory'] },
    at: { names: ['CreatedDate'] },
  },
  needs: ['deal', 'stage', 'at'],
  telling: ['deal', 'stage', 'at', ['probability', 'forecast', 'closeDate']],
  outputs: [
    {
      kind: 'deals',
      columns: {
        deal_id: recordId(column('deal')),
        stage: column('stage'),
        stage_entered_at: column('at'),
        outcome: stageOutcome(column('stage'), constant('open')),
      },
    },
  ],
};

import type { Value } from '../../model/mapping.ts';
import { chosen, constant, first, found, oneOf, when } from '../layout.ts';

/** A Salesforce id: reports give its first 15 characters, the API three more for the same record. */
export const recordId = (id: Value): Value => first(found(id, '^([a-zA-Z0-9]{15})(?:[a-zA-Z0-9]{3})?$'), id);

const yes = ['1', 'true', 'yes', 'да'];
const byStage = [
  { is: ['Closed Won', 'Won', 'Закрыто/Выиграно', 'Закрыта — выиграна'], matches: '^closed[ /_-]*won', gives: 'won' },
  {
    is: ['Closed Lost', 'Lost', 'Закрыто/Проиграно', 'Закрыта — проиграна'],
    matches: '^closed[ /_-]*lost',
    gives: 'lost',
  },
];

/** What a stage says by Salesforce's own words. */
export const stageOutcome = (stage: Value, otherwise: Value): Value => chosen(stage, byStage, otherwise);

/** A closed opportunity that is not won is lost; without the two marks the stage tells. */
export const opportunityOutcome = (stage: Value, isWon: Value, isClosed: Value): Value =>
  when(
    oneOf(isWon, ...yes),
    constant('won'),
    when(
      { all: [oneOf(isClosed, ...yes), { filled: isWon }] },
      constant('lost'),
      stageOutcome(stage, when(oneOf(isClosed, ...yes), constant(''), constant('open'))),
    ),
  );

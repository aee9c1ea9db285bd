import type { Value } from '../../model/mapping.ts';
import { chosen, column, constant, when } from '../layout.ts';

// Stages of Bitrix24, in its own words and codes (`C7:WON` is the won stage of pipeline 7). Failure first: «неуспешно» holds «успешно».
const bySemantics = [
  { matches: '^f$|провал|неуспе|проигр|fail|lost', gives: 'lost' },
  { matches: '^s$|успе|выигр|success|won', gives: 'won' },
  { matches: '^p$|работ|progress|process', gives: 'open' },
];
const byStage = [
  {
    matches: '(^|:)(LOSE|APOLOGY)$',
    is: [
      'Сделка провалена',
      'Сделка проиграна',
      'Анализ причины провала',
      'Анализ причины проигрыша',
      'Анализ проигрыша',
      'Deal lost',
      'Analyze failure',
    ],
    gives: 'lost',
  },
  {
    matches: '(^|:)WON$',
    is: ['Сделка успешна', 'Сделка заключена', 'Сделка выиграна', 'Deal won', 'Close deal'],
    gives: 'won',
  },
];
const isOver = { of: column('closed'), oneOf: ['Y', 'Да', 'Yes', '1', 'true'] };

/** By the group of stages if the file has it, else by the stage; a closed deal in a stage with a name of the company's own is left for a person to say. */
export const outcome: Value = chosen(
  column('semantics'),
  bySemantics,
  chosen(column('stage'), byStage, when(isOver, constant(''), constant('open'))),
);

/** The same for a row of history, which has no mark that the deal is closed. */
export const historicOutcome: Value = chosen(
  column('semantics'),
  bySemantics,
  chosen(column('stage'), byStage, constant('open')),
);

/** Exports of the screen write currencies in words. */
export const currency: Value = chosen(
  column('currency'),
  [
    { matches: 'белорус|belarus', gives: 'BYN' },
    { matches: 'рубл|руб\\.|ruble|^ru[br]$', gives: 'RUB' },
    { matches: 'доллар|us dollar', gives: 'USD' },
    { matches: '^евро|^euro', gives: 'EUR' },
    { matches: 'тенге|tenge', gives: 'KZT' },
  ],
  column('currency'),
);

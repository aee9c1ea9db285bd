import type { Price } from '../../../model/audit/audit.ts';
import type { QuestionNumber } from '../../../model/audit/questions.ts';
import { hoursWords, say } from '../../organisation/words.ts';
import type { AuditMatter } from '../matter.ts';
import { activationPrice, cltvPrice, marketPrice, pathPrice } from './customers.ts';
import { ideaPrice } from './idea.ts';
import { priced } from './priced.ts';
import { costPrice, offerPrice, romiPrice, rosPrice, sellingHours } from './spend.ts';

const processPrice = (matter: AuditMatter): Price => {
  const { all, told } = sellingHours(matter);
  const unnamed = matter.facts.processes.reduce((sum, { name, deals }) => sum + (name === '' ? deals : 0), 0);
  return priced(null, {
    code: 'one_process_price',
    text:
      matter.findings.find(({ code }) => code === 'one_process_for_all')?.text ??
      say(
        'Время продавцов на сделки, которым нужен другой процесс',
        'Reps’ time on deals that ask for another process',
      ),
    how: say(
      'Пока не посчитать: часы и затраты не разложены по процессам',
      'Can’t be reckoned yet: hours and costs are not told by process',
    ),
    assumptions: [],
    missing: [
      ...(unnamed > 0
        ? [
            say(
              'процесс у сделок (столбец process): нет у {n}',
              'the process on deals (column process): {n} have none',
              {
                n: unnamed,
              },
            ),
          ]
        : []),
      all > 0
        ? say(
            'процесс в затратах на продажи (столбец process): из {all} за год он указан у {told}',
            'the process on sales costs (column process): of {all} in the year {told} have it',
            { all: hoursWords(all), told: hoursWords(told) },
          )
        : say(
            'часы продавцов по процессам (столбцы hours и process в затратах)',
            'hours of reps by process (columns hours and process of costs)',
          ),
    ],
    link: '/organisation?tab=needed',
  });
};

const prices: Record<QuestionNumber, (matter: AuditMatter) => Price> = {
  1: ideaPrice,
  2: marketPrice,
  3: pathPrice,
  4: activationPrice,
  5: rosPrice,
  6: romiPrice,
  7: processPrice,
  8: offerPrice,
  9: costPrice,
  10: cltvPrice,
};

/** A final score up to this is a weak answer: it has a price. */
export const weakAnswer = 2;

/** What a weak answer costs a month or hides, from the company's own numbers; else what to bring to know it. Null for a strong answer. */
export const priceOf = (matter: AuditMatter, q: QuestionNumber, final: number): Price | null =>
  final > weakAnswer ? null : prices[q](matter);

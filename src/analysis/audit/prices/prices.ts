import type { Price } from '../../../model/audit/audit.ts';
import type { QuestionNumber } from '../../../model/audit/questions.ts';
import type { AuditMatter } from '../matter.ts';
import { activationPrice, cltvPrice, marketPrice, pathPrice } from './customers.ts';
import { ideaPrice } from './idea.ts';
import { processPrice } from './processes.ts';
import { costPrice, offerPrice, romiPrice, rosPrice } from './spend.ts';

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

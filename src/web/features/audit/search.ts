import { type QuestionNumber, questionNumbers } from '../../../model/audit/questions.ts';
import { count, oneOf, type Read, reader, word } from '../../kit/fields.ts';

const question = (value: unknown): QuestionNumber | undefined => oneOf(questionNumbers)(count(10)(value));

const fields = {
  q: question,
  /** A kept run to compare with, by its id. */
  before: word,
  /** The run that is compared; absent is now. */
  after: word,
};

/** What the address of the audit holds: the question that is open, and the runs that are compared. */
export const readAudit = reader(fields);
export type AuditSearch = Read<typeof fields>;

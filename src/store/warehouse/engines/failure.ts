import { Problem } from '../../../model/problem.ts';

const diskFull = /NOT_ENOUGH_SPACE|No space left on device|ENOSPC|errno: 28\b|Disk quota exceeded/;
const memory = /MEMORY_LIMIT_EXCEEDED|CANNOT_ALLOCATE_MEMORY/;

/** What the engine's error means to the user; an error of ours keeps the engine's words and names the statement. */
export const problemOf = (error: unknown, sql: string): unknown => {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Over HTTP the engine's name of the error comes beside the message, embedded it is in it.
  const told = error instanceof Error && 'type' in error ? `${message} ${String(error.type)}` : message;
  if (diskFull.test(told))
    return new Problem(
      {
        code: 'disk_full',
        kind: 'internal',
        text: {
          ru: 'На диске кончилось место. Ничего не записано наполовину: освободите место и повторите.',
          en: 'The disk is full. Nothing was left half-written: free some space and try again.',
        },
      },
      { cause: error },
    );
  if (memory.test(told))
    return new Problem(
      {
        code: 'not_enough_memory',
        kind: 'internal',
        text: {
          ru: 'Для этого не хватило памяти. Данные целы: сузьте вопрос или дайте программе больше памяти.',
          en: 'There was not enough memory for this. The data is intact: narrow the question or give the program more memory.',
        },
      },
      { cause: error },
    );
  return new Error(`${message}\nin: ${sql.slice(0, 2000)}`, { cause: error });
};

import type { Answer } from '../../../model/metric.ts';

/** As many as one takes in at a look. */
const mostParts = 12;

/** The parts with a value, the largest first; none where there are fewer than two, which say nothing new. */
export const partsToShow = (answers: readonly Answer[]): (Answer & { value: number })[] => {
  const known = answers.flatMap((answer) => (answer.value === null ? [] : [{ ...answer, value: answer.value }]));
  const told = known.filter(({ by, value }) => by.segment !== '' || value !== 0);
  return told.length < 2 ? [] : told.sort((a, b) => b.value - a.value).slice(0, mostParts);
};

export type Step = {
  id: string;
  label: string;
  /** A level («total») stands on the ground; a change starts where the one before it ended. */
  kind: 'level' | 'change';
  value: number;
  /** Ready to read. */
  text: string;
  color: string;
};

/** Where the bar of each step lies: a level from the ground, a change from where the one before it ended. */
export const rangesOf = (steps: readonly Step[]): { from: number; to: number }[] => {
  let level = 0;
  return steps.map((step) => {
    if (step.kind === 'level') {
      level = step.value;
      return { from: 0, to: step.value };
    }
    const from = level;
    level += step.value;
    return { from, to: level };
  });
};

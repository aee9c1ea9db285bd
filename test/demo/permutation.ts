import { type Chance, chanceOf } from '../../src/demo/chance.ts';
import type { SentFile } from './two-companies.ts';

export type Step = { workspace: string; does: 'import' | 'undo'; file: string };
/** What a permuter is to do, as it finds it written. */
export type Sending = {
  files: Pick<SentFile, 'name' | 'answers'>[];
  source: string;
  /** The first has every file once, in order. */
  workspaces: string[];
  steps: Step[];
};

/** Every file once or twice in any order; some imports are taken back at some time after. */
const shuffled = (workspace: string, names: readonly string[], chance: Chance): Step[] => {
  const sent = chance.shuffled([...names, ...names.filter(() => chance.happens(0.25))]);
  return sent.flatMap((file, at) => {
    const earlier = sent.slice(0, at + 1);
    const steps: Step[] = [{ workspace, does: 'import', file }];
    return chance.happens(0.2) ? [...steps, { workspace, does: 'undo', file: chance.pick(earlier) }] : steps;
  });
};

export const sendingOf = (files: readonly SentFile[], source: string, turns: number, seed: number): Sending => {
  const names = files.map(({ name }) => name);
  const others = Array.from({ length: turns }, (_, at) => `shuffled-${at + 1}`);
  return {
    files: files.map(({ name, answers = {} }) => ({ name, answers })),
    source,
    workspaces: ['plain', ...others],
    steps: [
      ...names.map((file): Step => ({ workspace: 'plain', does: 'import', file })),
      ...others.flatMap((workspace) => shuffled(workspace, names, chanceOf(workspace, seed))),
    ],
  };
};

import type { ChannelRule, Condition, Origin } from '../../model/channels.ts';
import type { Reading } from './reading.ts';
import { folded } from './spelling.ts';

/** A cell as it is compared: `texts` as written and as it was read out of another cell. */
type Cell = { isWritten: boolean; texts: readonly string[] };
export type Cells = (cell: Condition['cell']) => Cell;

/** The cells of an origin for rules; each is folded once, when a rule first asks for it. */
export const cellsOf = (origin: Origin, reading: Reading): Cells => {
  const known = new Map<string, Cell>();
  return (cell) => {
    let found = known.get(cell);
    if (found === undefined) {
      const read = cell === 'channel' || cell === 'click' ? '' : folded(reading[cell]);
      const written = folded(origin[cell]);
      const clicks = cell === 'click' ? [...reading.clicks] : [];
      const texts = [...new Set([written, read, ...clicks])].filter((text) => text !== '');
      found = { isWritten: written !== '', texts };
      known.set(cell, found);
    }
    return found;
  };
};

/** Whether `text` is `pattern` with any letters for every `*`; takes no more than text × pattern steps. */
export const matchesPattern = (text: string, pattern: string): boolean => {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
};

type Test = (cell: Cell) => boolean;

const testOf = ({ is, values }: Condition): Test => {
  const wanted = values.map(folded).filter((value) => value !== '');
  const exact = new Set(wanted);
  const some = (holds: (text: string, value: string) => boolean): Test => {
    return ({ texts }) => texts.some((text) => wanted.some((value) => holds(text, value)));
  };
  switch (is) {
    case 'equals':
      return ({ texts }) => texts.some((text) => exact.has(text));
    case 'contains':
      return some((text, value) => text.includes(value));
    case 'starts_with':
      return some((text, value) => text.startsWith(value));
    case 'matches':
      return some(matchesPattern);
    case 'empty':
      return ({ isWritten }) => !isWritten;
    case 'filled':
      return ({ isWritten }) => isWritten;
  }
};

/** Finds the first rule whose conditions all hold. */
export const ruleFinder = (rules: readonly ChannelRule[]): ((cells: Cells) => ChannelRule | undefined) => {
  const prepared = rules.map((rule) => ({
    rule,
    tests: rule.when.map((condition) => ({ cell: condition.cell, test: testOf(condition) })),
  }));
  return (cells) => prepared.find(({ tests }) => tests.every(({ cell, test }) => test(cells(cell))))?.rule;
};

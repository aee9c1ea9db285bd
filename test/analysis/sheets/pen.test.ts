import { expect, it } from 'vitest';
import { linesOf } from '../../../src/analysis/sheets/pen.ts';
import { faces } from './typefaces.ts';

it('a word that is too long goes on after a hyphen, three letters on both sides', () => {
  const lines = linesOf(faces, 'Оператор маркетплейса', { size: 7 }, 15.5);
  expect(lines).toEqual(['Оператор', 'маркетп-', 'лейса']);
  // Numbers are no words: they are cut where they must be, with nothing put in.
  expect(linesOf(faces, '1234567890123', { size: 7 }, 8).join('')).toBe('1234567890123');
});

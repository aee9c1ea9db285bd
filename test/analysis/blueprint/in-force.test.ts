import { expect, test } from 'vitest';
import { inForceDuring, reigns } from '../../../src/analysis/blueprint/in-force.ts';

const versions = [
  { version: 1, from: '2023-01-01' },
  { version: 2, from: '2025-03-01' },
  { version: 3, from: '2025-01-01' },
  { version: 4, from: '2025-06-01' },
];

test('on any day the newest version whose first day has come is in force', () => {
  expect(reigns(versions)).toEqual([
    { version: 1, from: '2023-01-01', to: '2025-01-01' },
    { version: 3, from: '2025-01-01', to: '2025-06-01' },
    { version: 4, from: '2025-06-01', to: null },
  ]);
  expect(reigns([])).toEqual([]);
  expect(reigns([versions[0], { version: 2, from: '2023-01-01' }].filter((each) => each !== undefined))).toEqual([
    { version: 2, from: '2023-01-01', to: null },
  ]);
});

test('a period names those in force on one of its days', () => {
  const during = (from: string, to: string) => inForceDuring(versions, { from, to }).map(({ version }) => version);
  expect(during('2022-01-01', '2023-01-01')).toEqual([]);
  expect(during('2022-01-01', '2023-01-02')).toEqual([1]);
  expect(during('2025-01-01', '2025-06-01')).toEqual([3]);
  expect(during('2024-12-31', '2025-06-02')).toEqual([1, 3, 4]);
});

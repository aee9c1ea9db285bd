import { expect, it } from 'vitest';
import { stationOf } from '../../../src/analysis/audit/station.ts';

it('a weak place is at the station the audit found it at, if at any', () => {
  expect(stationOf(['cells:c12', 'zones:new', 'segments:S1'])).toBe('new');
  expect(stationOf(['stages:winback'])).toBe('winback');
  // A stage of a design that is no station, and places that are none.
  expect(stationOf(['stages:somewhere', 'channels', 'segments:new'])).toBeNull();
  expect(stationOf([])).toBeNull();
});

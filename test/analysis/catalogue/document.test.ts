import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metricsDocument } from '../../../src/analysis/catalogue/document.ts';

it('docs/metrics.md is what the catalogue says (write it anew with node bin/metrics-doc.mjs)', () => {
  expect(readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')).toBe(metricsDocument());
});

import { expect, it } from 'vitest';
import { metricOf } from '../../../src/analysis/catalogue/catalogue.ts';
import { kpiNames, type RivalKpi } from '../../../src/analysis/organisation/findings/kpi-names.ts';

it('metrics that pull against each other are called as the catalogue calls them', () => {
  for (const [id, name] of Object.entries(kpiNames)) expect(name, id).toEqual(metricOf(id as RivalKpi).name);
});

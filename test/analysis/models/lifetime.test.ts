import { expect, it } from 'vitest';
import { purchaseModel } from '../../../src/analysis/models/choose.ts';
import { wholeLife } from '../../../src/analysis/models/lifetime.ts';
import type { ModelSpec } from '../../../src/analysis/models/model.ts';

const told: [ModelSpec, number[]][] = [
  [{ id: 'nbd' }, [0.6, 8]],
  [{ id: 'bg_nbd' }, [0.243, 4.414, 0.793, 2.426]],
  [{ id: 'mbg_nbd' }, [0.525, 6.183, 0.891, 1.614]],
  [{ id: 'pareto_nbd' }, [0.553, 10.578, 0.606, 11.669]],
  [{ id: 'bg_cnbd', k: 3 }, [0.9, 3, 0.8, 2.4]],
  [{ id: 'mbg_cnbd', k: 2 }, [0.9, 3, 0.8, 2.4]],
];

it.each(told)(
  'a new customer’s whole life is the sum of its weeks at what they are worth on the first day (%o)',
  (spec, parameters) => {
    const model = purchaseModel(spec);
    const rate = Math.log(1.18) / 52.18;
    let [sum, before] = [0, 0];
    for (let week = 1; week <= 4000; week += 1) {
      const until = model.newcomer(parameters, week);
      sum += (until - before) * Math.exp(-rate * (week - 0.5));
      before = until;
    }
    expect(wholeLife(model, parameters, rate) / sum).toBeCloseTo(1, 3);
  },
);

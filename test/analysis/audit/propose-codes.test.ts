import { describe, expect, it } from 'vitest';
import { canonOf, proposeCodes } from '../../../src/analysis/audit/propose-codes.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';

const canon = canonOf(demoBlueprint());
const read = (text: string): Record<string, number> =>
  Object.fromEntries(
    proposeCodes(canon, [{ respondent: 1, item: 'idea', text }]).map(({ element, code }) => [element, code]),
  );

describe('proposed codes', () => {
  it('leave out how the company earns', () => {
    expect(canon.map(({ id }) => id)).toEqual(['I1', 'I2', 'I3', 'I4']);
  });

  it('are 1 for the canon itself in either language', () => {
    for (const language of ['ru', 'en'] as const)
      expect(read(canon.map(({ text }) => text[language]).join('. '))).toEqual({ I1: 1, I2: 1, I3: 1, I4: 1 });
  });

  it('know words in other forms', () => {
    expect(read('Мы гарантируем качество воды и подтверждаем его измерениями').I3).toBe(1);
    expect(read('We guarantee the quality of water and prove it by measuring').I3).toBeGreaterThan(0);
  });

  it('take a synonym for the element whatever else is said', () => {
    expect(read('Ну, у нас же есть собственное всё: и склад, и доставка, и своя лаборатория на Лесной').I4).toBe(1);
  });

  it('are 0 for what has nothing to do with it, for silence and where there is no canon', () => {
    expect(read('Быстро доставляем по городу, скидки постоянным')).toEqual({ I1: 0, I2: 0, I3: 0, I4: 0 });
    expect(read('')).toEqual({ I1: 0, I2: 0, I3: 0, I4: 0 });
    expect(proposeCodes([], [{ respondent: 1, item: 'idea', text: 'вода' }])).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SurveyForm } from '../../../src/model/audit/survey.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import type { NewLink } from '../../../src/store/registry/surveys.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const clock = () => new Date('2026-01-05T09:00:00Z');
const form = SurveyForm.parse({
  function: 'sales',
  isHead: false,
  currency: 'RUB',
  items: [{ id: 'idea', q: 1, kind: 'text', title: { ru: 'Идея', en: 'Idea' }, longest: 500 }],
});
const linkOf = (label: string, respondent: number): NewLink => ({
  kind: 'respondent',
  label,
  function: 'sales',
  isHead: false,
  language: 'ru',
  respondent,
  hash: `hash of ${label}`,
  sealed: `sealed ${label}`,
  form,
});
const said = (text: string) => ({ kind: 'text' as const, text });

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('the survey of staff on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());

  it('keeps answers until they are sent, and tells them without names', async () => {
    const registry = await openRegistry(await place.open(await place.fresh()), clock);
    const { surveys } = registry;
    const round = await surveys.begin('main', 'own\u0000er');
    await surveys.addLinks(round.id, [linkOf('Anna', 77), linkOf('Boris', 12), linkOf('Vera', 40)]);
    const [anna, boris, vera] = await surveys.links(round.id);
    if (!anna || !boris || !vera) throw new Error('no links');
    expect(await surveys.find('hash of Boris')).toMatchObject({
      id: boris.id,
      workspace: 'main',
      label: 'Boris',
      form,
    });
    expect(await surveys.find('hash of Nobody')).toBeNull();

    // A zero byte, which the database has no place for, must not cost an answer.
    expect(await surveys.answer(anna.id, 'idea', said('a\u0000b'))).toBe(true);
    expect(await surveys.answersOf(anna.id)).toEqual({ idea: said('a\ufffdb') });
    expect(await surveys.answer(anna.id, 'idea', said('better'))).toBe(true);
    await surveys.submit(anna.id);
    expect(await surveys.answer(anna.id, 'idea', said('too late'))).toBe(false);
    await surveys.withdraw(boris.id);
    expect(await surveys.answer(boris.id, 'idea', said('withdrawn'))).toBe(false);
    await surveys.answer(vera.id, 'idea', said('not sent yet'));
    await surveys.withdraw(anna.id);
    await surveys.saveCodes(round.id, 'owner', [{ respondent: 77, item: 'idea', element: 'I1', code: 0.5 }]);
    await surveys.saveCodes(round.id, 'owner', [{ respondent: 77, item: 'idea', element: 'I1', code: 1 }]);

    const told = await surveys.rounds('main');
    expect(told).toEqual([
      {
        id: String(round.id),
        at: clock().toISOString(),
        responses: [
          {
            respondent: 40,
            function: 'sales',
            isHead: false,
            form,
            answers: { idea: said('not sent yet') },
            submitted: false,
          },
          {
            respondent: 77,
            function: 'sales',
            isHead: false,
            form,
            answers: { idea: said('better') },
            submitted: true,
          },
        ],
        codes: [{ respondent: 77, item: 'idea', element: 'I1', rater: 'owner', code: 1 }],
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Anna|Vera/);

    const dump = await registry.dump();
    expect(JSON.stringify(dump)).not.toContain('access_');
    await registry.clear();
    expect(await surveys.rounds('main')).toEqual([]);
    await registry.load(dump);
    expect(await surveys.rounds('main')).toEqual(told);
    expect((await surveys.begin('main', '')).id).toBeGreaterThan(round.id);
    await surveys.bring('main', { at: clock(), by: 'demo', responses: told[0]?.responses ?? [], codes: [] });
    expect((await surveys.rounds('main'))[0]?.responses).toEqual(told[0]?.responses);
    await registry.close();
  });
});

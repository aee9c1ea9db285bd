import { describe, expect, it } from 'vitest';
import { completenessOf, coverageOf } from '../../../src/analysis/blueprint/completeness.ts';
import { defaultPart } from '../../../src/analysis/blueprint/defaults/defaults.ts';
import { danglingReferences } from '../../../src/analysis/blueprint/references.ts';
import { templates } from '../../../src/analysis/blueprint/templates.ts';
import { findingsOf } from '../../../src/analysis/organisation/findings/findings.ts';
import { Blueprint, collectionNames } from '../../../src/model/blueprint/blueprint.ts';
import { Employee } from '../../../src/model/blueprint/organisation.ts';
import { thingsOf } from '../../../src/model/blueprint/things.ts';

describe.each(templates.map((each) => [each.id, each] as const))('the template %s', (_, { blueprint, name, about }) => {
  it('parses to itself and names nothing that is not there', () => {
    expect(Blueprint.parse(JSON.parse(JSON.stringify(blueprint)))).toEqual(blueprint);
    expect(danglingReferences(blueprint)).toEqual([]);
  });

  it('is written in both languages', () => {
    const half: string[] = [];
    const look = (thing: unknown, path: string): void => {
      if (typeof thing !== 'object' || thing === null) return;
      if ('ru' in thing && 'en' in thing) {
        if ((thing.ru === '') !== (thing.en === '')) half.push(path);
        if (/[а-яё]/i.test(String(thing.en)) || (/^[\p{ASCII}]+$/u.test(String(thing.ru)) && thing.ru !== ''))
          half.push(path);
      }
      for (const [key, value] of Object.entries(thing)) look(value, `${path}.${key}`);
    };
    look({ blueprint, name, about }, '');
    expect(half).toEqual([]);
  });

  it('fills everything a cell must have and covers every state', () => {
    const lacking = Object.entries(blueprint.cells).flatMap(([id, cell]) =>
      completenessOf(blueprint, id, cell).missing.map((what) => `${id} ${what}`),
    );
    expect(lacking).toEqual([]);
    for (const [id, journey] of Object.entries(blueprint.journeys)) {
      const cells = Object.values(blueprint.cells).filter((cell) => cell.journey === id);
      expect(cells.length, id).toBeGreaterThanOrEqual(8);
      const empty = journey.states.filter((state) => !cells.some((cell) => cell.state === state));
      const unused = journey.touchpoints.filter((each) => !cells.some((cell) => cell.touchpoint === each));
      expect([...empty, ...unused]).toEqual([]);
      expect(coverageOf(blueprint, id).share).toBeGreaterThan(0.4);
    }
  });

  it('has a way in and out of every cell, a loop, a loss and a return, and lets no more go than came', () => {
    const edges = Object.values(blueprint.edges);
    expect(new Set(edges.map(({ kind }) => kind))).toEqual(new Set(['progress', 'loop', 'skip', 'loss', 'return']));
    for (const [id, cell] of Object.entries(blueprint.cells)) {
      const out = edges.filter(({ from }) => from === `cell:${id}`);
      expect(
        edges.some(({ to, journey }) => to === `cell:${id}` && journey === cell.journey),
        `into ${id}`,
      ).toBe(true);
      expect(out.length, `out of ${id}`).toBeGreaterThan(0);
      expect(out.reduce((sum, { probability }) => sum + (probability ?? 0), 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('has one who answers and somebody who does, whose numbers and budgets these are', () => {
    for (const [id, zone] of Object.entries(blueprint.zones)) {
      const letters = Object.entries(zone.roles);
      const owners = letters.filter(([, letter]) => letter === 'A' || letter === 'AR').map(([role]) => role);
      expect(owners.length, id).toBe(1);
      expect(
        letters.some(([, letter]) => letter === 'R' || letter === 'AR'),
        id,
      ).toBe(true);
      const owner = blueprint.roles[owners[0] ?? ''];
      expect(owner?.budgets, `${id} ${owners[0]}`).toContain(zone.stage);
      expect(owner?.kpis, `${id} ${owners[0]}`).toContain(blueprint.stages[zone.stage]?.metric);
    }
  });

  it('names in its cells those who answer for the stage', () => {
    for (const [id, cell] of Object.entries(blueprint.cells)) {
      const segment = blueprint.journeys[cell.journey]?.segment;
      const zones = Object.values(blueprint.zones).filter((zone) => zone.stage === cell.stage);
      const zone = zones.find((each) => each.segment === segment) ?? zones.find((each) => each.segment === null);
      const letters = zone?.roles ?? {};
      expect(['A', 'AR'], `${id} ${cell.stage} ${cell.accountable}`).toContain(letters[cell.accountable ?? '']);
      expect(['R', 'AR'], `${id} ${cell.stage} ${cell.responsible}`).toContain(letters[cell.responsible ?? '']);
    }
  });
});

describe('templates together', () => {
  it('share what is default and nothing else', () => {
    const shared = new Set(
      collectionNames.flatMap((name) => Object.keys(defaultPart[name] ?? {}).map((id) => `${name}:${id}`)),
    );
    const seen = new Map<string, string>();
    const clashes: string[] = [];
    for (const { id: template, blueprint } of templates)
      for (const name of collectionNames)
        for (const [id, thing] of thingsOf(blueprint, name)) {
          const key = `${name}:${id}`;
          const text = JSON.stringify(thing);
          if (!shared.has(key) && seen.has(key) && seen.get(key) !== text) clashes.push(`${template} ${key}`);
          seen.set(key, text);
        }
    expect(clashes).toEqual([]);
  });
});

describe('a template, checked without facts,', () => {
  it.each(templates.map((each) => [each.id, each.blueprint] as const))(
    '%s lacks only what the company itself can give',
    (_, blueprint) => {
      const found = findingsOf(blueprint, null, '2025-12-31');
      expect(new Set(found.map(({ code }) => code))).toEqual(
        new Set(['goal_without_base', 'input_missing', 'role_without_people']),
      );
      expect(found.filter(({ severity }) => severity === 'high')).toEqual([]);
    },
  );

  it.each(templates.map((each) => [each.id, each.blueprint] as const))(
    '%s says once that there are no people, and of each role as soon as there is somebody',
    (_, blueprint) => {
      const unheld = (design: Blueprint) =>
        findingsOf(design, null, '2025-12-31').filter(({ code }) => code === 'role_without_people');
      const [one, ...others] = unheld(blueprint);
      expect(others).toEqual([]);
      const roles = one?.where.filter(({ collection }) => collection === 'roles') ?? [];
      expect(one?.n).toBe(roles.length);
      expect(roles.length).toBeGreaterThan(1);
      const [held, ...rest] = roles.map(({ id }) => id);
      const first = Employee.parse({ name: 'Анна', rate: 1, roles: [{ role: held, share: 1 }] });
      const single = unheld({ ...blueprint, employees: { anna: first } });
      expect(single.map(({ where }) => where[0]?.id).sort()).toEqual(rest.sort());
    },
  );
});

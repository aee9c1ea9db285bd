import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { demoFiles, demoSettings, generateDemoCompany } from '../../src/demo/demo.ts';
import { factShapes } from '../../src/model/facts.ts';
import { settingKeys } from '../../src/model/settings.ts';

const examples = fileURLToPath(new URL('../../examples/clearloop/', import.meta.url));
const facts = generateDemoCompany();
const files = demoFiles(facts);
const share = (part: number, whole: number): number => part / whole;

describe('the files of the demo company', () => {
  it('are the same in every run', () => {
    const again = demoFiles(generateDemoCompany());
    for (const [at, file] of files.entries())
      expect(Buffer.from(again[at]?.bytes ?? []).equals(Buffer.from(file.bytes)), file.name).toBe(true);
  });

  it('are those in examples', async () => {
    const written = (await readdir(examples)).filter((name) => !name.endsWith('.md')).sort();
    expect(written).toEqual(files.map((file) => file.name).sort());
    for (const file of files)
      expect((await readFile(join(examples, file.name))).equals(Buffer.from(file.bytes)), file.name).toBe(true);
  });

  it('have only columns of the contract, attributes and props', () => {
    for (const [kind, rows] of Object.entries(facts)) {
      const known = new Set(factShapes[kind as keyof typeof facts].columns.map((column) => column.name));
      const others = new Set(rows.flatMap((row) => Object.keys(row)).filter((name) => !known.has(name)));
      expect([...others].filter((name) => !/^(attributes|props)\./.test(name) && name !== 'recorded_at')).toEqual([]);
    }
  });

  it('set up what the settings verb knows', () => {
    expect(Object.keys(demoSettings).filter((key) => !(settingKeys as string[]).includes(key))).toEqual([]);
  });

  it('hold 36 months and 60 000 interactions', () => {
    const months = new Set(facts.order_lines.map((row) => row.ordered_at?.slice(0, 7)));
    expect(months.size).toBe(36);
    expect(facts.interactions.length).toBe(60_000);
    const days = [
      ...facts.interactions.map((row) => row.occurred_at),
      ...facts.order_lines.map((row) => row.ordered_at),
    ];
    expect(days.filter((day) => day === undefined || day < '2023-01-01' || day >= '2026-01-01')).toEqual([]);
  });

  it('have one customer, deal, line and payment under one id', () => {
    const ids = [
      facts.customers.map((row) => row.customer_id),
      facts.people.map((row) => row.person_id),
      facts.interactions.map((row) => row.interaction_id),
      facts.deals.map((row) => `${row.deal_id} ${row.stage} ${row.stage_entered_at}`),
      facts.order_lines.map((row) => row.line_id),
      facts.payments.map((row) => row.payment_id),
      facts.costs.map((row) => row.cost_id),
    ];
    for (const list of ids) expect(new Set(list).size).toBe(list.length);
  });
});

describe('their dirt', () => {
  it('is two repeated rows in a hundred', () => {
    const lines = iconv
      .decode(Buffer.from(files.find((file) => file.name === 'order_lines.csv')?.bytes ?? []), 'utf8')
      .trim()
      .split('\r\n');
    const repeated = share(lines.length - new Set(lines).size, lines.length);
    expect(repeated).toBeGreaterThan(0.015);
    expect(repeated).toBeLessThan(0.025);
  });

  it('is a missing phone of every eighth customer', () => {
    const missing = share(facts.customers.filter((row) => row.phone === '').length, facts.customers.length);
    expect(missing).toBeGreaterThan(0.105);
    expect(missing).toBeLessThan(0.135);
  });

  it('is five back-dated deals in a hundred', () => {
    const recorded = new Map(facts.deals.map((row) => [row.deal_id, row]));
    const late = [...recorded.values()].filter(
      (row) => row.closed_at !== '' && (row.recorded_at ?? '') > (row.closed_at ?? '').slice(0, 10),
    );
    expect(share(late.length, recorded.size)).toBeGreaterThan(0.035);
    expect(share(late.length, recorded.size)).toBeLessThan(0.065);
  });

  it('is a file in Windows-1251', () => {
    const bytes = Buffer.from(files.find((file) => file.name === 'customers.csv')?.bytes ?? []);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(iconv.decode(bytes, 'win1251')).toContain('Частные дома');
  });
});

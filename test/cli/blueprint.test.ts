import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Blueprint } from '../../src/model/blueprint/blueprint.ts';
import { Sentence } from '../../src/model/problem.ts';
import { commandHere, conveyor, type Running, startProduct } from './product.ts';

/** What the public contract promises of `blueprint check --json`, and nothing besides. */
const Findings = z.strictObject({
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['high', 'medium', 'low']),
      where: z.array(z.string()),
      text: Sentence,
      money: z.strictObject({ low: z.number(), high: z.number() }).optional(),
      n: z.number().optional(),
    }),
  ),
});

let folder: string;
let server: Running;
const ask = (...words: string[]) => commandHere('blueprint', ...words, '--data', join(folder, 'data'));
const json = async (...words: string[]) => JSON.parse((await ask(...words, '--json')).stdout);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-cli-blueprint-'));
  server = await startProduct(join(folder, 'data'));
}, 240_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('blueprint', () => {
  test('begins with templates, is checked, exported, published, compared and restored', async () => {
    const listed = await conveyor('blueprint', 'template', '--json', '--data', join(folder, 'data'));
    expect(JSON.parse(listed.stdout).templates.map(({ id }: { id: string }) => id)).toContain('e-commerce');
    expect((await ask('template', 'e-commerce', 'dealer', '--by', 'Анна')).stdout).toMatch(
      /Черновик.*\n\n.*Клетка: \d/,
    );
    const document = Blueprint.parse(await json('show'));
    expect(Object.keys(document.cells).length).toBeGreaterThan(10);
    expect(Findings.parse(await json('check')).findings.length).toBeGreaterThan(0);
    expect((await ask('check', '--lang', 'en')).stdout).toMatch(/What to do: .*\n {2}Where: /);

    const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')];
    expect(await json('export', first)).toMatchObject({ file: first, revision: 1, version: null });
    expect(await json('import', first, '--workspace', 'copy')).toMatchObject({ revision: 1 });
    await ask('export', second, '--workspace', 'copy');
    expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'));

    expect((await ask('publish', '--from', '2025-01-01')).stderr).toContain('напишите зачем');
    expect(await json('publish', '--by', 'Анна', '--why', 'начало', '--from', '2025-01-01')).toMatchObject({
      version: 1,
      from: '2025-01-01',
      by: 'Анна',
      why: 'начало',
    });
    const [id = ''] = Object.keys(document.edges);
    const { [id]: _, ...edges } = document.edges;
    await writeFile(second, JSON.stringify({ ...document, edges }));
    await ask('import', second);
    expect((await json('compare', 'published', 'draft')).differences).toMatchObject([{ kind: 'removed', id }]);
    expect((await ask('compare', '1', 'draft')).stdout).toMatch(/^− Переход: /);
    expect(await json('versions')).toMatchObject({ versions: [{ version: 1 }], is_changed: true });
    await ask('restore', '1');
    expect(await json('show')).toEqual(document);
    expect((await ask('show')).stdout).toContain('Версия 1, действует с 01.01.2025');
    const { edits: told } = await json('edits');
    expect(told.map(({ edit, how }: { edit: number; how: string }) => [edit, how])).toEqual([
      [3, 'restore'],
      [2, 'import'],
      [1, 'template'],
    ]);
    expect(await json('restore', '--before-edit', '3')).toMatchObject({ beforeEdit: 3, revision: 4 });
    expect((await json('show')).edges[id]).toBeUndefined();
  }, 400_000);

  test('gives tables as CSV and XLSX, and processes as BPMN that other programs read', async () => {
    const [csv, xlsx, bpmn] = ['raci.csv', 'cells.XLSX', 'process.bpmn'].map((name) => join(folder, name));
    if (csv === undefined || xlsx === undefined || bpmn === undefined) throw new Error('no names');
    expect(await json('export', csv, '--table', 'raci', '--which', '1')).toEqual({
      file: csv,
      table: 'raci',
      format: 'csv',
    });
    const [header = '', ...rows] = (await readFile(csv, 'utf8')).split('\r\n');
    expect(header).toMatch(/Стадия.*Сегмент.*Тип продаж.*Отвечает/);
    expect(rows.join()).toContain('интернет-магазин');
    expect(await json('export', xlsx, '--table', 'cells')).toMatchObject({ format: 'xlsx' });
    expect((await readFile(xlsx)).subarray(0, 2).toString()).toBe('PK');
    const { stderr } = await ask('export', csv, '--table', 'cellz');
    expect(stderr).toContain('raci');
    const unknown = await ask('export', bpmn, '--bpmn', 'нет такого', '--json');
    const { process } = await json('export', bpmn, '--bpmn', /Есть: (\S+?),/.exec(unknown.stderr)?.[1] ?? '');
    const { warnings, elementsById } = await new BpmnModdle().fromXML(await readFile(bpmn, 'utf8'));
    expect([process.length > 0, warnings]).toEqual([true, []]);
    expect(Object.values(elementsById).map((each) => (each as { $type: string }).$type)).toContain('bpmndi:BPMNShape');
  }, 240_000);

  test('what can’t be read, is not there or makes no sense is refused', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{"format":"conveyor-blueprint","cells":{"c9":{"journey":"J"}}}');
    const broken = await ask('import', file, '--lang', 'en');
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringMatching(/^Cell “c9”, field .*state/)]);
    await writeFile(file, '{"format":"conveyor-blueprint","shape":2}');
    expect((await ask('import', file)).stderr).toContain('более новой версией программы');
    await writeFile(file, 'это не JSON');
    expect(await ask('import', file)).toMatchObject({ code: 1, stdout: '' });
    expect((await ask('import', join(folder, 'none.json'), '--json')).stdout).toContain('blueprint_unreadable');
    expect((await ask('template', 'mail')).stderr).toContain('Есть: ');
    expect((await ask('restore', '44')).code).toBe(1);
    expect((await ask('show', '--which', 'latest')).code).toBe(2);
    expect((await ask('compare', '1')).code).toBe(2);
  }, 240_000);
});

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginJourney, type Journey } from '../support/journey.ts';

/** The design taken along: what the browser draws and saves, and what the server writes. */
let journey: Journey;

beforeAll(async () => {
  journey = await beginJourney('demo');
}, 300_000);

afterAll(() => journey?.end());

const saved = async (press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([journey.page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

describe('the design of the demo', () => {
  it('gives a journey as PDF, SVG and PNG, drawn by the browser alone', async () => {
    const { page, go } = journey;
    await go('/journeys/J2?workspace=demo');
    await page.getByRole('button', { name: 'Печать и файлы' }).click();
    const dialog = page.getByRole('dialog');
    const save = () => dialog.getByRole('button', { name: 'Скачать', exact: true }).click();

    const pdf = await saved(save);
    expect(pdf.name).toMatch(/^Путь.*Кофейня.*\.pdf$/u);
    const text = pdf.bytes.toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('/MediaBox [0 0 1190.551 841.89]');
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);

    await dialog.getByText('SVG', { exact: true }).click();
    const svg = await saved(save);
    expect(svg.name).toMatch(/\.svg$/);
    expect(svg.bytes.toString('utf8')).toContain('>Кофейня: от плавающего вкуса к «воде под измерением»</text>');
    expect(svg.bytes.toString('utf8')).toContain('>Версия 1 · ');

    await dialog.getByText('PNG', { exact: true }).click();
    const png = await saved(save);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(3000);
    expect(png.bytes.length).toBeGreaterThan(200_000);
    expect(journey.person.complaints()).toEqual([]);
  });

  it('gives tables, a process for other programs, and all of it on one page', async () => {
    const { page, go } = journey;
    await go('/offer?workspace=demo');
    await page.getByRole('button', { name: 'Печать и файлы' }).click();
    const dialog = page.getByRole('dialog');
    const csv = await saved(() => dialog.getByRole('link', { name: 'CSV' }).click());
    expect(csv.name).toBe('cells.csv');
    expect(csv.bytes.toString('utf8')).toContain('Дом: от мутной воды к подписке');
    const bpmn = await saved(() => dialog.getByRole('button', { name: 'BPMN 2.0' }).click());
    expect(bpmn.name).toMatch(/\.bpmn$/);
    expect(bpmn.bytes.toString('utf8')).toContain('<bpmn:userTask ');
    const pdf = await saved(() => dialog.getByRole('button', { name: 'Скачать', exact: true }).click());
    expect(pdf.name).toBe('Весь проект на одном листе.pdf');
    expect(pdf.bytes.toString('latin1').match(/\/Type \/Page /g)).toHaveLength(1);
    expect(journey.person.complaints()).toEqual([]);
  });
});

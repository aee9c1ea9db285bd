import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/analysis/catalogue/catalogue.ts';
import { notes, reasons } from '../../src/model/metric-words.ts';
import { en } from '../../src/web/i18n/en.ts';
import { ru } from '../../src/web/i18n/ru.ts';

type Words = { [key: string]: string | Words };

const leaves = (words: Words, path = ''): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...leaves(value, `${path}${key}.`)],
    ),
  );

const plural = /_(one|few|many|other)$/;
const stem = (key: string): string => key.replace(plural, '');
const stems = (words: Map<string, string>): string[] => [...new Set([...words.keys()].map(stem))].sort();
const names = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].sort();

const inRussian = leaves(ru);
const inEnglish = leaves(en);

describe('the words of the interface', () => {
  it('are there in both languages', () => {
    expect(stems(inEnglish)).toEqual(stems(inRussian));
  });

  it('have every plural form their language needs', () => {
    const formsOf = (words: Map<string, string>, key: string) =>
      [...words.keys()].filter((one) => plural.test(one) && stem(one) === key).map((one) => one.slice(key.length + 1));
    for (const key of stems(inRussian)) {
      const [russian, english] = [formsOf(inRussian, key), formsOf(inEnglish, key)];
      if (russian.length === 0 && english.length === 0) continue;
      expect(new Set(russian), key).toEqual(new Set(['one', 'few', 'many', 'other']));
      expect(new Set(english), key).toEqual(new Set(['one', 'other']));
    }
  });

  it('put the same values into both languages', () => {
    for (const [key, text] of inRussian) {
      const other = inEnglish.get(key) ?? inEnglish.get(`${stem(key)}_other`);
      expect(names(other ?? ''), key).toEqual(names(text));
    }
  });

  it('are not empty, and Russian ones are in Russian', () => {
    const latin = /^(\{\{\w+\}\}|[\s\d.,:;·%…()/–—→≈÷−+A-Za-z_])*$/;
    for (const [key, text] of [...inRussian, ...inEnglish]) expect(text.trim(), key).not.toBe('');
    for (const [key, text] of inEnglish) {
      // A language is named in itself, so that its reader finds it.
      const isOwnName = key.endsWith('language.ru') || key === 'shell.search.toLanguage';
      if (!isOwnName) expect(/[а-яё]/i.test(text), `${key}: ${text}`).toBe(false);
    }
    for (const [key, text] of inRussian) {
      if (latin.test(text)) expect(text.replace(/\{\{\w+\}\}/g, '').length, `${key}: ${text}`).toBeLessThan(24);
    }
  });

  it('explain every reason and every note', () => {
    for (const reason of reasons)
      for (const words of [ru, en]) expect(words.reasons[reason].todo.length).toBeGreaterThan(10);
    for (const note of notes) for (const words of [ru, en]) expect(words.notes[note].text.length).toBeGreaterThan(10);
  });

  it('name a metric as the catalogue does', () => {
    const names = new Map(catalogue().map(({ id, name }) => [id, name]));
    for (const [language, words] of [
      ['ru', ru],
      ['en', en],
    ] as const) {
      expect([words.conveyor.top.nmc, words.money.nmc]).toEqual(Array(2).fill(names.get('nmc')?.[language]));
      expect(words.conveyor.top.rr).toBe(names.get('rr')?.[language]);
      expect(words.money.revenue).toBe(names.get('net_revenue')?.[language]);
      expect(words.money.profit).toBe(names.get('gross_profit')?.[language]);
    }
  });
});

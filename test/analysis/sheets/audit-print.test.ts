import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/analysis/audit-report/report.ts';
import { auditPrint } from '../../../src/analysis/sheets/audit-sheet.ts';
import { small } from '../../../src/analysis/sheets/frame.ts';
import { pdfOf } from '../../../src/analysis/sheets/pdf.ts';
import { type Mark, type Print, point } from '../../../src/analysis/sheets/sheet.ts';
import type { Audit } from '../../../src/model/audit/audit.ts';
import { exampleAudit } from '../../support/audit.ts';
import { faces, settingOf } from './typefaces.ts';

const addressOf = (link: string): string => `http://127.0.0.1:8321${link}`;
const printed = (audit: Audit, language: 'ru' | 'en'): Print =>
  auditPrint(reportOf(audit), addressOf, settingOf(language, 'whole'));

const empty = (): Audit => {
  const audit = exampleAudit();
  const nothing = { evidence: 0, survey: null, final: 0, surveyResult: null, price: null, actions: [], findings: [] };
  const questions = audit.questions.map((question) => ({ ...question, ...nothing }));
  return { ...audit, questions, total: 0, weakest_link: null, next: [], unknown: [], survey: null };
};

/** Sentences three times as long as usual, and many of them. */
const wordy = (): Audit => {
  const audit = exampleAudit();
  const long = (text: { ru: string; en: string }) => ({ ru: `${text.ru} `.repeat(3), en: `${text.en} `.repeat(3) });
  const questions = audit.questions.map((question) => ({ ...question, evidenceReason: long(question.evidenceReason) }));
  const unknown = audit.unknown.map((each) => ({ ...each, text: long(each.text) }));
  return { ...audit, questions, unknown: [...Array(12).keys()].flatMap(() => unknown) };
};

type Text = Extract<Mark, { kind: 'text' }>;
const textsOf = (marks: readonly Mark[]): Text[] => marks.filter((mark) => mark.kind === 'text');

describe.each(['ru', 'en'] as const)('the report of an audit in print, %s', (language) => {
  it.each([
    ['an audit', exampleAudit],
    ['an empty one', empty],
    ['a wordy one', wordy],
  ])('of %s is two upright sheets with nothing beyond the edge, too small or over other words', (_, make) => {
    const { sheets } = printed(make(), language);
    expect(sheets.map(({ width, height }) => [width, height])).toEqual([
      [210, 297],
      [210, 297],
    ]);
    for (const { marks } of sheets) {
      const texts = textsOf(marks);
      for (const { x, y, width, size, text } of texts) {
        expect(x, text).toBeGreaterThan(11);
        expect(x + width, text).toBeLessThan(199);
        expect(y, text).toBeLessThan(290);
        expect(size, text).toBeGreaterThanOrEqual(small);
      }
      for (const [at, one] of texts.entries())
        for (const other of texts.slice(at + 1)) {
          const apart =
            one.x + one.width <= other.x + 0.2 ||
            other.x + other.width <= one.x + 0.2 ||
            one.y - one.size * point * 0.7 >= other.y + 0.2 ||
            other.y - other.size * point * 0.7 >= one.y + 0.2;
          expect(apart, `${one.text} | ${other.text}`).toBe(true);
        }
    }
  });

  it('says what the audit says, and every sentence leads to its number', () => {
    const audit = exampleAudit();
    const { sheets } = printed(audit, language);
    const all = sheets.flatMap(({ marks }) => textsOf(marks).map(({ text }) => text)).join(' ');
    for (const part of [
      '11',
      audit.weakest_link?.text[language].slice(0, 24) ?? '',
      audit.unknown[0]?.text[language].slice(0, 12) ?? '',
    ])
      expect(all).toContain(part);
    const links = sheets.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'link' ? [mark.address] : [])));
    for (const link of ['/audit?q=7', '/customers?stage=new', '/data?tab=typed', '/audit/survey', '/decisions'])
      expect(links).toContain(addressOf(link));
    const file = Buffer.from(pdfOf(printed(audit, language), faces)).toString('latin1');
    expect(file.match(/\/Type \/Page /g)).toHaveLength(2);
    expect(file).toContain('/URI (http://127.0.0.1:8321/customers?stage=new)');
    expect(file.match(/\/Subtype \/Link/g)?.length).toBe(links.length);
  });

  it('prints every sentence on agreement: what finds no room at the left goes on at the right', () => {
    const report = reportOf(exampleAudit());
    const agreement = [...Array(30).keys()].map((n) => ({
      text: { ru: `Согласие ${n};`, en: `Agreement ${n};` },
      link: '/audit',
    }));
    const { sheets } = auditPrint({ ...report, agreement }, addressOf, settingOf(language, 'whole'));
    const told = textsOf(sheets[1]?.marks ?? []).filter(({ text }) => /^(Согласие|Agreement) \d+;$/u.test(text));
    expect(told.map(({ text }) => text)).toEqual(agreement.map(({ text }) => text[language]));
    expect(new Set(told.map(({ x }) => x)).size).toBe(2);
  });

  it('tells where people and data part and where functions do', () => {
    const { summary, agreement, prices, unknown, weakest } = reportOf(exampleAudit());
    expect(summary.map(({ text }) => text[language]).join(' ')).toMatch(
      language === 'ru' ? /переоценивают/u : /Overrated/u,
    );
    expect(agreement[0]?.text[language]).toContain(language === 'ru' ? 'владелец ставит 3' : 'the owner gives 3');
    expect(agreement.map(({ link }) => link)).toContain('/audit?q=1');
    // The weakest link's own price stands by itself.
    expect(prices).toEqual([]);
    expect(unknown.map(({ link }) => link)).toEqual(['/data?tab=typed', '/audit/survey']);
    expect(weakest?.amount?.text[language]).toMatch(
      language === 'ru' ? /^64\s000 – 108\s000\s₽ в месяц$/u : /^\D64,000 – 108,000 a month$/u,
    );
  });
});

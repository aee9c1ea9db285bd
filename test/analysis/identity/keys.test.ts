import { describe, expect, it, test } from 'vitest';
import {
  companyDomainOf,
  isTaxNumber,
  keyOf,
  looseEmailOf,
  partsOf,
  payerOf,
  taxNumberOf,
} from '../../../src/analysis/identity/keys.ts';
import { comparableName, nameLikeness } from '../../../src/analysis/identity/names.ts';

const strong = (value: string) => ({ value, isWeak: false });
const key = (kind: Parameters<typeof keyOf>[0], text: string, country = 'RU') => keyOf(kind, kind, text, country);

describe('tax numbers', () => {
  it('have the right check digits', () => {
    expect(['7707083893', '7736050003', '500100732259'].map(isTaxNumber)).toEqual([true, true, true]);
    expect(['7707083894', '500100732258', '0000000000', '111111111111', '77', ''].map(isTaxNumber)).toEqual(
      Array(6).fill(false),
    );
  });
  it('are cut from what stands with them', () => {
    expect(
      ['7707083893/770701001', 'ИНН 7707083893', ' 7707083893', '7707083893 КПП 770701001'].map(taxNumberOf),
    ).toEqual(Array(4).fill('7707083893'));
    expect(['77070838931', '123', 'нет', '40702810900000001234'].map(taxNumberOf)).toEqual(['', '', '', '']);
    expect(payerOf(' 77 ')).toBe('77');
    expect(key('tax', '7707083893/770701001')).toEqual(strong('7707083893'));
    expect(key('tax', '0000000000')).toBeNull();
  });
  it('of other countries are compared without blanks and dashes', () => {
    expect(key('tax', 'de 123-456.789', 'DE')).toEqual(strong('DE123456789'));
    expect(key('tax', '000-000-000', 'DE')).toBeNull();
  });
});

test('telephone numbers are one in any spelling, and placeholders are none', () => {
  const spellings = [
    '8 (912) 345-67-89',
    '+7 912 345 67 89',
    '9123456789',
    '7-912-345-67-89',
    'тел. 89123456789 доб. 12',
    '007 912 345 67 89',
  ];
  for (const text of spellings) expect(key('phone', text)).toEqual(strong('+79123456789'));
  for (const text of ['70000000000', '+7 999 999-99-99', '345-67-89', '', 'нет', '12345'])
    expect(key('phone', text)).toBeNull();
  expect(key('phone', '+375 29 123-45-68')).toEqual(strong('+375291234568'));
  expect(key('phone', '030 123456', 'DE')).toEqual(strong('+4930123456'));
  expect(partsOf('phone', '8 912 345-67-89, 8 495 123-45-68;')).toEqual(['8 912 345-67-89', '8 495 123-45-68']);
});

test('mail addresses: nobody’s are none, an office’s at a public provider is weak', () => {
  expect(key('email', ' Anna.Petrova@Tea.RU ')).toEqual(strong('anna.petrova@tea.ru'));
  expect(key('email', '<anna@tea.ru>')).toEqual(strong('anna@tea.ru'));
  expect(key('email', 'info@tea.ru')).toEqual(strong('info@tea.ru'));
  expect(key('email', 'info@mail.ru')).toEqual({ value: 'info@mail.ru', isWeak: true });
  for (const text of ['noreply@tea.ru', 'test@test', 'test@gmail.com', 'aaa@tea.ru', 'tea.ru', '@', '-', 'нет'])
    expect(key('email', text)).toBeNull();
  expect(looseEmailOf('a.n.n.a+shop@gmail.com')).toBe('anna@gmail.com');
  expect(looseEmailOf('an.na+shop@tea.ru')).toBe('an.na@tea.ru');
  expect([companyDomainOf('anna@tea.ru'), companyDomainOf('anna@yandex.ru')]).toEqual(['tea.ru', '']);
});

test('ids of clicks mean something under their own name, those of browsers anywhere', () => {
  expect(keyOf('click', 'yclid', ' 123 ', 'RU')).toEqual(strong('yclid:123'));
  expect(keyOf('click', 'gclid', '123', 'RU')).toEqual(strong('gclid:123'));
  expect(keyOf('client', '_ym_uid', '1600000000123', 'RU')).toEqual(strong('1600000000123'));
  expect(keyOf('client', 'ga_client_id', 'GA1.2.123.456', 'RU')).toEqual(strong('123.456'));
  for (const text of ['0', 'null', '(not set)', '']) expect(keyOf('client', 'client_id', text, 'RU')).toBeNull();
});

test('names are compared without legal forms, quotes, order of words and ё', () => {
  expect(comparableName('ООО «Чайный дом»')).toBe(comparableName('чайный дом, ООО'));
  expect(comparableName('Семёнов Артём')).toBe(comparableName('Артем Семенов'));
  expect(comparableName('ООО')).toBe('');
  expect(nameLikeness(comparableName('ООО Водолей'), comparableName('ООО Водолей-М'))).toBeGreaterThan(0.6);
  expect(nameLikeness(comparableName('ООО Водолей'), comparableName('ИП Кузнецов'))).toBeLessThan(0.1);
  expect(nameLikeness('', '')).toBe(0);
});

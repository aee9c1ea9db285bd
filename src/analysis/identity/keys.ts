import { type CountryCode, isSupportedCountry, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { KeyKind } from './key-kinds.ts';

/** A value as it is compared, and whether it is enough to join by: a weak one only suggests. */
export type KeyValue = { value: string; isWeak: boolean };

/** Texts of one cell that may hold several values. Commas, semicolons and line ends separate them; mail addresses blanks too. */
export const partsOf = (kind: KeyKind, text: string): string[] =>
  (kind === 'email' ? text.split(/[\s,;]+/) : kind === 'phone' ? text.split(/[,;\n]+/) : [text])
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The tax number a cell begins with: ten or twelve digits, whatever stands before and after (`ИНН/КПП` in one cell); '' without one. */
export const taxNumberOf = (text: string): string => /^[^0-9]*([0-9]{12}|[0-9]{10})(?:[^0-9]|$)/.exec(text)?.[1] ?? '';

/** What a payment and a card are compared by: the tax number where there is one, else the cell as it stands. */
export const payerOf = (text: string): string => taxNumberOf(text) || text.trim();

const checkDigit = (number: string, weights: readonly number[]): number =>
  (weights.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11) % 10;
const tail = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** Whether a Russian tax number (ИНН) has the check digits it must have and is not one digit over and over. */
export const isTaxNumber = (number: string): boolean => {
  if (/^(.)\1*$/.test(number)) return false;
  if (number.length === 10) return checkDigit(number, tail) === Number(number[9]);
  if (number.length !== 12) return false;
  return (
    checkDigit(number, [7, ...tail]) === Number(number[10]) &&
    checkDigit(number, [3, 7, ...tail]) === Number(number[11])
  );
};

/** A tax number of the workspace's country. Of other countries than Russia nothing is known but that it has six digits or more. */
const taxKey = (text: string, country: string): KeyValue | null => {
  if (country === 'RU') {
    const number = taxNumberOf(text);
    return isTaxNumber(number) ? { value: number, isWeak: false } : null;
  }
  const value = text.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  const digits = value.replaceAll(/\D/g, '');
  return digits.length < 6 || /^(.)\1*$/.test(digits) ? null : { value, isWeak: false };
};

/** Mail providers where anybody has an address. */
export const publicDomains: ReadonlySet<string> = new Set(
  `mail.ru bk.ru list.ru inbox.ru internet.ru yandex.ru ya.ru yandex.com yandex.by yandex.kz narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru
  gmail.com googlemail.com icloud.com me.com mac.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com proton.me protonmail.com
  gmx.de gmx.net web.de mail.com zoho.com tut.by ukr.net i.ua mail.ee inbox.lv seznam.cz wp.pl qq.com 163.com vk.com`.split(
    /\s+/,
  ),
);
const gmail = new Set(['gmail.com', 'googlemail.com']);
const nobodys = new Set(
  'noreply no-reply no_reply donotreply do-not-reply mailer-daemon test nomail no none netu net'.split(' '),
);
const roles = new Set(
  'info sales office admin mail zakaz order orders support shop contact hello buh buhgalter director'.split(' '),
);
const madeUpDomains = new Set(['test', 'test.ru', 'test.com', 'mail', 'no.no', 'localhost']);

const addressOf = (text: string): { name: string; domain: string } | null => {
  const found = /^<?(?:mailto:)?([^@<>"]+)@([^@<>"]+?)>?\.?$/.exec(text.trim().toLowerCase());
  return found?.[1] && found[2] ? { name: found[1], domain: found[2] } : null;
};

/** A mail address. One that nobody reads is none; an office's at a public provider is weak. */
const emailKey = (text: string): KeyValue | null => {
  const address = addressOf(text);
  if (!address || !/\.\p{L}{2,}$/u.test(address.domain) || madeUpDomains.has(address.domain)) return null;
  if (nobodys.has(address.name) || /^(.)\1*$/.test(address.name)) return null;
  return {
    value: `${address.name}@${address.domain}`,
    isWeak: roles.has(address.name) && publicDomains.has(address.domain),
  };
};

/** The address without what its provider does not look at: all after a plus, and the dots of Gmail. */
export const looseEmailOf = (email: string): string => {
  const address = addressOf(email);
  if (!address) return '';
  const name = address.name.replace(/\+.*$/, '');
  return gmail.has(address.domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${address.domain}`;
};

/** The domain of an address that is a company's own; '' at a public provider. */
export const companyDomainOf = (email: string): string => {
  const address = addressOf(email);
  return address && !publicDomains.has(address.domain) ? address.domain : '';
};

/** What is dialled: all digits before an extension, with a plus if there is one. Words before the number say nothing. */
const dialled = (text: string): string => {
  const number = /^[\p{L}\s.:]*([^\p{L}#]*)/u.exec(text)?.[1] ?? '';
  const digits = number.replaceAll(/[^0-9]/g, '');
  if (number.trimStart().startsWith('+')) return `+${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
};

/** Whether telephone numbers of a country can be read, by its ISO 3166 code. */
export const isCountry = (country: string): country is CountryCode => isSupportedCountry(country);

const known = (country: string): CountryCode => (isCountry(country) ? country : 'RU');

const phoneKey = (text: string, country: string): KeyValue | null => {
  const number = dialled(text);
  const phone = number.length < 6 ? undefined : parsePhoneNumberFromString(number, known(country));
  if (!phone?.isValid() || /(\d)\1{6}$/.test(phone.nationalNumber)) return null;
  return { value: phone.number, isWeak: false };
};

/**
 * How many last digits all spellings of one number have in common, at the least.
 *
 * A number of the company's own country may be written without the country's code, any other is always written with it.
 */
export const commonDigits = (country: string): number => {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(known(country));
  return Math.min(...(metadata.numberingPlan?.possibleLengths() ?? [6]), 10);
};

const idKey = (text: string): KeyValue | null => {
  const value = text.trim().replace(/^GA1\.\d\./, '');
  return value.length < 2 || /^(0+|null|none|undefined|unknown|\(not set\))$/i.test(value)
    ? null
    : { value, isWeak: false };
};

/**
 * One value of a key as it is compared, null where the text is no key: a placeholder, a number with a wrong check digit.
 *
 * `name` is the column or attribute it was found under: click ids and ids in other programs only mean something together with it.
 */
export const keyOf = (kind: KeyKind, name: string, text: string, country: string): KeyValue | null => {
  if (kind === 'tax') return taxKey(text, country);
  if (kind === 'email') return emailKey(text);
  if (kind === 'phone') return phoneKey(text, country);
  const key = idKey(text);
  return key === null || kind === 'client' ? key : { ...key, value: `${name}:${key.value}` };
};

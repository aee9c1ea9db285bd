import { currencySigns, numberForms } from '../../../layouts/number-marks.ts';
import type { DecimalMark } from '../../../model/mapping.ts';

/** The plain ways in which a whole batch may write its dates: the functions that take one read no other. */
export type PlainDate = 'day' | 'moment' | 'dotted day' | 'dotted moment';

/**
 * How text becomes values, as SQL over columns. Each function takes the SQL of a trimmed text and returns SQL. They are laid in steps
 * (normal form, then value), so that the engine computes each once.
 */

const spaces = '[\\\\s\\\\x{00A0}\\\\x{1680}\\\\x{2000}-\\\\x{200B}\\\\x{202F}\\\\x{205F}\\\\x{3000}\\\\x{FEFF}]+';
const isoDate = '^\\\\d{4}-\\\\d{2}-\\\\d{2}$';
const isoMoment =
  '^\\\\d{4}-\\\\d{2}-\\\\d{2}[T ]([01]\\\\d|2[0-3]):[0-5]\\\\d(:[0-5]\\\\d([.,]\\\\d{1,9})?)? ?([Zz]|UTC|[+-]([01]\\\\d|2[0-3])(:?[0-5]\\\\d)?)?$';
const offset = '([Zz]|UTC|[+-]\\\\d{2}(?::?\\\\d{2})?)$';
const twoParts = '^(\\\\d{1,2})[/-](\\\\d{1,2})[/-](\\\\d{4})([T ,].*)?$';

/** A year of two digits is of this century. With dashes such a date could as well begin with its year, and is none. */
const shortYear = '^(\\\\d{1,2}(?:\\\\.\\\\d{1,2}\\\\.|/\\\\d{1,2}/))(\\\\d{2})((?:г\\\\.?)?(?:[T ,].*)?)$';
const fullYear = (text: string): string => `replaceRegexpOne(${text}, '${shortYear}', '\\\\120\\\\2\\\\3')`;

/** Day first, month first, or neither where a file does not tell: how dates like 03/04/2025 are read. */
export type DateOrder = 'day' | 'month' | '';

/** Whether a text is a date whose day and month only the rest of the file can tell apart, or can help to. */
export const isSlashed = (text: string): string =>
  `match(${text}, '^\\\\d{1,2}(?:[/-]\\\\d{1,2}[/-]\\\\d{4}|/\\\\d{1,2}/\\\\d{2})(?:[T ,].*)?$')`;

const padded = (part: string): string => `leftPad(${part}, 2, '0')`;
const clockAfter = (rest: string): string =>
  `if(${rest} = '', '', concat(' ', replaceRegexpOne(trimLeft(${rest}, 'T ,'), '^(\\\\d):', '0\\\\1:')))`;

/** As spreadsheets and most Russian programs write it: cut by places, which costs a tenth of taking it apart by a pattern. */
const plainDotted = '^\\\\d{2}\\\\.\\\\d{2}\\\\.\\\\d{4}( \\\\d{2}:\\\\d{2}(:\\\\d{2})?)?$';
const plainDottedIso = (text: string): string =>
  `concat(substring(${text}, 7, 4), '-', substring(${text}, 4, 2), '-', substring(${text}, 1, 2), substring(${text}, 11))`;

const dotted = (text: string): string => {
  const parts = `extractGroups(${text}, '^(\\\\d{1,2})\\\\.(\\\\d{1,2})\\\\.(\\\\d{4})(?:г\\\\.?)?([T ,].*)?$')`;
  return `arrayElement(arrayMap(p -> if(empty(p), ${text}, concat(p[3], '-', ${padded('p[2]')}, '-', ${padded('p[1]')}, ${clockAfter('p[4]')})), [${parts}]), 1)`;
};

/** Where one part is over 12 it is the day; otherwise the file's order decides, and without one the text stays as it is. */
const slashed = (text: string): string => {
  const parts = `extractGroups(${text}, '${twoParts}')`;
  const date = (month: string, day: string) =>
    `concat(p[3], '-', ${padded(month)}, '-', ${padded(day)}, ${clockAfter('p[4]')})`;
  return `arrayElement(arrayMap(p -> multiIf(
    toUInt8OrZero(p[1]) > 12, ${date('p[2]', 'p[1]')},
    toUInt8OrZero(p[2]) > 12, ${date('p[1]', 'p[2]')},
    p[1] = p[2], ${date('p[2]', 'p[1]')},
    {date_order:String} = 'day', ${date('p[2]', 'p[1]')},
    {date_order:String} = 'month', ${date('p[1]', 'p[2]')},
    ${text}), [${parts}]), 1)`;
};

/** As the long form is read; a text that no order tells stays as it is. */
const withFullYear = (text: string): string =>
  `arrayElement(arrayMap(y -> if(position(y, '.') > 0 AND position(y, '/') = 0, ${dotted('y')}, ${slashed('y')}), [${fullYear(text)}]), 1)`;

/** A date in any of the ways it is written → ISO 8601; what is no date stays as it is. */
export const isoText = (text: string): string =>
  `multiIf(
    ${text} = '' OR match(${text}, '^\\\\d{4}-'), ${text},
    match(${text}, '${plainDotted}'), ${plainDottedIso(text)},
    match(${text}, '^\\\\d{1,2}\\\\.\\\\d{1,2}\\\\.\\\\d{4}'), ${dotted(text)},
    match(${text}, '${twoParts}'), ${slashed(text)},
    match(${text}, '${shortYear}'), ${withFullYear(text)},
    match(${text}, '^\\\\d{4}[/.]\\\\d{2}[/.]\\\\d{2}'), concat(substring(${text}, 1, 4), '-', substring(${text}, 6, 2), '-', substring(${text}, 9)),
    ${text})`;

/** A date that is written in one known way → ISO 8601. */
export const isoTextIn = (text: string, form: PlainDate): string =>
  form === 'dotted day' || form === 'dotted moment' ? plainDottedIso(text) : text;

/** A month in any of the ways it is written → its first day in ISO 8601. */
export const monthText = (text: string): string =>
  `multiIf(
    match(${text}, '^\\\\d{4}[-/.]\\\\d{1,2}$'), concat(substring(${text}, 1, 4), '-', ${padded(`substring(${text}, 6)`)}, '-01'),
    match(${text}, '^\\\\d{1,2}[-/.]\\\\d{4}$'), concat(right(${text}, 4), '-', ${padded(`substring(${text}, 1, length(${text}) - 5)`)}, '-01'),
    ${isoText(text)})`;

/** The engine turns 31 February into 3 March and pulls years it does not know to the nearest one it does: so the day is compared with its text. */
const dayOrNull = (iso: string): string =>
  `if(toString(toDate32OrNull(substring(${iso}, 1, 10))) = substring(${iso}, 1, 10), toDate32OrNull(substring(${iso}, 1, 10)), NULL)`;

/** A moment of any form; what is used twice has a name, for the statement is read anew with every batch. */
const momentOrNull = (iso: string): string => {
  const local = `substring(i, 1, 10 + position(concat(substring(i, 11), '|'), if(sign = '', '|', sign)) - 1)`;
  const clock = `trimRight(replaceOne(replaceOne(${local}, 'T', ' '), ',', '.'))`;
  const minutes = `(toInt32OrZero(substring(sign, 2, 2)) * 60 + toInt32OrZero(right(concat('00', replaceOne(substring(sign, 4), ':', '')), 2))) * if(startsWith(sign, '-'), -1, 1)`;
  const moment = `if(sign = '', toDateTime64OrNull(c, 3, {time_zone:String}), addMinutes(toDateTime64OrNull(c, 3, 'UTC'), -(${minutes})))`;
  const whole = `arrayMap(c -> ${moment}, arrayMap(c -> if(length(c) = 16, concat(c, ':00'), c), [${clock}]))[1]`;
  return `if(isNull(${dayOrNull(iso)}), NULL, arrayMap((i, sign) -> ${whole}, [${iso}], [extract(${iso}, '${offset}')])[1])`;
};

const plainMoment = '^\\\\d{4}-\\\\d{2}-\\\\d{2} ([01]\\\\d|2[0-3]):[0-5]\\\\d:[0-5]\\\\d$';

const localMoment = (iso: string, form: PlainDate): string => {
  const clocked = form === 'day' || form === 'dotted day' ? `concat(${iso}, ' 00:00:00')` : iso;
  return `if(isNull(${dayOrNull(iso)}), NULL, toDateTime64OrNull(${clocked}, 3, {time_zone:String}))`;
};

const asMoment = (value: string): string => `CAST(${value}, 'Nullable(DateTime64(3, \\'UTC\\'))')`;

/** As `momentValue`, of a text that is in one known form. */
export const momentIn = (iso: string, form: PlainDate): string => asMoment(localMoment(iso, form));

/** As `dayValue`, of a text that is in one known form. */
export const dayIn = (iso: string, form: PlainDate): string =>
  form === 'day' || form === 'dotted day'
    ? dayOrNull(iso)
    : `toDate32(toTimeZone(${localMoment(iso, form)}, {time_zone:String}))`;

export const monthIn = (iso: string, form: PlainDate): string => `toDate32(toStartOfMonth(${dayIn(iso, form)}))`;

/** ISO 8601 text → the instant; without an offset it is in the workspace's time zone, without a time the day's beginning there. */
export const momentValue = (iso: string): string =>
  asMoment(`multiIf(
    match(${iso}, '${plainMoment}'), ${localMoment(iso, 'moment')},
    match(${iso}, '${isoDate}'), ${localMoment(iso, 'day')},
    match(${iso}, '${isoMoment}'), ${momentOrNull(iso)},
    NULL)`);

/** ISO 8601 text → the calendar day; a moment's is its day in the workspace's time zone. */
export const dayValue = (iso: string): string =>
  `multiIf(
    match(${iso}, '${isoDate}'), ${dayOrNull(iso)},
    match(${iso}, '${isoMoment}'), toDate32(toTimeZone(${momentOrNull(iso)}, {time_zone:String})),
    NULL)`;

export const monthValue = (iso: string): string => `toDate32(toStartOfMonth(${dayValue(iso)}))`;

/** A pattern as it is written inside a text of SQL. */
export const patternSql = (pattern: string): string => pattern.replaceAll('\\', '\\\\');

const currencyMark = patternSql(currencySigns);

/**
 * An amount in any of the ways it is written → digits with a point; what is no number stays as it is.
 *
 * Thousands may be divided by spaces of any width, by commas before a point, by points before a comma. A single mark is the decimal one: what the file
 * writes as thousands, though it could be a fraction, comes here by `byMark`. Parentheses are a minus.
 */
export const plainNumber = (text: string): string => {
  const steps = [
    ['t', `trim(BOTH ' ' FROM replaceRegexpAll(lowerUTF8(${text}), '${spaces}', ' '))`],
    ['m', `replaceAll(replaceAll(t, '−', '-'), '’', ' ')`],
    ['a', `replaceRegexpOne(m, '^([-+(]?) ?${currencyMark} ?', '\\\\1')`],
    ['b', `replaceRegexpOne(a, ' ?${currencyMark}(\\\\)?)$', '\\\\1')`],
    ['s', `replaceRegexpOne(replaceRegexpOne(b, '^\\\\((.*)\\\\)$', '-\\\\1'), '^([-+]) ', '\\\\1')`],
  ] as const;
  const last = `multiIf(
    match(s, '^[-+]?(\\\\d+[.,]?\\\\d*|[.,]\\\\d+)$'), replaceOne(s, ',', '.'),
    match(s, '^[-+]?\\\\d{1,3}( \\\\d{3})+([.,]\\\\d+)?$'), replaceOne(replaceAll(s, ' ', ''), ',', '.'),
    match(s, '^[-+]?\\\\d{1,3}(,\\\\d{3})+\\\\.\\\\d+$') OR match(s, '^[-+]?\\\\d{1,3}(,\\\\d{3}){2,}$'), replaceAll(s, ',', ''),
    match(s, '^[-+]?\\\\d{1,3}(\\\\.\\\\d{3})+,\\\\d+$') OR match(s, '^[-+]?\\\\d{1,3}(\\\\.\\\\d{3}){2,}$'), replaceOne(replaceAll(s, '.', ''), ',', '.'),
    '?')`;
  const nested = steps.reduceRight(
    (inner, [name, sql]) => `arrayElement(arrayMap(${name} -> ${inner}, [${sql}]), 1)`,
    last,
  );
  return `if(${text} = '' OR match(${text}, '^-?\\\\d+(\\\\.\\\\d+)?$'), ${text}, ${nested})`;
};

/** As `plainNumber`, of a text whose thousands are divided by spaces, if at all, and its fraction by a comma. */
export const plainOfComma = (text: string): string =>
  `replaceOne(replaceAll(replaceAll(${text}, ' ', ''), '\u00a0', ''), ',', '.')`;

/** A number that could be thousands or thousandths, written so that it is what the file's decimal mark makes it; any other text stays as it is. */
export const byMark = (text: string, mark: DecimalMark): string => {
  const other = mark === 'point' ? ',' : '\\\\.';
  const joined = `replaceRegexpOne(${text}, '(\\\\d)${other}(\\\\d{3})', '\\\\1\\\\2')`;
  const has = `position(${text}, '${mark === 'point' ? ',' : '.'}') > 0`;
  return `if(${has} AND match(${text}, '${patternSql(numberForms.open)}'), ${joined}, ${text})`;
};

/** Digits with a point → an exact decimal, rounded half away from zero to `places`; null where it is none. */
export const decimalValue = (plain: string, places: number): string =>
  `round(toDecimal128OrNull(${plain}, 12), ${places})`;

/** An amount with tax → without it, rounded to `places`; null where it is no number. */
export const withoutTax = (plain: string, factor: string, places: number): string =>
  `round(toDecimal128OrNull(${plain}, 12) * toDecimal256('1', 0) / ${factor}, ${places})`;

/** The currency an amount names by a sign or a word, '' where it names none. */
const currencyMarkOf = (text: string): string =>
  `if(match(${text}, '^[-+0-9.,() ]*$'), '', transform(extract(lowerUTF8(${text}), '${currencyMark}'),
    ['₽', 'руб', 'руб.', 'рублей', 'рубля', 'рубль', 'р.', 'rub', 'rur', '$', 'usd', '€', 'eur', '£', 'gbp', '₸', 'kzt', 'byn', 'cny', '¥'],
    ['RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'USD', 'USD', 'EUR', 'EUR', 'GBP', 'GBP', 'KZT', 'KZT', 'BYN', 'CNY', '¥'], ''))`;

/** Currencies that share a sign or a word with the one it usually stands for. */
const sameSign =
  "[('USD', 'CAD'), ('USD', 'AUD'), ('USD', 'NZD'), ('USD', 'SGD'), ('USD', 'HKD'), ('USD', 'MXN'), ('USD', 'ARS'), ('USD', 'CLP'), ('USD', 'COP'), ('USD', 'TWD'), ('RUB', 'BYN'), ('¥', 'CNY'), ('¥', 'JPY')]";

/** Whether an amount names another currency than `code`, the one it is taken to be in. */
export const namesOther = (text: string, code: string): string =>
  `arrayElement(arrayMap(m -> m NOT IN ('', ${code}) AND (m, toString(${code})) NOT IN ${sameSign}, [${currencyMarkOf(text)}]), 1)`;

/** What the amount columns can hold: twelve digits before the point. */
export const mostBeforePoint = "toDecimal128('1000000000000', 12)";

/** A currency in any of the ways it is written → its ISO 4217 code; empty → the workspace's. */
export const currencyCode = (text: string): string =>
  `multiIf(${text} = '', {currency:String},
    match(${text}, '^[A-Z]{3}$'), if(${text} = 'RUR', 'RUB', ${text}),
    transform(lowerUTF8(${text}), ['₽', 'р', 'р.', 'руб', 'руб.', 'rur', '$', '€', '£', '₸', '¥'],
      ['RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'RUB', 'USD', 'EUR', 'GBP', 'KZT', 'CNY'], upperUTF8(${text})))`;

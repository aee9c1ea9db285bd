import type { Condition, Value } from '../../../../model/mapping.ts';
import type { Say } from '../../../i18n/language.ts';
import { wordName } from '../import/field-name.ts';
import { columnsOf, isSame } from './parts.ts';
import { ruleOf } from './rules.ts';

/** Where a value comes from, as one would say it: «первое заполненное: Рабочий email, Личный email». */
export const valueWords = (value: Value, t: Say): string => {
  const say = (inner: Value) => valueWords(inner, t);
  const list = (inner: readonly Value[], by: string) => inner.map(say).join(by);
  if ('column' in value) return t('importing.value.column', { column: value.column });
  if ('constant' in value) return t('importing.value.constant', { text: value.constant });
  if ('source' in value) return t('importing.value.source');
  if ('own' in value) return say(value.own);
  if ('lower' in value) return say(value.lower);
  if ('epoch' in value) return say(value.epoch);
  if ('first' in value) return t('importing.value.first', { list: list(candidatesOf(value), ', ') });
  if ('joined' in value) return list(value.joined, ' + ');
  if ('part' in value) return t('importing.value.part', { value: say(value.part) });
  if ('found' in value) return t('importing.value.part', { value: say(value.found) });
  if ('chosen' in value) return t('importing.value.chosen', { value: say(value.chosen) });
  if ('when' in value) {
    const otherwise = value.otherwise ? say(value.otherwise) : null;
    const gives = { value: say(value.gives), condition: conditionWords(value.when, t) };
    return otherwise === null ? t('importing.value.when', gives) : t('importing.value.either', { ...gives, otherwise });
  }
  if ('net' in value) return t('importing.value.net', { value: say(value.net) });
  if ('sum' in value) return list(value.sum, ' + ');
  if ('difference' in value) return list(value.difference, ' − ');
  if ('product' in value) return list(value.product, ' × ');
  if ('quotient' in value) return list(value.quotient, ' ÷ ');
  return `− ${say(value.negated)}`;
};

/** All that is tried in turn, whatever it was nested in: of «the first of A and the first of B and C» A, B and C. */
const candidatesOf = (value: Value): Value[] => {
  const all = 'first' in value ? value.first.flatMap(candidatesOf) : 'own' in value ? candidatesOf(value.own) : [value];
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
};

/** Which rows are meant, as one would say it: «Название сделки» содержит «тест». */
export const conditionWords = (condition: Condition, t: Say): string => {
  const rule = ruleOf(condition);
  if (rule) return t(`importing.rules.as.${rule.test}`, { column: rule.column, text: rule.text });
  const say = (inner: Condition) => conditionWords(inner, t);
  if ('filled' in condition) return t('importing.rules.as.filled', { column: named(condition.filled) });
  if ('of' in condition) {
    const column = named(condition.of);
    return 'oneOf' in condition
      ? t('importing.rules.as.oneOf', { column, list: condition.oneOf.map((word) => outcomeWord(word, t)).join(', ') })
      : t('importing.rules.as.matches', { column, text: condition.matches });
  }
  if ('negative' in condition) return t('importing.rules.as.negative', { column: named(condition.negative) });
  if ('not' in condition) return t('importing.rules.as.not', { condition: say(condition.not) });
  if ('same' in condition)
    return t('importing.rules.as.same', { column: named(condition.same[0]), other: named(condition.same[1]) });
  const isAll = 'all' in condition;
  return (isAll ? condition.all : condition.any)
    .map(say)
    .join(` ${t(isAll ? 'importing.rules.and' : 'importing.rules.or')} `);
};

/** What comes of deals is asked by its own words; others are the file's. */
const outcomeWord = (word: string, t: Say): string => wordName('outcome', word, t);

const named = (value: Value): string => columnsOf(value).join(', ');

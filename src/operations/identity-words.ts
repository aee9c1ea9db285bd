import type { Resemblance, Suggested } from '../analysis/identity/suggestions.ts';
import type { Decision, SuggestedSide } from '../model/identity.ts';
import type { Sentence } from '../model/problem.ts';

const inCommon: Record<Resemblance, (value: string) => Sentence> = {
  tax: (value) => ({ ru: `один ИНН: ${value}`, en: `one tax number: ${value}` }),
  crm: (value) => ({
    ru: `один номер в CRM: ${value.replace(':', ' ')}`,
    en: `one id in the CRM: ${value.replace(':', ' ')}`,
  }),
  email: (value) => ({ ru: `одна почта: ${value}`, en: `one e-mail address: ${value}` }),
  phone: (value) => ({ ru: `один телефон: ${value}`, en: `one telephone number: ${value}` }),
  click: (value) => ({
    ru: `один рекламный клик: ${value.replace(':', ' ')}`,
    en: `one click on an advertisement: ${value.replace(':', ' ')}`,
  }),
  client: (value) => ({ ru: `один браузер: ${value}`, en: `one browser: ${value}` }),
  email_like: (value) => ({
    ru: `почта различается только точками или меткой после «+»: ${value}`,
    en: `e-mail addresses differ in dots or in what follows a plus: ${value}`,
  }),
  domain: (value) => ({
    ru: `почта на одном домене компании: ${value}`,
    en: `e-mail addresses at one company’s domain: ${value}`,
  }),
  name: (value) => ({ ru: `одно название: ${value}`, en: `one name: ${value}` }),
  name_like: (value) => ({ ru: `похожие названия: ${value}`, en: `similar names: ${value}` }),
};

/** What two customers have in common, in words. */
export const reasonText = ({ kind, value }: { kind: Resemblance; value: string }): Sentence => inCommon[kind](value);

/** What joined a record, in words. */
export const joinText = (join: { kind: string; value: string }, decision: Decision | null): Sentence => {
  if (join.kind !== 'hand') return reasonText({ kind: join.kind as Resemblance, value: join.value });
  if (decision === null) return { ru: 'объединили вручную', en: 'merged by hand' };
  const day = decision.at.slice(0, 10);
  return {
    ru: `вручную, ${decision.by}, ${day.split('-').reverse().join('.')}: ${decision.why}`,
    en: `by hand, ${decision.by}, ${day}: ${decision.why}`,
  };
};

/** What speaks against two customers being one. */
export const againstText = (suggested: Suggested, left: SuggestedSide, right: SuggestedSide): Sentence[] => {
  const against: Sentence[] = [];
  if (suggested.differentTaxes)
    against.push({
      ru: `разные ИНН: ${left.taxId} и ${right.taxId}`,
      en: `different tax numbers: ${left.taxId} and ${right.taxId}`,
    });
  if (left.region !== '' && right.region !== '' && left.region.toLowerCase() !== right.region.toLowerCase())
    against.push({
      ru: `разные места: ${left.region} и ${right.region}`,
      en: `different places: ${left.region} and ${right.region}`,
    });
  return against;
};

/** What the numbers would be like were two customers one. */
export const effectText = (left: SuggestedSide, right: SuggestedSide): Sentence => {
  if (left.orders > 0 && right.orders > 0)
    return {
      ru: 'Покупателей станет на одного меньше, а заказы второго — повторными. Выручка не изменится.',
      en: 'There will be one buyer less, and the orders of the second become repeat orders. Revenue stays the same.',
    };
  if (left.orders > 0 || right.orders > 0)
    return {
      ru: 'История до покупки присоединится к покупателю. Число покупателей и выручка не изменятся.',
      en: 'The history before the purchase joins the buyer. The number of buyers and revenue stay the same.',
    };
  return {
    ru: 'Контактов станет на один меньше. Деньги не изменятся.',
    en: 'There will be one contact less. Money stays the same.',
  };
};

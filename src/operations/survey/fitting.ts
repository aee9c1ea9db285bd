import type { SurveyAnswer, SurveyForm, SurveyItem } from '../../model/audit/survey.ts';

const areOf = (ids: readonly string[], known: readonly { id: string }[]): boolean => {
  const names = new Set(known.map(({ id }) => id));
  return ids.every((id) => names.has(id));
};

const fitsItem = (item: SurveyItem, answer: SurveyAnswer): boolean => {
  if (answer.kind === 'unknown') return true;
  switch (item.kind) {
    case 'text':
      return answer.kind === 'text' && answer.text.length <= item.longest;
    case 'lines':
      return answer.kind === 'lines' && answer.lines.length <= item.most;
    case 'choice':
      return answer.kind === 'choice' && areOf([answer.option], item.options);
    case 'assign':
      return (
        answer.kind === 'assign' &&
        areOf(Object.keys(answer.by), item.rows) &&
        areOf(Object.values(answer.by), item.options)
      );
    case 'numbers':
      return (
        answer.kind === 'numbers' &&
        areOf(Object.keys(answer.values), item.rows) &&
        Object.values(answer.values).every((value) => value === null || value >= 0)
      );
    case 'cards':
      return (
        answer.kind === 'cards' &&
        new Set(answer.order).size === answer.order.length &&
        areOf(answer.order, item.cards) &&
        areOf(answer.dropOffs, item.cards) &&
        answer.dropOffs.length <= item.mostDropOffs
      );
  }
};

/** Whether an answer is one to this item of the form, and names nothing the form does not offer. */
export const fits = (form: SurveyForm, id: string, answer: SurveyAnswer): boolean => {
  const item = form.items.find((each) => each.id === id);
  return item !== undefined && fitsItem(item, answer);
};

import type { SurveyAnswer, SurveyItem } from '../../../model/audit/survey.ts';

/** What stands in an item's fields, before it is an answer. */
export type Draft = {
  text: string;
  option: string;
  by: Record<string, string>;
  numbers: Record<string, string>;
  order: string[];
  dropOffs: string[];
  /** Cards were put in order or marked: until then their order is nobody's. */
  isArranged: boolean;
};

const numberText = (value: number | null): string => (value === null ? '' : String(value));

/** The fields as an earlier answer left them. */
export const draftOf = (item: SurveyItem, answer: SurveyAnswer | undefined): Draft => {
  const cards = item.kind === 'cards' ? item.cards.map(({ id }) => id) : [];
  const empty: Draft = { text: '', option: '', by: {}, numbers: {}, order: cards, dropOffs: [], isArranged: false };
  switch (answer?.kind) {
    case 'text':
      return { ...empty, text: answer.text };
    case 'lines':
      return { ...empty, text: answer.lines.join('\n') };
    case 'choice':
      return { ...empty, option: answer.option };
    case 'assign':
      return { ...empty, by: answer.by };
    case 'numbers': {
      const entries = Object.entries(answer.values).map(([row, value]) => [row, numberText(value)]);
      return { ...empty, numbers: Object.fromEntries(entries) };
    }
    case 'cards':
      return { ...empty, order: answer.order, dropOffs: answer.dropOffs, isArranged: true };
    default:
      return empty;
  }
};

/** A number as people type it on a phone: spaces between thousands, a comma or a point; null where it is none. */
export const readNumber = (text: string): number | null => {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^\d{1,15}(\.\d{1,6})?$/.test(plain)) return null;
  return Number(plain);
};

const linesOf = (text: string, most: number): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '')
    .slice(0, most);

/** The answer the fields make; null where nothing is filled in. */
export const answerOf = (item: SurveyItem, draft: Draft): SurveyAnswer | null => {
  switch (item.kind) {
    case 'text':
      return draft.text.trim() === '' ? null : { kind: 'text', text: draft.text.trim() };
    case 'lines': {
      const lines = linesOf(draft.text, item.most);
      return lines.length === 0 ? null : { kind: 'lines', lines };
    }
    case 'choice':
      return draft.option === '' ? null : { kind: 'choice', option: draft.option };
    case 'assign': {
      const by = Object.fromEntries(Object.entries(draft.by).filter(([, option]) => option !== ''));
      return Object.keys(by).length === 0 ? null : { kind: 'assign', by };
    }
    case 'numbers': {
      const values = Object.entries(draft.numbers).flatMap(([row, text]) => {
        const value = readNumber(text);
        return value === null ? [] : [[row, value] as const];
      });
      return values.length === 0 ? null : { kind: 'numbers', values: Object.fromEntries(values) };
    }
    case 'cards':
      return draft.isArranged ? { kind: 'cards', order: draft.order, dropOffs: draft.dropOffs } : null;
  }
};

/** An answer of which nothing is left: what was typed was deleted again. */
export const emptied = ({ kind }: SurveyAnswer): SurveyAnswer | null => {
  switch (kind) {
    case 'text':
      return { kind, text: '' };
    case 'lines':
      return { kind, lines: [] };
    case 'assign':
      return { kind, by: {} };
    case 'numbers':
      return { kind, values: {} };
    default:
      return null;
  }
};

/** Whether an answer says nothing, so that its item still waits for one. */
export const isEmptied = (answer: SurveyAnswer): boolean => JSON.stringify(answer) === JSON.stringify(emptied(answer));

/** The rows whose text is filled in and is no number. */
export const badRows = (draft: Draft): string[] =>
  Object.entries(draft.numbers).flatMap(([row, text]) =>
    text.trim() !== '' && readNumber(text) === null ? [row] : [],
  );

/** An order with one card at another place. */
export const moved = (order: readonly string[], id: string, to: number): string[] => {
  const rest = order.filter((each) => each !== id);
  const at = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, at), id, ...rest.slice(at)];
};

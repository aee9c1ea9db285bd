import { useId } from 'react';
import type { Option, SurveyItem } from '../../../model/audit/survey.ts';
import type { Language } from '../language.tsx';
import { Cards } from './cards.tsx';
import { badRows, type Draft } from './draft.ts';
import css from './survey.module.css';
import type { Words } from './words.ts';

export type FieldsProps = {
  item: SurveyItem;
  draft: Draft;
  language: Language;
  words: Words;
  currency: string;
  /** The id of the question's heading, which names the fields. */
  heading: string;
  onChange: (draft: Draft) => void;
};

const Text = ({ item, draft, words, heading, onChange }: FieldsProps) => {
  const longest = item.kind === 'text' ? item.longest : 3000;
  const left = longest - draft.text.length;
  return (
    <>
      <textarea
        className={`outside-field ${css.text}`}
        aria-labelledby={heading}
        rows={item.kind === 'lines' ? 6 : 5}
        maxLength={longest}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
      />
      {item.kind === 'text' && left < 100 && <p className={css.small}>{words.lettersLeft(left)}</p>}
    </>
  );
};

const Choice = ({ item, draft, language, heading, onChange }: FieldsProps) => {
  const name = useId();
  if (item.kind !== 'choice') return null;
  return (
    <div role="radiogroup" aria-labelledby={heading} className={css.choices}>
      {item.options.map(({ id, label, hint }) => (
        <label key={id} className={css.choice}>
          <input
            type="radio"
            name={name}
            checked={draft.option === id}
            onChange={() => onChange({ ...draft, option: id })}
          />
          <span>
            {label[language]}
            {hint && <span className={css.cardHint}>{hint[language]}</span>}
          </span>
        </label>
      ))}
    </div>
  );
};

const Assign = ({ item, draft, language, words, onChange }: FieldsProps) => {
  const name = useId();
  if (item.kind !== 'assign') return null;
  const put = (row: string, option: string) => onChange({ ...draft, by: { ...draft.by, [row]: option } });
  return (
    <div className={css.rows}>
      {item.rows.map(({ id, label }: Option) => (
        <div key={id} className={css.row}>
          <label htmlFor={`${name}-${id}`}>{label[language]}</label>
          <select
            id={`${name}-${id}`}
            className="outside-field"
            value={draft.by[id] ?? ''}
            onChange={(event) => put(id, event.target.value)}
          >
            <option value="">{words.notKnown}</option>
            {item.options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.label[language]}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
};

const Numbers = ({ item, draft, language, words, currency, onChange }: FieldsProps) => {
  const name = useId();
  if (item.kind !== 'numbers') return null;
  const bad = badRows(draft);
  const put = (row: string, text: string) => onChange({ ...draft, numbers: { ...draft.numbers, [row]: text } });
  return (
    <div className={css.rows}>
      {item.rows.map(({ id, label }) => (
        <div key={id} className={css.row}>
          <label htmlFor={`${name}-${id}`}>{label[language]}</label>
          <span className={css.number}>
            <input
              id={`${name}-${id}`}
              className="outside-field"
              inputMode="decimal"
              autoComplete="off"
              placeholder={words.notKnown}
              aria-invalid={bad.includes(id)}
              aria-describedby={bad.includes(id) ? `${name}-${id}-bad` : undefined}
              value={draft.numbers[id] ?? ''}
              onChange={(event) => put(id, event.target.value)}
            />
            {item.unit === 'money' && <span className={css.unit}>{currency === 'RUB' ? '₽' : currency}</span>}
          </span>
          {bad.includes(id) && (
            <p id={`${name}-${id}-bad`} className={css.bad}>
              {words.badNumber}
            </p>
          )}
        </div>
      ))}
    </div>
  );
};

/** What an item is answered with. */
export const Fields = (props: FieldsProps) => {
  const { item, draft, language, words, onChange } = props;
  switch (item.kind) {
    case 'text':
    case 'lines':
      return <Text {...props} />;
    case 'choice':
      return <Choice {...props} />;
    case 'assign':
      return <Assign {...props} />;
    case 'numbers':
      return <Numbers {...props} />;
    case 'cards':
      return <Cards item={item} draft={draft} language={language} words={words} onChange={onChange} />;
  }
};

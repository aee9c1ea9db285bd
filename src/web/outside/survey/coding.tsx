import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Code } from '../../../model/audit/survey.ts';
import type { AnswerToCode, CodingSheet } from '../../../model/audit/survey-contract.ts';
import type { Language } from '../language.tsx';
import '../page.css';
import css from './survey.module.css';
import type { Words } from './words.ts';

export type NewCode = { respondent: number; item: AnswerToCode['item']; element: string; code: Code };

type CodingProps = {
  sheet: CodingSheet;
  language: Language;
  words: Words['coding'];
  /** Keeps the codes of one answer; what went wrong is its own to tell. */
  onConfirm: (codes: NewCode[]) => Promise<void>;
};

const choices: readonly { code: Code; name: 'none' | 'half' | 'full'; key: string }[] = [
  { code: 0, name: 'none', key: '0' },
  { code: 0.5, name: 'half', key: '5' },
  { code: 1, name: 'full', key: '1' },
];

const isRead = ({ proposed, codes }: AnswerToCode): boolean => Object.keys(proposed).every((id) => id in codes);

/** Open answers one at a time, without names, each to be read for what it says of the canon; proposals stand chosen until changed. */
export const Coding = ({ sheet, language, words, onConfirm }: CodingProps) => {
  const firstUnread = sheet.answers.findIndex((answer) => !isRead(answer));
  const [at, setAt] = useState(firstUnread < 0 ? sheet.answers.length : firstUnread);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [at]);

  if (!sheet.isShown) return <p className="outside-soft">{words.tooFew(sheet.answered, sheet.shownFrom)}</p>;
  if (sheet.elements.length === 0) return <p className="outside-soft">{words.noCanon}</p>;
  if (sheet.answers.length === 0) return <p className="outside-soft">{words.noTexts}</p>;
  const answer = sheet.answers[at];
  if (answer === undefined)
    return (
      <div className={css.rows}>
        <h2 ref={heading} tabIndex={-1}>
          {words.done}
        </h2>
        <p className="outside-soft">{words.doneText}</p>
        <button type="button" className="outside-button" onClick={() => setAt(0)}>
          {words.review}
        </button>
      </div>
    );
  return (
    <div className={css.rows}>
      <p className={css.small}>{words.step(at + 1, sheet.answers.length)}</p>
      <h2 ref={heading} tabIndex={-1}>
        {words.items[answer.item] ?? ''}
      </h2>
      <blockquote className={css.quote}>{answer.text}</blockquote>
      <Codes
        key={`${answer.respondent} ${answer.item}`}
        {...{ sheet, answer, language, words }}
        onConfirm={async (codes) => {
          await onConfirm(codes);
          setAt(at + 1);
        }}
      />
    </div>
  );
};

type CodesProps = Omit<CodingProps, 'onConfirm'> & {
  answer: AnswerToCode;
  onConfirm: CodingProps['onConfirm'];
};

const Codes = ({ sheet, answer, language, words, onConfirm }: CodesProps) => {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  const [codes, setCodes] = useState<Record<string, Code>>({ ...answer.proposed, ...answer.codes });
  const [isSaving, setSaving] = useState(false);
  const elements = sheet.elements.filter(({ id }) => id in answer.proposed);

  /** A digit codes the element that has the focus and goes on to the next. */
  const type = (event: KeyboardEvent, id: string): void => {
    const chosen = choices.find(({ key }) => key === event.key);
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCodes({ ...codes, [id]: chosen.code });
    const next = elements[elements.findIndex((element) => element.id === id) + 1];
    const target = next
      ? form.current?.querySelector<HTMLElement>(`[data-element="${CSS.escape(next.id)}"] input:checked`)
      : form.current?.querySelector<HTMLElement>('button[type=submit]');
    target?.focus();
  };
  const confirm = async (): Promise<void> => {
    setSaving(true);
    const { respondent, item } = answer;
    await onConfirm(elements.map(({ id }) => ({ respondent, item, element: id, code: codes[id] ?? 0 }))).finally(() =>
      setSaving(false),
    );
  };

  return (
    <form
      ref={form}
      className={css.rows}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      {elements.map(({ id, name: title, text }) => (
        <fieldset key={id} data-element={id} className={css.element} onKeyDown={(event) => type(event, id)}>
          <legend>
            <b>{title[language]}</b> · <span className="outside-soft">{text[language]}</span>
          </legend>
          <div className={css.codes}>
            {choices.map(({ code, name: choice }) => {
              const isProposed = !(id in answer.codes) && answer.proposed[id] === code;
              return (
                <label key={code} className={css.code} data-proposed={isProposed || undefined}>
                  <input
                    type="radio"
                    name={`${name} ${id}`}
                    checked={codes[id] === code}
                    onChange={() => setCodes({ ...codes, [id]: code })}
                  />
                  {words[choice]}
                  {isProposed && <span className="visually-hidden"> ({words.proposed})</span>}
                </label>
              );
            })}
          </div>
        </fieldset>
      ))}
      <button type="submit" className="outside-button" data-main disabled={isSaving}>
        {words.confirm}
      </button>
      <p className={css.small}>{words.keys}</p>
    </form>
  );
};

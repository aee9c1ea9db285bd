import { useEffect, useId, useRef, useState } from 'react';
import type { Answers, SurveyAnswer, SurveyItemId } from '../../../model/audit/survey.ts';
import type { OpenedLink } from '../../../model/audit/survey-contract.ts';
import { textOfError } from '../ask.ts';
import type { Language } from '../language.tsx';
import { answerOf, badRows, type Draft, draftOf, emptied, isEmptied } from './draft.ts';
import { Fields } from './fields.tsx';
import css from './survey.module.css';
import type { Words } from './words.ts';

type Opened = Extract<OpenedLink, { kind: 'respondent' }>;

export type QuestionsProps = {
  opened: Opened;
  language: Language;
  words: Words;
  /** Sends one answer, or all of them for good; throws where it was not kept. */
  onSend: (sent: { item?: SurveyItemId; answer?: SurveyAnswer; submit?: boolean }) => Promise<void>;
};

/** The survey from its greeting to its sending, one item a screen; begun anew at the first item without an answer. */
export const Questions = ({ opened, language, words, onSend }: QuestionsProps) => {
  const { items } = opened.form;
  const [answers, setAnswers] = useState<Answers>(opened.answers);
  const [at, setAt] = useState(-1);
  const firstOpen = items.findIndex(({ id }) => isOpen(answers[id]));
  const put = (id: SurveyItemId, answer: SurveyAnswer): void => setAnswers((all) => ({ ...all, [id]: answer }));
  const go = (to: number): void => {
    setAt(to);
    window.scrollTo(0, 0);
  };
  if (at < 0) {
    const isBegun = items.some(({ id }) => !isOpen(answers[id]));
    const next = firstOpen < 0 ? items.length : firstOpen;
    // What was typed last may be half an answer: it is shown again.
    const last = answers[items[next - 1]?.id ?? 'idea'];
    const isTyped = last?.kind === 'text' || last?.kind === 'lines' || last?.kind === 'numbers';
    return (
      <main className="outside-body outside-middle">
        <h1>{words.hello}</h1>
        <p>{words.takes(opened.minutes)}</p>
        <p className="outside-soft">{words.anonymous}</p>
        <p className="outside-soft">{words.honest}</p>
        <button
          type="button"
          className="outside-button"
          data-main
          onClick={() => go(isTyped && !isOpen(last) ? next - 1 : next)}
        >
          {isBegun ? words.goOn : words.start}
        </button>
      </main>
    );
  }
  const item = items[at];
  if (item === undefined)
    return (
      <Ready
        {...{ items: items.length, words, onSend, firstOpen }}
        answered={items.filter(({ id }) => !isOpen(answers[id])).length}
        onBack={go}
      />
    );
  return (
    <>
      <div
        className={css.progress}
        role="progressbar"
        aria-label={words.title}
        aria-valuemin={0}
        aria-valuemax={items.length}
        aria-valuenow={at + 1}
        aria-valuetext={words.step(at + 1, items.length)}
      >
        <span style={{ width: `${((at + 1) / items.length) * 100}%` }} />
      </div>
      <Question
        key={item.id}
        {...{ opened, language, words, onSend, at }}
        answer={answers[item.id]}
        onAnswered={(answer) => {
          if (answer) put(item.id, answer);
          go(at + 1);
        }}
        onTyped={(answer) => put(item.id, answer)}
        onBack={() => go(at - 1)}
      />
    </>
  );
};

const isOpen = (answer: SurveyAnswer | undefined): boolean => answer === undefined || isEmptied(answer);

/** How long somebody must pause for what stands in the fields to be kept. */
const pauseMs = 700;

/** Keeps what is typed as it is typed: after a pause, when the phone is put away, and when the screen is left. */
const useKeeping = (send: (answer: SurveyAnswer) => void) => {
  const waiting = useRef<{ answer: SurveyAnswer; timer: number } | null>(null);
  const sender = useRef(send);
  useEffect(() => {
    sender.current = send;
  });
  const drop = (): SurveyAnswer | null => {
    const found = waiting.current;
    if (found) window.clearTimeout(found.timer);
    waiting.current = null;
    return found?.answer ?? null;
  };
  const flush = (): void => {
    const answer = drop();
    if (answer) sender.current(answer);
  };
  const flusher = useRef(flush);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') flusher.current();
    };
    const { current } = flusher;
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      current();
    };
  }, []);
  return {
    later: (answer: SurveyAnswer): void => {
      drop();
      waiting.current = { answer, timer: window.setTimeout(() => flusher.current(), pauseMs) };
    },
    drop,
  };
};

type QuestionProps = QuestionsProps & {
  at: number;
  answer: SurveyAnswer | undefined;
  onAnswered: (answer: SurveyAnswer | null) => void;
  onTyped: (answer: SurveyAnswer) => void;
  onBack: () => void;
};

const Question = ({
  opened,
  language,
  words,
  onSend,
  at,
  answer: before,
  onAnswered,
  onTyped,
  onBack,
}: QuestionProps) => {
  const { items, currency, journey } = opened.form;
  const item = items[at];
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [draft, setDraft] = useState<Draft | null>(item ? draftOf(item, before) : null);
  const [state, setState] = useState<{ isSaving: boolean; error: unknown }>({ isSaving: false, error: null });
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  // A connection that is lost meanwhile is told when the answer is given for good.
  const keeping = useKeeping((typed) => {
    if (item) void onSend({ item: item.id, answer: typed }).catch(() => null);
  });
  if (!item || !draft) return null;
  const answer = answerOf(item, draft);
  const isBad = item.kind === 'numbers' && badRows(draft).length > 0;

  const type = (changed: Draft): void => {
    setDraft(changed);
    const typed = answerOf(item, changed) ?? (before ? emptied(before) : null);
    if (typed === null) return;
    onTyped(typed);
    keeping.later(typed);
  };
  const keep = async (given: SurveyAnswer | null): Promise<void> => {
    if (given === null) return onAnswered(null);
    keeping.drop();
    setState({ isSaving: true, error: null });
    try {
      await onSend({ item: item.id, answer: given });
      onAnswered(given);
    } catch (error) {
      setState({ isSaving: false, error });
    }
  };

  return (
    <main className="outside-body">
      <p className={css.small}>{words.step(at + 1, items.length)}</p>
      <h1 id={heading} ref={title} tabIndex={-1}>
        {item.title[language]}
      </h1>
      {item.kind === 'cards' && journey && <p className="outside-soft">{words.journeyOf(journey[language])}</p>}
      {item.hint && <p className="outside-soft">{item.hint[language]}</p>}
      <Fields {...{ item, draft, language, words, currency, heading }} onChange={type} />
      {state.error !== null && (
        <p role="alert" className="outside-error">
          {textOfError(state.error)[language]}
        </p>
      )}
      <div className={css.foot}>
        <button
          type="button"
          className={`outside-button ${css.unknown}`}
          aria-pressed={before?.kind === 'unknown' && answer === null}
          disabled={state.isSaving}
          onClick={() => void keep({ kind: 'unknown' })}
        >
          {words.unknown}
        </button>
        <button type="button" className="outside-button" data-bare onClick={onBack}>
          {words.back}
        </button>
        <button
          type="button"
          className="outside-button"
          data-main={answer !== null || before?.kind === 'unknown' || undefined}
          disabled={state.isSaving || isBad}
          onClick={() => void keep(answer)}
        >
          {state.isSaving ? words.saving : answer !== null || !isOpen(before) ? words.next : words.skip}
        </button>
      </div>
    </main>
  );
};

type ReadyProps = Pick<QuestionsProps, 'words' | 'onSend'> & {
  items: number;
  answered: number;
  firstOpen: number;
  onBack: (to: number) => void;
};

const Ready = ({ items, answered, words, firstOpen, onSend, onBack }: ReadyProps) => {
  const title = useRef<HTMLHeadingElement>(null);
  const [state, setState] = useState<{ isSending: boolean; error: unknown }>({ isSending: false, error: null });
  useEffect(() => title.current?.focus(), []);
  const send = async (): Promise<void> => {
    setState({ isSending: true, error: null });
    await onSend({ submit: true }).catch((error: unknown) => setState({ isSending: false, error }));
  };
  const language = document.documentElement.lang === 'en' ? 'en' : 'ru';
  return (
    <main className="outside-body outside-middle">
      <h1 ref={title} tabIndex={-1}>
        {words.ready}
      </h1>
      <p>{words.readyText(answered, items)}</p>
      {state.error !== null && (
        <p role="alert" className="outside-error">
          {textOfError(state.error)[language]}
        </p>
      )}
      <button type="button" className="outside-button" data-main disabled={state.isSending} onClick={() => void send()}>
        {state.isSending ? words.sending : words.send}
      </button>
      <button
        type="button"
        className="outside-button"
        data-bare
        onClick={() => onBack(firstOpen < 0 ? items - 1 : firstOpen)}
      >
        {firstOpen < 0 ? words.back : words.toFirstSkipped}
      </button>
    </main>
  );
};

import { useEffect, useRef, useState } from 'react';
import type { LinkAnswer, OpenedLink } from '../../../model/audit/survey-contract.ts';
import { ask, Refused, textOfError } from '../ask.ts';
import { type Language, LanguageSwitch, useSpoken } from '../language.tsx';
import { Coding } from './coding.tsx';
import { Questions } from './questions.tsx';
import { type Words, wordsOf } from './words.ts';

type Seen = { opened: OpenedLink } | { error: unknown } | null;

/** The page of one personal link: the survey of whoever it was sent to, or the answers a second rater reads. */
export const SurveyPage = ({ token }: { token: string }) => {
  const path = `/api/survey-links/${encodeURIComponent(token)}`;
  const [seen, setSeen] = useState<Seen>(null);
  const [tries, setTries] = useState(0);
  const opened = seen && 'opened' in seen ? seen.opened : null;
  const [language, choose] = useSpoken(opened?.language ?? null);
  const words = wordsOf[language];
  useEffect(() => {
    ask<OpenedLink>(path).then(
      (answer) => setSeen({ opened: answer }),
      (error: unknown) => setSeen({ error }),
    );
  }, [path, tries]);
  useEffect(() => {
    document.title = words.title;
  }, [words]);

  // One after another: what was typed first must not arrive last.
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const send = async (body: Partial<LinkAnswer>): Promise<void> => {
    const sent = before.current.then(() => ask<OpenedLink>(path, { method: 'PUT', body }));
    before.current = sent.catch(() => null);
    const answer = await sent.catch((error: unknown) => {
      // What closed the link meanwhile closes the page; a lost connection does not.
      if (error instanceof Refused && /^survey_(link|over|sent)/.test(error.code ?? '')) setSeen({ error });
      throw error;
    });
    if (answer.kind === 'rater' || answer.submitted) setSeen({ opened: answer });
  };

  return (
    <div className="outside">
      <header className="outside-head">
        <span>{opened?.company[language]}</span>
        <LanguageSwitch language={language} onChoose={choose} />
      </header>
      {seen === null && (
        <main className="outside-body" aria-busy="true">
          <p role="status">{words.loading}</p>
        </main>
      )}
      {seen && 'error' in seen && (
        <Gone {...{ error: seen.error, language, words }} onAgain={() => setTries(tries + 1)} />
      )}
      {opened && <Opened {...{ opened, language, words }} onSend={send} />}
    </div>
  );
};

type OpenedProps = {
  opened: OpenedLink;
  language: Language;
  words: Words;
  onSend: (body: Partial<LinkAnswer>) => Promise<void>;
};

const Opened = ({ opened, language, words, onSend }: OpenedProps) => {
  const [error, setError] = useState<unknown>(null);
  if (opened.kind === 'respondent' && opened.submitted)
    return (
      <main className="outside-body outside-middle">
        <h1>{words.thanks}</h1>
        {opened.form.function === 'owner' ? (
          <a className="outside-button" data-main href="/audit">
            {words.toAudit}
          </a>
        ) : (
          <p className="outside-soft">{words.thanksText}</p>
        )}
      </main>
    );
  if (opened.kind === 'respondent') return <Questions {...{ opened, language, words, onSend }} />;
  return (
    <main className="outside-body">
      <h1>{words.coding.title}</h1>
      <p className="outside-soft">{words.coding.about}</p>
      {error !== null && (
        <p role="alert" className="outside-error">
          {textOfError(error)[language]}
        </p>
      )}
      <Coding
        sheet={opened.sheet}
        language={language}
        words={words.coding}
        onConfirm={async (codes) => {
          setError(null);
          await onSend({ codes }).catch((caught: unknown) => {
            setError(caught);
            throw caught;
          });
        }}
      />
    </main>
  );
};

type GoneProps = { error: unknown; language: Language; words: Words; onAgain: () => void };

const Gone = ({ error, language, words, onAgain }: GoneProps) => {
  const isLost = !(error instanceof Refused) || error.code === null;
  return (
    <main className="outside-body outside-middle">
      <h1>{words.gone}</h1>
      <p role="alert">{textOfError(error)[language]}</p>
      {isLost && (
        <button type="button" className="outside-button" data-main onClick={onAgain}>
          {words.again}
        </button>
      )}
    </main>
  );
};

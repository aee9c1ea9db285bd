import { type FormEvent, useEffect, useId, useState } from 'react';
import { type AccessState, accessRoutes } from '../../../model/access-routes.ts';
import { ask, textOfError } from '../ask.ts';
import { type Language, LanguageSwitch, useSpoken } from '../language.tsx';
import { type Words, wordsOf } from './words.ts';

/** Where to go after signing in: a page of the product, never another site. */
const wayOn = (search: string): string => {
  const to = new URL(new URLSearchParams(search).get('to') ?? '/', location.origin);
  return to.origin === location.origin && to.pathname !== '/login' ? to.href : '/';
};

type FormProps = { language: Language; words: Words };

/** One form with one button: what it sends may be refused, and then says why. */
const useSending = (send: () => Promise<void>) => {
  const [state, setState] = useState<{ isSending: boolean; error: unknown }>({ isSending: false, error: null });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setState({ isSending: true, error: null });
    send().then(
      () => setState({ isSending: false, error: null }),
      (error: unknown) => setState({ isSending: false, error }),
    );
  };
  return { ...state, submit };
};

type PasswordProps = {
  label: string;
  hint?: string;
  value: string;
  isNew?: boolean;
  onChange: (value: string) => void;
};

const Password = ({ label, hint, value, isNew = false, onChange }: PasswordProps) => {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="outside-field"
        type="password"
        required
        autoComplete={isNew ? 'new-password' : 'current-password'}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <small id={`${id}-hint`} className="outside-soft">
          {hint}
        </small>
      )}
    </p>
  );
};

/** For password managers, which keep a password by a name. */
const OwnerName = () => <input hidden readOnly type="text" name="username" autoComplete="username" value="owner" />;

const Refusal = ({ error, language }: { error: unknown; language: Language }) =>
  error === null ? null : (
    <p role="alert" className="outside-error">
      {textOfError(error)[language]}
    </p>
  );

const SignInForm = ({ language, words }: FormProps) => {
  const [password, setPassword] = useState('');
  const { isSending, error, submit } = useSending(async () => {
    await ask(accessRoutes.session, { method: 'POST', body: { password } });
    location.assign(wayOn(location.search));
  });
  return (
    <form className="outside-body outside-middle" onSubmit={submit}>
      <h1>{words.signIn}</h1>
      <p className="outside-soft">{words.signInText}</p>
      <OwnerName />
      <Password label={words.password} value={password} onChange={setPassword} />
      <Refusal {...{ error, language }} />
      <button type="submit" className="outside-button" data-main disabled={isSending}>
        {words.enter}
      </button>
      <small className="outside-soft">{words.forgotten}</small>
    </form>
  );
};

const NewPasswordForm = ({ language, words, state }: FormProps & { state: AccessState }) => {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isSaved, setSaved] = useState(false);
  const { isSending, error, submit } = useSending(async () => {
    await ask(accessRoutes.password, { method: 'PUT', body: { password, ...(state.isReachable ? { current } : {}) } });
    setSaved(true);
  });
  if (isSaved)
    return (
      <div className="outside-body outside-middle">
        <h1>{words.saved}</h1>
        {!state.isReachable && <p>{words.savedText}</p>}
        <a className="outside-button" data-main href="/">
          {words.toProduct}
        </a>
      </div>
    );
  return (
    <form className="outside-body outside-middle" onSubmit={submit}>
      <h1>{words.set}</h1>
      <p className="outside-soft">{state.hasOwner ? words.replaceText : words.setText}</p>
      <OwnerName />
      {state.isReachable && <Password label={words.current} value={current} onChange={setCurrent} />}
      <Password label={words.fresh} hint={words.rule} isNew value={password} onChange={setPassword} />
      <Refusal {...{ error, language }} />
      <button type="submit" className="outside-button" data-main disabled={isSending}>
        {words.save}
      </button>
    </form>
  );
};

/** Signing in, and setting the owner's password. */
export const AccessPage = ({ page }: { page: 'login' | 'password' }) => {
  const [state, setState] = useState<AccessState | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [language, choose] = useSpoken(null);
  const words = wordsOf[language];
  useEffect(() => {
    ask<AccessState>(accessRoutes.state).then((found) => {
      const isIn = page === 'login' && (!found.isReachable || found.isSignedIn);
      if (isIn) location.replace(wayOn(location.search));
      else setState(found);
    }, setError);
  }, [page]);
  useEffect(() => {
    document.title = page === 'login' ? words.signIn : words.set;
  }, [page, words]);
  return (
    <div className="outside">
      <header className="outside-head">
        <span>{language === 'ru' ? 'Конвейер' : 'Conveyor'}</span>
        <LanguageSwitch language={language} onChoose={choose} />
      </header>
      <main style={{ display: 'contents' }}>
        {!state && !error && <p role="status">{words.wait}</p>}
        <Refusal {...{ error, language }} />
        {state && page === 'login' && <SignInForm {...{ language, words }} />}
        {state && page === 'password' && <NewPasswordForm {...{ language, words, state }} />}
      </main>
    </div>
  );
};

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Wording, worded } from '../../../../model/blueprint/words.ts';
import { useWords } from '../../../i18n/language.ts';
import { inLanguage } from '../edits.ts';
import css from './panel.module.css';

/** Typing is kept this long after the last letter, and at once when the field is left. */
const restMs = 500;

/**
 * Fields of the panel are the browser's own: a cell has two dozen of them, and its page has to be there in the frame in which it is asked
 * for.
 */
const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands inside
  <label className={css.field}>
    <span className={css.label}>{label}</span>
    {children}
  </label>
);

/** Words of the company in the language of the interface, written in place. */
export const WordsField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Wording;
  onChange: (value: Wording) => void;
}) => {
  const { t, language } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = typed ?? worded(value, language);
  const keep = (text: string): void => {
    clearTimeout(timer.current);
    if (text !== worded(value, language)) onChange(inLanguage(value, language, text));
  };
  // A panel that closes keeps what was typed a moment ago.
  const last = useRef<() => void>(() => undefined);
  last.current = () => {
    if (typed !== null) keep(typed);
  };
  useEffect(() => () => last.current(), []);
  return (
    <Field label={label}>
      <textarea
        className={`${css.input} ${css.words}`}
        rows={Math.max(1, Math.ceil(shown.length / 30))}
        maxLength={4000}
        placeholder={t('journey.panel.write')}
        value={shown}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => keep(text), restMs);
        }}
        onBlur={(event) => {
          keep(event.currentTarget.value);
          setTyped(null);
        }}
      />
    </Field>
  );
};

type Choice = { value: string; label: string };

export const ChoiceField = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly Choice[];
  onChange: (value: string | null) => void;
}) => (
  <Field label={label}>
    <select
      className={css.input}
      data-empty={value === null}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">—</option>
      {value !== null && !options.some((option) => option.value === value) && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
);

const Chips = ({ chips, onRemove }: { chips: readonly Choice[]; onRemove: (value: string) => void }) => {
  const { t } = useWords();
  return chips.map(({ value, label }) => (
    <span key={value} className={css.chip}>
      {label}
      <button type="button" aria-label={t('journey.panel.removeOne', { name: label })} onClick={() => onRemove(value)}>
        ×
      </button>
    </span>
  ));
};

export const SeveralField = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: readonly string[];
  options: readonly Choice[];
  onChange: (value: string[]) => void;
}) => {
  const { t } = useWords();
  const nameOf = (one: string): string => options.find((option) => option.value === one)?.label ?? one;
  const rest = options.filter((option) => !value.includes(option.value));
  return (
    <div className={css.field}>
      <span className={css.label} aria-hidden>
        {label}
      </span>
      <div className={css.several}>
        <Chips
          chips={value.map((one) => ({ value: one, label: nameOf(one) }))}
          onRemove={(one) => onChange(value.filter((other) => other !== one))}
        />
        <select
          className={css.input}
          aria-label={label}
          data-empty
          value=""
          onChange={({ currentTarget }) => currentTarget.value !== '' && onChange([...value, currentTarget.value])}
        >
          <option value="">{t(rest.length === 0 ? 'journey.panel.nothing' : 'journey.panel.choose')}</option>
          {rest.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
};

export const TagsField = ({
  label,
  value,
  known,
  said = (one) => one,
  onChange,
}: {
  label: string;
  value: readonly string[];
  known: readonly string[];
  /** How one is told to the reader; what the reader types of a known one is that one. */
  said?: (one: string) => string;
  onChange: (value: string[]) => void;
}) => {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const list = useId();
  const add = (): void => {
    const words = typed.trim();
    const tag = known.find((one) => said(one) === words) ?? words;
    if (tag !== '' && !value.includes(tag)) onChange([...value, tag]);
    setTyped('');
  };
  return (
    <div className={css.field}>
      <span className={css.label} aria-hidden>
        {label}
      </span>
      <div className={css.several}>
        <Chips
          chips={value.map((one) => ({ value: one, label: said(one) }))}
          onRemove={(one) => onChange(value.filter((other) => other !== one))}
        />
        <input
          className={css.input}
          aria-label={label}
          list={list}
          maxLength={200}
          placeholder={t('journey.panel.addTag')}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <datalist id={list}>
          {known.map((one) => (
            <option key={one} value={said(one)} />
          ))}
        </datalist>
      </div>
    </div>
  );
};

export const NumberField = ({
  label,
  value,
  suffix,
  scale = 1,
  most = Number.MAX_SAFE_INTEGER,
  onChange,
}: {
  label: string;
  value: number | null;
  suffix?: string;
  /** Shown as so many times the value: 100 for percent. */
  scale?: number;
  most?: number;
  onChange: (value: number | null) => void;
}) => {
  const { format } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : format.number(Math.round(value * scale * 1e6) / 1e6, 6);
  const keep = (): void => {
    if (typed === null) return;
    const number = Number(typed.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.'));
    if (typed.trim() === '') onChange(null);
    // What is no number leaves the field as it was.
    else if (Number.isFinite(number) && number >= 0) onChange(Math.min(number, most) / scale);
    setTyped(null);
  };
  return (
    <Field label={label}>
      <span className={css.number}>
        <input
          className={css.input}
          inputMode="decimal"
          placeholder="—"
          value={typed ?? shown}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
          }}
        />
        {suffix && (typed ?? shown) !== '' && <small>{suffix}</small>}
      </span>
    </Field>
  );
};

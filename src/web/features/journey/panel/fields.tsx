import { MultiSelect, NumberInput, Select, TagsInput, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Wording, worded } from '../../../../model/blueprint/wording.ts';
import { useWords } from '../../../i18n/language.ts';
import { inLanguage } from '../edits.ts';
import css from './panel.module.css';

/** Typing is kept this long after the last letter, and at once when the field is left. */
const restMs = 500;

const look = { root: css.field ?? '', label: css.label ?? '', input: css.input ?? '' };
const lookOfSeveral = { ...look, inputField: css.inner ?? '', section: css.section ?? '' };
const lookOfChoice = { ...look, section: css.section ?? '' };

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
    <Textarea
      label={label}
      classNames={look}
      variant="unstyled"
      autosize
      minRows={1}
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
}) => {
  const { t } = useWords();
  return (
    <Select
      label={label}
      classNames={lookOfChoice}
      variant="unstyled"
      searchable={options.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': t('journey.panel.clear'), tabIndex: -1 }}
      placeholder={t('journey.panel.choose')}
      data={[...options]}
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('journey.panel.nothing')}
    />
  );
};

export const SeveralField = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string[];
  options: readonly Choice[];
  onChange: (value: string[]) => void;
}) => {
  const { t } = useWords();
  return (
    <MultiSelect
      label={label}
      classNames={lookOfSeveral}
      variant="unstyled"
      searchable
      placeholder={value.length === 0 ? t('journey.panel.choose') : ''}
      data={[...options]}
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('journey.panel.nothing')}
    />
  );
};

export const TagsField = ({
  label,
  value,
  known,
  onChange,
}: {
  label: string;
  value: string[];
  known: readonly string[];
  onChange: (value: string[]) => void;
}) => {
  const { t } = useWords();
  return (
    <TagsInput
      label={label}
      classNames={lookOfSeveral}
      variant="unstyled"
      acceptValueOnBlur
      placeholder={value.length === 0 ? t('journey.panel.addTag') : ''}
      data={[...known]}
      value={value}
      onChange={onChange}
    />
  );
};

export const NumberField = ({
  label,
  value,
  suffix,
  scale = 1,
  most,
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
  const [typed, setTyped] = useState<number | string | null>(null);
  const shown = typed ?? (value === null ? '' : Math.round(value * scale * 1e6) / 1e6);
  return (
    <NumberInput
      label={label}
      classNames={look}
      variant="unstyled"
      min={0}
      {...(most === undefined ? {} : { max: most })}
      hideControls
      thousandSeparator={' '}
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      {...(suffix === undefined ? {} : { suffix: `\u00a0${suffix}` })}
      placeholder="—"
      value={shown}
      onChange={setTyped}
      onBlur={() => {
        if (typed === null) return;
        const number = typeof typed === 'number' ? typed / scale : null;
        if (number !== value) onChange(number);
        setTyped(null);
      }}
    />
  );
};

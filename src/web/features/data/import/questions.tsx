import { Radio } from '@mantine/core';
import { useId } from 'react';
import type { Question } from '../../../../model/importing.ts';
import { useWords } from '../../../i18n/language.ts';
import { Chip } from '../../../kit/chip.tsx';
import styles from './import.module.css';

type QuestionsProps = { questions: readonly Question[]; onAnswer: (id: string, answer: string) => void };

/** What only a person knows of a file: each with why it is asked and what is taken where nobody answers. */
export const Questions = ({ questions, onAnswer }: QuestionsProps) => {
  const { t } = useWords();
  if (questions.length === 0) return null;
  return (
    <section className={styles.questions} aria-label={t('importing.questions.title')}>
      {questions.map((question) => (
        <OneQuestion key={question.id} question={question} onAnswer={(answer) => onAnswer(question.id, answer)} />
      ))}
    </section>
  );
};

const OneQuestion = ({ question, onAnswer }: { question: Question; onAnswer: (answer: string) => void }) => {
  const { t, say } = useWords();
  const name = useId();
  const isOpen = question.answer === null && question.byDefault === null;
  return (
    <fieldset className={styles.question} data-open={isOpen || undefined}>
      <legend>
        {say(question.text)} {isOpen && <Chip tone="warning">{t('importing.questions.required')}</Chip>}
      </legend>
      <p className={styles.hint}>{say(question.why)}</p>
      <div className={styles.answers}>
        {question.answers.map(({ value, text }) => (
          <Radio
            key={value}
            name={name}
            value={value}
            checked={(question.answer ?? question.byDefault) === value}
            onChange={() => onAnswer(value)}
            label={
              <>
                {say(text)}
                {question.answer === null && question.byDefault === value && (
                  <span className={styles.faint}> · {t('importing.questions.byDefault')}</span>
                )}
              </>
            }
          />
        ))}
      </div>
    </fieldset>
  );
};

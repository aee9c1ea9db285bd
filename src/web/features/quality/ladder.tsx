import { Anchor } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleHalf2 } from '@tabler/icons-react';
import type { Finding, LevelQuestion, Levels } from '../../../model/quality.ts';
import { useWords } from '../../i18n/language.ts';
import css from './quality.module.css';

const marks = { yes: IconCircleCheckFilled, partly: IconCircleHalf2, no: IconCircleDashed };

/** Which questions the data answer, level by level, and what would open the next. */
export const Ladder = ({ levels, onTab }: { levels: Levels; onTab: (tab: Finding['where']['tab']) => void }) => {
  const { t, say } = useWords();
  const { next } = levels;
  const all = levels.levels.flatMap(({ questions }) => questions);
  const opened = next ? all.filter(({ id }) => next.opens.includes(id)) : [];
  return (
    <>
      {next ? (
        <p className={css.next}>
          <b>{t('quality.ladder.next')}</b>
          <span>
            {say(next.text)}.{' '}
            {opened.length > 0 && `${t('quality.ladder.opens')}: ${opened.map(({ text }) => say(text)).join('; ')}.`}
          </span>
          <Anchor component="button" type="button" onClick={() => onTab('files')}>
            {t('quality.to.files')} →
          </Anchor>
        </p>
      ) : (
        <p className={css.explain}>{t('quality.ladder.all')}</p>
      )}
      <ol className={css.ladder}>
        {levels.levels.map(({ level, name, state, questions }) => (
          <li key={level} data-state={state}>
            <h3>
              {say(name)}
              <small className={css.state}>{t(`quality.ladder.states.${state}`)}</small>
            </h3>
            <ul>
              {questions.map((question) => (
                <Question key={question.id} question={question} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
};

const Question = ({ question: { text, state, lacks } }: { question: LevelQuestion }) => {
  const { t, say } = useWords();
  const Mark = marks[state];
  return (
    <li data-state={state}>
      <Mark size={16} aria-hidden />
      <span>
        <span className="visually-hidden">{t(`quality.ladder.states.${state}`)}: </span>
        {say(text)}
        {lacks.length > 0 && (
          <small className={css.lacks}>
            {t(state === 'partly' ? 'quality.ladder.partlyLacks' : 'quality.ladder.lacks')}{' '}
            {lacks.map((need) => say(need.text)).join('; ')}
          </small>
        )}
      </span>
    </li>
  );
};

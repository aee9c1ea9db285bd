import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { Audit, AuditQuestion } from '../../../model/audit/audit.ts';
import { useWords } from '../../i18n/language.ts';
import css from './profile.module.css';

const levels = [0, 1, 2, 3, 4] as const;

/** Where a score stands on the scale, in parts of its width. */
const at = (score: number): string => `${(score / 4) * 100}%`;

/** Who thinks better of it: the people than the data, the data than the people, or neither. */
const gapOf = ({ evidence, survey }: AuditQuestion): 'over' | 'under' | 'none' =>
  survey === null || survey === evidence ? 'none' : survey > evidence ? 'over' : 'under';

/** The ten scores in one look: what data say and what people say on one scale, the way between them, and the score that counts. */
export const Profile = ({ audit }: { audit: Pick<Audit, 'questions'> }) => {
  const { t } = useWords();
  return (
    <div className={css.profile}>
      <div className={css.scale} aria-hidden>
        <span />
        <div>
          {levels.map((level) => (
            <span key={level} style={{ left: at(level) }}>
              {level}
            </span>
          ))}
        </div>
        <span />
      </div>
      <ol className={css.rows}>
        {audit.questions.map((question) => (
          <Row key={question.q} question={question} />
        ))}
      </ol>
      <p className={css.legend}>
        <span className={css.key}>
          <i className={css.evidence} aria-hidden /> {t('audit.byData')}
        </span>
        <span className={css.key}>
          <i className={css.people} aria-hidden /> {t('audit.byPeople')}
        </span>
        <span className={css.key}>
          <i className={css.final} aria-hidden /> {t('audit.counts')}
        </span>
        <span className={css.key}>
          <i className={css.gap} aria-hidden /> {t('audit.gapOver')}
        </span>
      </p>
    </div>
  );
};

const Row = ({ question }: { question: AuditQuestion }) => {
  const { t, say } = useWords();
  const { q, name, evidence, survey, final, unequivocal } = question;
  const low = Math.min(evidence, survey ?? evidence);
  const high = Math.max(evidence, survey ?? evidence);
  return (
    <li>
      <Link
        to={'/audit' as never}
        search={((before: object) => ({ ...before, q })) as never}
        resetScroll={false}
        className={css.row ?? ''}
      >
        <span className={css.name}>
          <b>{q}</b>
          <span>{say(name)}</span>
          <span className="visually-hidden">
            {'. '}
            {t(survey === null ? 'audit.rowNoPeople' : 'audit.row', {
              evidence,
              survey: survey ?? '',
              final,
            })}
            {unequivocal ? '' : `. ${t('audit.equivocal')}`}
          </span>
        </span>
        <span className={css.line} aria-hidden>
          {levels.map((level) => (
            <i key={level} className={css.tick} style={{ left: at(level) }} />
          ))}
          <i className={css.final} style={{ width: at(final) }} />
          <i
            className={css.gap}
            data-gap={gapOf(question)}
            style={{ left: at(low), width: `${((high - low) / 4) * 100}%` } as CSSProperties}
          />
          <i className={css.evidence} style={{ left: at(evidence) }} />
          {survey !== null && <i className={css.people} style={{ left: at(survey) }} />}
        </span>
        <span className={css.score} data-equivocal={!unequivocal || undefined} aria-hidden>
          {final}
        </span>
      </Link>
    </li>
  );
};

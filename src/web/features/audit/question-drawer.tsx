import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rangeWords } from '../../../analysis/audit-report/range-words.ts';
import type { Audit, AuditQuestion, EvidencePoint, Price } from '../../../model/audit/audit.ts';
import type { QuestionNumber } from '../../../model/audit/questions.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { PeopleSay } from './people-say.tsx';
import css from './question.module.css';
import { Action } from './weakest.tsx';

/** A question whole: how its score came about, what every point of it rests on, what it costs and what to do. */
export const QuestionDrawer = ({ audit, q }: { audit: Audit; q: QuestionNumber | undefined }) => {
  const { say } = useWords();
  const navigate = useNavigate();
  const question = audit.questions.find((each) => each.q === q);
  const close = (): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, q: undefined }), resetScroll: false } as never);
  return (
    <Drawer
      wide
      opened={question !== undefined}
      onClose={close}
      title={question ? `${question.q}. ${say(question.name)}` : ''}
    >
      {question && <Whole question={question} currency={audit.currency} />}
    </Drawer>
  );
};

const Whole = ({ question, currency }: { question: AuditQuestion; currency: string }) => {
  const { t, say } = useWords();
  const { points, surveyResult, price, findings, actions } = question;
  return (
    <div className={css.question}>
      <p className={css.text}>{say(question.text)}</p>
      <Scores question={question} />
      <Answer question={question} />
      {price && <PriceOf price={price} currency={currency} />}
      <section>
        <h3>{t('audit.evidence')}</h3>
        <p className={css.soft}>{say(question.evidenceReason)}</p>
        <Ladder points={points} reached={question.evidence} currency={currency} />
      </section>
      <PeopleSay result={surveyResult} />
      {findings.length > 0 && (
        <section>
          <h3>{t('audit.findings')}</h3>
          <ul className={css.findings}>
            {findings.map(({ code, text, link, severity }) => (
              <li key={`${code}:${link}:${text.en}`} data-severity={severity}>
                <PlaceLink link={link}>{say(text)}</PlaceLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {actions.length > 0 && (
        <section>
          <h3>{t('audit.actions')}</h3>
          <ol className={css.actions}>
            {actions.map((action) => (
              <Action key={action.code} action={action} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
};

const Scores = ({ question: { evidence, survey, final } }: { question: AuditQuestion }) => {
  const { t } = useWords();
  return (
    <div className={css.scores}>
      <p data-of="evidence">
        <b>{evidence}</b>
        {t('audit.byData')}
      </p>
      <p data-of="people">
        <b>{survey ?? '—'}</b>
        {t('audit.byPeople')}
      </p>
      <p data-of="final">
        <b>{final}</b>
        {t('audit.counts')}
      </p>
      <small>
        {t(survey === null ? 'audit.howScoredAlone' : 'audit.howScored', { evidence, survey: survey ?? '', final })}
      </small>
    </div>
  );
};

const Answer = ({ question }: { question: AuditQuestion }) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const { q, answer, unequivocal, unequivocalLacks } = question;
  const confirmed = useQuery(api.audit.confirmations.queryOptions({ input: { workspace } }));
  return (
    <section className={css.answer} data-unequivocal={unequivocal || undefined}>
      <h3>{t(unequivocal ? 'audit.unequivocal' : 'audit.equivocal')}</h3>
      <p className={css.says}>{answer ? say(answer) : t('audit.noAnswer')}</p>
      {unequivocalLacks.length > 0 && (
        <ul className={css.lacks}>
          {unequivocalLacks.map((lack) => (
            <li key={lack}>{t(`audit.lacks.${lack}`)}</li>
          ))}
        </ul>
      )}
      <ConfirmForm q={q} answer={answer} confirmation={confirmed.data?.find((each) => each.q === q)} />
    </section>
  );
};

const PriceOf = ({ price, currency }: { price: Price; currency: string }) => {
  const { t, say } = useWords();
  const { low, high, per } = price;
  const isKnown = low !== null && high !== null;
  return (
    <section className={css.priced}>
      <h3>{t('audit.price')}</h3>
      {isKnown && <p className={css.money}>{say(rangeWords({ low, high, per }, currency))}</p>}
      <p>
        <PlaceLink link={price.link}>{say(price.text)}</PlaceLink>
      </p>
      {isKnown && <p className={css.how}>{say(price.how)}</p>}
      {price.parts.length > 0 && (
        <>
          <h4>{t('audit.parts')}</h4>
          <ul>
            {price.parts.map((text) => (
              <li key={text.en}>{say(text)}</li>
            ))}
          </ul>
        </>
      )}
      {price.assumptions.length > 0 && (
        <>
          <h4>{t('audit.assumptions')}</h4>
          <ul>
            {price.assumptions.map((text) => (
              <li key={text.en}>{say(text)}</li>
            ))}
          </ul>
        </>
      )}
      {price.missing.length > 0 && (
        <>
          <h4>{t('audit.toKnow')}</h4>
          <ul>
            {price.missing.map((text) => (
              <li key={text.en}>
                <PlaceLink link={price.link}>{say(text)}</PlaceLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

type LadderProps = { points: readonly EvidencePoint[]; reached: number; currency: string };

const Ladder = ({ points, reached, currency }: LadderProps) => {
  const { t, say, format } = useWords();
  const levels = [...new Set(points.map(({ level }) => level))].sort((a, b) => a - b);
  const value = ({ value: number, unit }: EvidencePoint): string => {
    if (number === null) return '';
    if (unit === 'share') return format.ratio(number);
    if (unit === 'money') return format.money(number, currency);
    if (unit === 'none') return '';
    return unit === 'months' ? t('audit.months', { n: format.number(number) }) : format.number(number, 2);
  };
  return (
    <ol className={css.ladder}>
      {levels.map((level) => (
        <li key={level} data-reached={level <= reached || undefined}>
          <span className={css.level}>{level}</span>
          <ul>
            {points
              .filter((point) => point.level === level)
              .map((point) => (
                <li key={point.code} data-holds={point.holds}>
                  <span className="visually-hidden">{t(point.holds ? 'audit.holds' : 'audit.holdsNot')}: </span>
                  <PlaceLink link={point.link}>{say(point.text)}</PlaceLink>
                  <span className={css.value}>{value(point)}</span>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
};

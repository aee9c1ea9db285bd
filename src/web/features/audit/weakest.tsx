import { rangeWords } from '../../../analysis/audit-report/range-words.ts';
import type { Audit, ProposedAction } from '../../../model/audit/audit.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { AcceptButton } from '../decisions/accept-button.tsx';
import css from './audit.module.css';

/** Where to begin and what it costs; where nothing is known yet, what to bring. */
export const Weakest = ({ audit }: { audit: Audit }) => {
  const { t, say } = useWords();
  const { weakest_link: weakest, currency } = audit;
  if (weakest === null)
    return (
      <Card title={t('audit.weakest')}>
        <p className={css.soft}>{t('audit.weakestNone')}</p>
      </Card>
    );
  return (
    <Card tone="warning" label={t('audit.weakest')}>
      <p className={css.kicker}>{t('audit.weakest')}</p>
      {weakest.money && <p className={css.price}>{say(rangeWords(weakest.money, currency))}</p>}
      <p className={css.weakText}>{say(weakest.text)}</p>
      <p className={css.soft}>{say(weakest.why)}</p>
      <p className={css.links}>
        <PlaceLink link={weakest.link}>{t('audit.weakestOpen')} →</PlaceLink>
        <PlaceLink link={`/audit?q=${weakest.q}`}>{t('audit.toQuestion', { q: weakest.q })}</PlaceLink>
      </p>
    </Card>
  );
};

/** The first things to do, each to be made a decision. */
export const NextSteps = ({ actions }: { actions: readonly ProposedAction[] }) => {
  const { t } = useWords();
  if (actions.length === 0) return null;
  return (
    <Card title={t('audit.next')}>
      <ol className={css.actions}>
        {actions.map((action) => (
          <Action key={action.code} action={action} />
        ))}
      </ol>
    </Card>
  );
};

export const Action = ({ action }: { action: ProposedAction }) => {
  const { t, say, format } = useWords();
  return (
    <li className={css.action}>
      <div>
        <h4>
          <PlaceLink link={action.link}>{say(action.title)}</PlaceLink>
        </h4>
        <p className={css.soft}>{say(action.why)}</p>
        <p className={css.small}>
          {say(action.owner)} · {t('decisions.dueOn', { day: format.day(action.due) })} · {say(action.expected.text)}
        </p>
      </div>
      <AcceptButton action={action} />
    </li>
  );
};

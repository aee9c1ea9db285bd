import { Button } from '@mantine/core';
import { useState } from 'react';
import { rangeWords } from '../../../analysis/audit-report/range-words.ts';
import type { DecisionTerms, ListedDecision } from '../../../model/audit/decisions.ts';
import { questionNames } from '../../../model/audit/questions.ts';
import { useWords } from '../../i18n/language.ts';
import { Chip } from '../../kit/chip.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import css from './decisions.module.css';
import { OutcomeForm } from './outcome-form.tsx';
import { StateForm } from './state-form.tsx';
import { type Terms, TermsForm } from './terms-form.tsx';
import { useChange } from './use-change.ts';
import { useMetricValue } from './use-metric-value.ts';

type Opened = 'terms' | 'outcome' | 'done' | 'dropped' | 'open' | null;

/** Of the terms a person filled in, those that differ from what stands. */
const changed = (terms: Terms, stands: DecisionTerms): Partial<Terms> =>
  Object.fromEntries(Object.entries(terms).filter(([name, value]) => stands[name as keyof Terms] !== value));

/** One decision: what, why, who, by when; what is expected and what came of it; all that can be done with it. */
export const DecisionItem = ({ decision }: { decision: ListedDecision }) => {
  const { t, say, format } = useWords();
  const { settings } = useWorkspace();
  const [opened, setOpened] = useState<Opened>(null);
  const close = (): void => setOpened(null);
  const { change, isSaving, problem } = useChange(decision, close);
  const { action, state, isLate, isToCheck } = decision;
  const { money } = action.expected;
  const begin: Terms = {
    owner: decision.owner,
    due: decision.due,
    checkOn: decision.checkOn,
    note: decision.note,
  };
  const press = (what: NonNullable<Opened>) => (
    <Button
      size="compact-sm"
      variant={isToCheck && what === 'outcome' ? 'filled' : 'default'}
      onClick={() => setOpened(what)}
    >
      {t(`decisions.do.${what}`)}
    </Button>
  );
  return (
    <li className={css.decision} data-state={state}>
      <div className={css.what}>
        <h3>
          <PlaceLink link={action.link}>{say(action.title)}</PlaceLink>
        </h3>
        <p className={css.why}>{say(action.why)}</p>
        <p className={css.terms}>
          <b>{decision.owner}</b>
          <span>{t('decisions.dueOn', { day: format.day(decision.due) })}</span>
          <span>{t('decisions.checkedOn', { day: format.day(decision.checkOn) })}</span>
          <PlaceLink link={`/audit?q=${action.q}`}>
            {action.q}. {say(questionNames[action.q])}
          </PlaceLink>
          {isLate && <Chip tone="warning">{t('decisions.late')}</Chip>}
          {state !== 'open' && <Chip>{t(`decisions.states.${state}`)}</Chip>}
        </p>
        {decision.note !== '' && <p className={css.note}>{decision.note}</p>}
      </div>
      <div className={css.effect}>
        <p>
          <small>{t('decisions.expected')}</small>
          {say(action.expected.text)}
        </p>
        {money && <p className={css.money}>{say(rangeWords(money, settings.currency))}</p>}
        <Result decision={decision} />
      </div>
      <div className={css.actions}>
        {state === 'open' ? (
          <>
            {isToCheck && press('outcome')}
            {press('done')}
            {press('terms')}
            {press('dropped')}
          </>
        ) : (
          <>
            {state === 'done' && press('outcome')}
            {press('open')}
          </>
        )}
      </div>
      <History decision={decision} />
      <Dialog
        opened={opened !== null}
        onClose={close}
        title={opened === null ? '' : `${t(`decisions.do.${opened}`)}: ${say(action.title)}`}
        isLocked={isSaving}
      >
        {opened === 'terms' ? (
          <TermsForm
            begin={begin}
            submit={t('decisions.save')}
            isSaving={isSaving}
            problem={problem}
            onSubmit={(terms, by) => change(changed(terms, decision), by)}
          />
        ) : opened === 'outcome' ? (
          <OutcomeForm decision={decision} isSaving={isSaving} problem={problem} onSubmit={change} />
        ) : (
          opened !== null && (
            <StateForm to={opened} note={decision.note} isSaving={isSaving} problem={problem} onSubmit={change} />
          )
        )}
      </Dialog>
    </li>
  );
};

const Result = ({ decision: { action, outcome, proposed } }: { decision: ListedDecision }) => {
  const { t } = useWords();
  const write = useMetricValue(action.expected.metric);
  if (outcome !== null)
    return (
      <p className={css.outcome} data-verdict={outcome.verdict}>
        <small>{t('decisions.outcome')}</small>
        <b>{t(`decisions.verdicts.${outcome.verdict}`)}</b>
        {outcome.value !== null && ` · ${write(outcome.value)}`}
        {outcome.note !== '' && <span>{outcome.note}</span>}
      </p>
    );
  if (proposed === null) return null;
  return (
    <p className={css.outcome} data-verdict={proposed.verdict}>
      <small>{t('decisions.measured')}</small>
      {proposed.value === null ? t('decisions.noValue') : write(proposed.value)}
    </p>
  );
};

const History = ({ decision: { history } }: { decision: ListedDecision }) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  return (
    <details className={css.history}>
      <summary>{t('decisions.history', { count: history.length })}</summary>
      <ol>
        {history.map(({ revision, at, by, terms }) => (
          <li key={revision}>
            <span>{format.dayTime(at, settings.time_zone)}</span> <b>{by}</b>:{' '}
            {revision === 1
              ? t('decisions.changes.accepted')
              : (Object.keys(terms) as (keyof DecisionTerms)[])
                  .map((term) => {
                    const value = terms[term];
                    if (term === 'state') return t(`decisions.changes.${terms.state ?? 'open'}`);
                    if (term === 'outcome') return t('decisions.changes.outcome');
                    const name = t(`decisions.${term}`);
                    return `${name} — ${term === 'due' || term === 'checkOn' ? format.day(String(value)) : String(value)}`;
                  })
                  .join('; ')}
          </li>
        ))}
      </ol>
    </details>
  );
};

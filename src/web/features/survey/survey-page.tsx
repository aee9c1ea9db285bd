import { Button } from '@mantine/core';
import { useState } from 'react';
import { companyFunctions } from '../../../model/audit/survey.ts';
import type { ListedRound } from '../../../model/audit/survey-contract.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import { AddPeople } from './add-people.tsx';
import { LinkList } from './link-list.tsx';
import { OpenAnswers } from './open-answers.tsx';
import css from './survey.module.css';
import { useLinks, useRounds, useSurveyActions } from './use-survey.ts';

/** The survey of staff as its owner runs it: whom to ask, how far it is, whom to remind, what was written. */
export const SurveyPage = () => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const rounds = useRounds(workspace);
  const round = rounds.data?.[0] ?? null;
  const { begin } = useSurveyActions(workspace, round);
  const [isAsking, setAsking] = useState(false);
  const start = () => begin.mutate(undefined, { onSuccess: () => setAsking(false) });
  return (
    <>
      <PageHeader
        title={t('survey.title')}
        subtitle={t('survey.subtitle')}
        actions={
          round && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('survey.beginNext')}
            </Button>
          )
        }
      />
      {rounds.error && <FailedQuery error={rounds.error} onRetry={() => void rounds.refetch()} />}
      {begin.error && <FailedQuery error={begin.error} onRetry={start} />}
      {rounds.data && !round && (
        <Card>
          <EmptyState
            title={t('survey.none')}
            text={t('survey.noneText')}
            actions={
              <Button loading={begin.isPending} onClick={start}>
                {t('survey.begin')}
              </Button>
            }
          />
        </Card>
      )}
      {round && <Round key={round.id} round={round} workspace={workspace} />}
      <Dialog title={t('survey.beginNext')} opened={isAsking} onClose={() => setAsking(false)}>
        <p>{t('survey.beginNextText')}</p>
        <Button mt="md" loading={begin.isPending} onClick={start}>
          {t('survey.beginNext')}
        </Button>
      </Dialog>
    </>
  );
};

const Round = ({ round, workspace }: { round: ListedRound; workspace: string }) => {
  const { t } = useWords();
  const links = useLinks(workspace, round.id);
  if (links.error) return <FailedQuery error={links.error} onRetry={() => void links.refetch()} />;
  const list = links.data ?? [];
  return (
    <div className={css.layout}>
      <Progress round={round} />
      <LinkList {...{ workspace, round }} links={list} />
      <AddPeople {...{ workspace, round }} links={list} />
      <OpenAnswers {...{ workspace, round }} links={list} />
      <Card title={t('survey.results')}>
        <p>{t('survey.resultsText')}</p>
        <PlaceLink link="/audit">{t('survey.toAudit')}</PlaceLink>
      </Card>
    </div>
  );
};

/** How many answered, in all and by department. */
const Progress = ({ round }: { round: ListedRound }) => {
  const { t, format } = useWords();
  const { answered, asked, opened } = round;
  return (
    <Card title={t('survey.round', { day: format.day(round.at.slice(0, 10)) })}>
      {asked === 0 ? (
        <p className={css.soft}>{t('survey.nobodyAsked')}</p>
      ) : (
        <>
          <p className={css.total}>{t('survey.answered', { answered, asked })}</p>
          {opened > answered && <p className={css.soft}>{t('survey.opened', { count: opened - answered })}</p>}
          <dl className={css.functions}>
            {companyFunctions.map((name) => {
              const of = round.byFunction.find((each) => each.function === name);
              if (!of) return null;
              return (
                <div key={name}>
                  <dt>{t(`survey.functions.${name}`)}</dt>
                  <dd>
                    <span className={css.bar} aria-hidden>
                      <span style={{ width: `${(of.answered / of.asked) * 100}%` }} />
                    </span>
                    {format.count(of.answered)} / {format.count(of.asked)}
                  </dd>
                </div>
              );
            })}
          </dl>
        </>
      )}
    </Card>
  );
};

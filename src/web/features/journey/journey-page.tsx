import { Button } from '@mantine/core';
import { IconRouteOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { useDraft } from '../design/document/use-draft.ts';
import { Desk } from './desk.tsx';
import css from './journey.module.css';

/** One customer journey, to be drawn in. */
export const JourneyPage = () => {
  const { t, say } = useWords();
  const { id } = useParams({ from: '/journeys/$id' });
  const state = useDraft();
  if (!state.draft) {
    if (!state.error)
      return (
        <div className={css.waiting} role="status">
          <h1 className="visually-hidden">{t('journey.title')}</h1>
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      );
    const problem = problemOf(state.error);
    return <Failure isPage text={problem ? say(problem.text) : undefined} onRetry={() => void state.store.load()} />;
  }
  const journey = state.draft.document.journeys[id];
  if (!journey)
    return (
      <EmptyState
        isPage
        icon={<IconRouteOff size={36} stroke={1.4} />}
        title={t('journey.missing')}
        text={t('journey.missingText')}
        actions={
          <Button variant="default" component={Link} to="/journeys">
            {t('journey.back')}
          </Button>
        }
      />
    );
  return <Desk key={id} id={id} journey={journey} draft={state.draft} store={state.store} />;
};

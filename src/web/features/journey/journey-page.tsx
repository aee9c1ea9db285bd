import { Button } from '@mantine/core';
import { IconRouteOff } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { useDraft } from '../design/document/use-draft.ts';
import { Desk } from './desk.tsx';
import css from './journey.module.css';

const CompareDesk = lazy(async () => ({ default: (await import('./compare/compare-desk.tsx')).CompareDesk }));

/** One customer journey, to be drawn in, or to be seen in two versions. */
export const JourneyPage = () => {
  const { t, say } = useWords();
  const { id } = useParams({ from: '/journeys/$id' });
  const { since, until, view } = useSearch({ from: '/journeys/$id' });
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
  if (since !== undefined)
    return (
      <Suspense fallback={null}>
        <CompareDesk
          key={id}
          id={id}
          draft={state.draft.document}
          versions={{ since, until: until ?? 'draft' }}
          view={view === 'graph' ? 'graph' : 'matrix'}
        />
      </Suspense>
    );
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
  return <Desk key={id} id={id} journey={journey} blueprint={state.draft.document} store={state.store} />;
};

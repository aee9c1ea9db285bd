import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ListedWorkspace } from '../../model/workspace.ts';
import { api, problemOf } from '../client/api.ts';
import { followCompany, useWords } from '../i18n/language.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { Failure } from '../kit/failure.tsx';
import { Appearance } from './appearance.tsx';
import css from './frame.module.css';
import { MorePlaces } from './more-places.tsx';
import { placesOf } from './places.ts';
import type { ShellSearch } from './search.ts';
import { TopBar } from './top-bar.tsx';
import { WorkspaceContext } from './view.ts';
import { chooseWorkspace, rememberedWorkspace, rememberWorkspace } from './workspace-choice.ts';

const NumberPanel = lazy(async () => ({ default: (await import('../features/number/number-panel.tsx')).NumberPanel }));

const DemoButton = lazy(async () => ({ default: (await import('../features/data/demo-button.tsx')).DemoButton }));

/** As the router marks the link of the page one is on: the first page has an address of its own too. */
const here = { 'data-status': 'active', 'aria-current': 'page' } as const;

/** The frame around every page: where one is, of which company and time, and the way to the other pages. */
export const Frame = () => {
  const { t } = useWords();
  const { workspace: asked } = useSearch({ from: '__root__' });
  const list = useQuery(api.workspaces.list.queryOptions());
  // The one last looked at is asked for at once, without waiting for the list that may say it is gone.
  const remembered = rememberedWorkspace();
  const id = list.data ? chooseWorkspace(asked, remembered, list.data) : (asked ?? remembered);
  const state = useQuery(
    api.workspaces.state.queryOptions({ input: { workspace: id ?? 'main' }, enabled: id !== null }),
  );
  const known = state.data?.id;
  useEffect(() => {
    if (known !== undefined) rememberWorkspace(known);
  }, [known]);
  const language = list.data?.find((one) => one.id === id)?.language;
  useEffect(() => {
    if (language !== undefined) followCompany(language);
  }, [language]);
  const navigate = useNavigate();
  useEffect(() => {
    // A view is a link: whoever opens it sees the same company.
    if (known === undefined || asked !== undefined) return;
    const search = (before: ShellSearch): ShellSearch => ({ ...before, workspace: known });
    void navigate({ to: '.', search, replace: true, resetScroll: false } as never);
  }, [known, asked, navigate]);
  const { say } = useWords();
  const runs = state.data?.runs ?? true;
  const pathname = useLocation({ select: (location) => location.pathname });
  const error = list.error ?? (list.data ? state.error : null);
  const problem = error ? problemOf(error) : null;

  return (
    <div className={css.frame}>
      <a className={css.skip} href="#content">
        {t('shell.skip')}
      </a>
      <nav className={css.nav} aria-label={t('shell.nav.label')}>
        <div className={css.brand}>
          <Mark />
          <span>{t('shell.product')}</span>
        </div>
        {placesOf(runs).map(({ group, items }) => (
          <div key={group} className={css.group}>
            {group !== 'facts' && <span className={css.groupName}>{t(`shell.nav.groups.${group}`)}</span>}
            {items.map(({ to, name, Icon, isAtHand, ...place }) => (
              <Link
                key={to}
                to={to}
                className={css.place ?? ''}
                data-far={!isAtHand || undefined}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                {...('also' in place && place.also === pathname ? here : {})}
              >
                <Icon size={19} stroke={1.6} aria-hidden />
                <span>{t(`shell.nav.${name}`)}</span>
              </Link>
            ))}
          </div>
        ))}
        <MorePlaces runs={runs} />
        <div className={css.foot}>
          <Appearance />
        </div>
      </nav>
      <div className={css.side}>
        {state.data ? (
          <WorkspaceContext value={state.data}>
            <TopBar workspaces={list.data ?? []} />
            <main id="content" className={css.main} tabIndex={-1}>
              <Suspense fallback={<Waiting />}>
                <Outlet />
              </Suspense>
            </main>
            <LaterNumberPanel />
          </WorkspaceContext>
        ) : (
          <main id="content" className={css.main} tabIndex={-1}>
            {problem?.kind === 'missing' && list.data ? (
              <NoSuchCompany text={say(problem.text)} known={list.data} isDemo={id === 'demo'} />
            ) : error ? (
              <Failure
                isPage
                text={problem ? say(problem.text) : undefined}
                onRetry={() => void Promise.all([list.refetch(), state.refetch()])}
              />
            ) : (
              <Waiting />
            )}
          </main>
        )}
      </div>
    </div>
  );
};

/** Whether the browser has had nothing to do since the page began. */
const useIsIdle = (): boolean => {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    const settle = (): void => setIsIdle(true);
    // Safari does not tell when it is idle.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(settle, 1000);
      return () => clearTimeout(timer);
    }
    const waiting = requestIdleCallback(settle, { timeout: 5000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  return isIdle;
};

/** How a number was made: fetched once the page stands, or somebody opens a number. */
const LaterNumberPanel = () => {
  const isOpened = useSearch({ from: '__root__', select: ({ number }) => number !== undefined });
  const isIdle = useIsIdle();
  return (
    (isOpened || isIdle) && (
      <Suspense fallback={null}>
        <NumberPanel />
      </Suspense>
    )
  );
};

/** An address of a company that is not there: which ones are. */
type NoSuchCompanyProps = { text: string; known: readonly ListedWorkspace[]; isDemo: boolean };

const NoSuchCompany = ({ text, known, isDemo }: NoSuchCompanyProps) => {
  const { t, say } = useWords();
  const navigate = useNavigate();
  return (
    <EmptyState
      isPage
      icon={<IconMapOff size={36} stroke={1.4} />}
      title={t('shell.state.noCompany')}
      text={text}
      actions={
        <>
          {known.map(({ id, name }) => (
            <Button key={id} variant="default" onClick={() => void navigate({ to: '/', search: { workspace: id } })}>
              {say(name)}
            </Button>
          ))}
          {isDemo && (
            <Suspense fallback={null}>
              <DemoButton variant="filled" follows />
            </Suspense>
          )}
        </>
      }
    />
  );
};

const Waiting = () => {
  const { t } = useWords();
  return (
    <div className={css.waiting} role="status">
      <span className="visually-hidden">{t('shell.state.loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
};

const Mark = () => (
  <svg width="26" height="16" viewBox="0 0 26 16" aria-hidden="true">
    <rect x="1.5" y="1.5" width="23" height="13" rx="6.5" fill="none" stroke="var(--accent)" strokeWidth="3" />
    <circle cx="9" cy="8" r="2.4" fill="var(--accent)" />
    <circle cx="17" cy="8" r="2.4" fill="var(--stage-develop)" />
  </svg>
);

import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import { DesignPage } from '../design/design-page.tsx';
import { type OpenThing, ThingDrawer } from '../design/thing-drawer.tsx';
import { Capacity } from './capacity.tsx';
import { Findings } from './findings.tsx';
import { Needed } from './needed.tsx';
import css from './organisation.module.css';
import { ResponsibilityGrid } from './responsibility-grid.tsx';
import { type OrganisationSearch, organisationTabs } from './search.ts';

type Tab = (typeof organisationTabs)[number];

/** What follows from the journey: who answers for what, how many people it takes, and what is missing. */
export const OrganisationPage = () => {
  const { t } = useWords();
  const search = useSearch({ strict: false }) as OrganisationSearch;
  const navigate = useNavigate();
  const [open, setOpen] = useState<OpenThing | null>(null);
  const tab = search.tab ?? 'findings';
  const show = (next: Tab): void =>
    void navigate({
      to: '.',
      search: (old: object) => ({
        ...old,
        tab: next === 'findings' ? undefined : next,
        finding: undefined,
        stage: undefined,
      }),
      resetScroll: false,
    } as never);
  return (
    <DesignPage
      part={tab === 'findings' ? 'organisation' : tab}
      title={t('design.organisation.title')}
      subtitle={t('design.organisation.subtitle')}
      first={{ kind: tab === 'responsibility' ? 'raci' : 'organisation' }}
    >
      {(part) => (
        <>
          <Tabs value={tab} keepMounted={false} onChange={(value) => show(value as Tab)}>
            <Tabs.List className={css.tabs ?? ''}>
              {organisationTabs.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {t(`design.organisation.tabs.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="findings">
              <Findings {...part} code={search.finding} stage={search.stage} onOpen={setOpen} />
            </Tabs.Panel>
            <Tabs.Panel value="responsibility">
              <ResponsibilityGrid {...part} stage={search.stage} onOpen={setOpen} />
            </Tabs.Panel>
            <Tabs.Panel value="people">
              <Capacity {...part} onOpen={setOpen} />
            </Tabs.Panel>
            <Tabs.Panel value="needed">
              <Needed {...part} />
            </Tabs.Panel>
          </Tabs>
          <ThingDrawer {...part} open={open} onClose={() => setOpen(null)} />
        </>
      )}
    </DesignPage>
  );
};

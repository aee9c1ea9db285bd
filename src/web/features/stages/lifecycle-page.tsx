import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DesignedStage } from '../../../model/blueprint/organisation.ts';
import { useWords } from '../../i18n/language.ts';
import { DesignPage } from '../design/design-page.tsx';
import { type OpenThing, ThingDrawer } from '../design/thing-drawer.tsx';
import css from './lifecycle.module.css';
import { Rules } from './rules.tsx';
import { type LifecycleSearch, lifecycleTabs } from './search.ts';
import { StageOwners } from './stage-owners.tsx';
import { Stages } from './stages.tsx';

/** What each stage of the relation means, who answers for it, and which facts prove where a customer stands. */
export const LifecyclePage = () => {
  const { t } = useWords();
  const search = useSearch({ strict: false }) as LifecycleSearch;
  const navigate = useNavigate();
  const [open, setOpen] = useState<OpenThing | null>(null);
  return (
    <DesignPage
      part={search.tab === 'rules' ? 'rules' : 'stages'}
      title={t('design.lifecycle.title')}
      subtitle={t('design.lifecycle.subtitle')}
    >
      {(part) => (
        <>
          <Tabs
            value={search.tab ?? 'stages'}
            keepMounted={false}
            onChange={(tab) =>
              void navigate({ to: '.', search: (old: object) => ({ ...old, tab }), resetScroll: false } as never)
            }
          >
            <Tabs.List className={css.tabs ?? ''}>
              {lifecycleTabs.map((tab) => (
                <Tabs.Tab key={tab} value={tab}>
                  {t(`design.lifecycle.tabs.${tab}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="stages">
              <Stages {...part} onOpen={setOpen} />
            </Tabs.Panel>
            <Tabs.Panel value="rules">
              <Rules {...part} />
            </Tabs.Panel>
          </Tabs>
          <ThingDrawer
            {...part}
            open={open}
            onClose={() => setOpen(null)}
            more={open?.collection === 'stages' && <StageOwners {...part} stage={open.id as DesignedStage} />}
          />
        </>
      )}
    </DesignPage>
  );
};

import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { monthOf } from '../../../model/days.ts';
import { useWords } from '../../i18n/language.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { ChannelsTab } from '../channels/channels-tab.tsx';
import { IdentityTab } from '../identity/identity-tab.tsx';
import { QualityTab } from '../quality/quality-tab.tsx';
import { SourcesTab } from '../sources/sources-tab.tsx';
import styles from './data.module.css';
import { FilesTab } from './files-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { QuarantineTab } from './quarantine-tab.tsx';
import { type DataSearch, type DataTab, dataTabs } from './search.ts';
import { SettingsTab } from './settings-tab.tsx';
import { TypedTab } from './typed-tab.tsx';
import { WorkspacesTab } from './workspaces-tab.tsx';

/** What the numbers are made of: files and their history, refused rows, typed costs, settings, companies. */
export const DataPage = () => {
  const { t, format } = useWords();
  const state = useWorkspace();
  const search = useSearch({ strict: false }) as DataSearch;
  const navigate = useNavigate();
  const tab = search.tab ?? 'files';
  const tabs = useRef<HTMLDivElement>(null);
  // Tabs wider than a phone are scrolled: the open one must not be out of sight.
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`);
    const row = tabs.current;
    if (row && open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
  }, [tab]);
  const change = (part: { [Key in keyof DataSearch]?: DataSearch[Key] | undefined }) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...part }), resetScroll: false } as never);
  const onTab = (to: DataTab) =>
    change({ tab: to === 'files' ? undefined : to, import: undefined, customer: undefined });
  const onQuarantine = (importId: string | undefined) => change({ tab: 'quarantine', import: importId });
  return (
    <>
      <PageHeader title={t('data.title')} subtitle={t('data.subtitle')} />
      <Tabs value={tab} keepMounted={false} onChange={(value) => onTab(value as DataTab)}>
        <Tabs.List className={styles.tabs ?? ''} ref={tabs}>
          {dataTabs.map((name) => (
            <Tabs.Tab key={name} value={name} data-tab={name}>
              {t(`data.tabs.${name}`)}
              {name === 'quarantine' && state.quarantined > 0 && (
                <span className={styles.badge}>{format.count(state.quarantined)}</span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="files">
          <FilesTab
            state={state}
            job={search.job}
            isDry={search.dry === true}
            onJob={(job, isDry) => change({ job, dry: isDry || undefined })}
            onTab={onTab}
            onQuarantine={onQuarantine}
          />
        </Tabs.Panel>
        <Tabs.Panel value="quality">
          <QualityTab state={state} onTab={onTab} />
        </Tabs.Panel>
        <Tabs.Panel value="sources">
          <SourcesTab state={state} onQuarantine={onQuarantine} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab state={state} onTab={onTab} onQuarantine={onQuarantine} />
        </Tabs.Panel>
        <Tabs.Panel value="quarantine">
          <QuarantineTab state={state} importId={search.import} onImport={onQuarantine} />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <ChannelsTab state={state} />
        </Tabs.Panel>
        <Tabs.Panel value="identity">
          <IdentityTab state={state} customer={search.customer} onCustomer={(customer) => change({ customer })} />
        </Tabs.Panel>
        <Tabs.Panel value="typed">
          <TypedTab state={state} month={search.month ?? monthOf(state.asOf)} onMonth={(month) => change({ month })} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab state={state} />
        </Tabs.Panel>
        <Tabs.Panel value="workspaces">
          <WorkspacesTab
            current={state.id}
            onOpen={(workspace) =>
              void navigate({ to: '/', search: { workspace, from: undefined, to: undefined, segment: undefined } })
            }
          />
        </Tabs.Panel>
      </Tabs>
    </>
  );
};

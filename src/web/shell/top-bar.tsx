import { Menu, Tooltip } from '@mantine/core';
import { IconSearch, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Sentence } from '../../model/problem.ts';
import { useWords } from '../i18n/language.ts';
import { PeriodSwitch } from '../kit/period-switch.tsx';
import { Pick } from '../kit/pick.tsx';
import { Appearance } from './appearance.tsx';
import { CommandMenu } from './command-menu.tsx';
import { SegmentSwitch } from './segment-switch.tsx';
import css from './top-bar.module.css';
import { useChangeView, useView, useWorkspace } from './view.ts';

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

type Known = { id: string; name: Sentence; isDemo: boolean; isEmpty: boolean };

/** Which company, which time and which part of it the page speaks of, and the search. */
export const TopBar = ({ workspaces }: { workspaces: readonly Known[] }) => {
  const { t, format, say } = useWords();
  const state = useWorkspace();
  const { period } = useView();
  const change = useChangeView();
  const navigate = useNavigate();
  const [isSearching, setSearching] = useState(false);
  const options = workspaces.map((workspace) => ({
    value: workspace.id,
    label: say(workspace.name),
    hint: workspace.isDemo ? t('shell.workspace.demo') : workspace.isEmpty ? t('shell.workspace.empty') : undefined,
  }));
  if (!options.some(({ value }) => value === state.id))
    options.unshift({ value: state.id, label: say(state.name), hint: undefined });
  return (
    <section className={css.bar} aria-label={t('shell.shown')}>
      <Pick
        strong
        label={t('shell.workspace.label')}
        value={state.id}
        options={options}
        onChange={(workspace) =>
          void navigate({ to: '/', search: { workspace, from: undefined, to: undefined, segment: undefined } })
        }
        footer={
          <Menu.Item
            leftSection={<IconSettings size={14} aria-hidden />}
            onClick={() => void navigate({ to: '/data', search: { tab: 'workspaces' } })}
          >
            {t('shell.workspace.manage')}
          </Menu.Item>
        }
      />
      {!state.isEmpty && (
        <div className={css.scope}>
          <PeriodSwitch period={period} asOf={state.asOf} onChange={(next) => change(next)} />
          <SegmentSwitch />
          <Tooltip label={t(`shell.asOf.${state.asOfBy}`)}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must open by keyboard */}
            <span className={css.asOf} tabIndex={0}>
              {t('shell.asOf.label', { day: format.day(state.asOf) })}
              <span className="visually-hidden">. {t(`shell.asOf.${state.asOfBy}`)}</span>
            </span>
          </Tooltip>
        </div>
      )}
      <div className={css.right}>
        <button
          type="button"
          className={css.search}
          onClick={() => setSearching(true)}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={16} aria-hidden />
          <span>{t('shell.search.open')}</span>
          <kbd aria-hidden>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
        <div className={css.phoneOnly}>
          <Appearance compact />
        </div>
      </div>
      <CommandMenu opened={isSearching} onChange={setSearching} />
    </section>
  );
};

import { Menu } from '@mantine/core';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { DecisionState } from '../../../model/blueprint/journey.ts';
import { useWords } from '../../i18n/language.ts';
import { type DraftStore, latest } from '../design/document/draft-store.ts';
import type { Axis, CanvasActions } from './canvas-actions.ts';
import { setThing } from './edits.ts';
import type { Point } from './geometry.ts';

export type OpenLine = { axis: Axis; at: number; point: Point };

type Props = {
  open: OpenLine | null;
  journey: string;
  blueprint: Blueprint;
  store: DraftStore;
  actions: CanvasActions;
  onClose: () => void;
};

const phases: readonly DecisionState['phase'][] = ['before', 'purchase', 'after', 'aside'];

/** What can be done with a column or a row as a whole. */
export const LineMenu = ({ open, journey, blueprint, store, actions, onClose }: Props) => {
  const { t } = useWords();
  if (!open) return null;
  const { axis, at, point } = open;
  const id = blueprint.journeys[journey]?.[axis][at];
  if (!id) return null;
  const state = axis === 'states' ? blueprint.states[id] : undefined;
  const isTalk = blueprint.journeys[journey]?.firstTalk === id;
  return (
    <Menu opened onChange={(opened) => !opened && onClose()} position="bottom-start" returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: point.x, top: point.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.insertLine(axis, at)}>{t('journey.menu.before')}</Menu.Item>
        <Menu.Item onClick={() => actions.insertLine(axis, at + 1)}>{t('journey.menu.after')}</Menu.Item>
        <Menu.Item onClick={() => actions.moveLine(axis, at, at - 1)}>{t('journey.menu.back')}</Menu.Item>
        <Menu.Item onClick={() => actions.moveLine(axis, at, at + 1)}>{t('journey.menu.forth')}</Menu.Item>
        {state && (
          <>
            <Menu.Divider />
            <Menu.Item
              onClick={() =>
                store.edit(setThing(latest(store, blueprint), 'journeys', journey, { firstTalk: isTalk ? null : id }))
              }
            >
              {t(isTalk ? 'journey.talk.unset' : 'journey.talk.set')}
            </Menu.Item>
            <Menu.Label>{t('journey.menu.phase')}</Menu.Label>
            {phases.map((phase) => (
              <Menu.RadioItem
                key={phase}
                value={phase}
                checked={state.phase === phase}
                onChange={() => store.edit(setThing(latest(store, blueprint), 'states', id, { phase }))}
              >
                {t(`journey.phase.${phase}`)}
              </Menu.RadioItem>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => actions.removeLine(axis, at)}>
          {t('journey.menu.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

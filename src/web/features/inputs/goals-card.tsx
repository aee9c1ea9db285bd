import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { Goal, Scenario } from '../../../model/blueprint/inputs.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { monthsOf } from '../../../model/days.ts';
import { writtenUnit } from '../../../model/metric-words.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { absent } from '../../kit/format.ts';
import { useView, useWorkspace } from '../../shell/view.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import { RestsOn } from '../design/rests-on.tsx';
import type { OpenThing } from '../design/thing-drawer.tsx';
import css from './inputs.module.css';

type Props = DesignPart & { onOpen: (thing: OpenThing) => void };

const goalParts = ['goals', 'scenarios'] as const;

/** The future that is wanted, and the numbers by which one knows that it has come. */
export const GoalsCard = ({ blueprint, store, onOpen }: Props) => {
  const { t, language, say } = useWords();
  const goals = thingsOf(blueprint, 'goals');
  const scenarios = thingsOf(blueprint, 'scenarios');
  const addGoal = (): void => {
    const id = newId('g');
    const name = { [language]: t('design.goals.new') };
    store.edit([{ collection: 'goals', id, after: Goal.parse({ name, place: lastPlace(blueprint, 'goals') }) }]);
    onOpen({ collection: 'goals', id });
  };
  const addScenario = (): void => {
    const id = newId('f');
    store.edit([
      { collection: 'scenarios', id, after: Scenario.parse({ name: { [language]: t('design.goals.newScenario') } }) },
    ]);
    onOpen({ collection: 'scenarios', id });
  };
  return (
    <Card
      title={t('design.goals.title')}
      actions={
        <Button size="compact-md" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addGoal}>
          {t('design.goals.add')}
        </Button>
      }
    >
      <p className={css.intro}>{t('design.goals.intro')}</p>
      <div className={css.scenarios}>
        {scenarios.map(([id, scenario]) => (
          <button
            key={id}
            type="button"
            className={css.scenario}
            onClick={() => onOpen({ collection: 'scenarios', id })}
          >
            <strong>{say(nameOf(blueprint, { collection: 'scenarios', id }))}</strong>
            <span>{worded(scenario.text, language)}</span>
          </button>
        ))}
        {scenarios.length === 0 && (
          <button type="button" className={css.add} onClick={addScenario}>
            {t('design.goals.addScenario')}
          </button>
        )}
      </div>
      {goals.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('design.goals.goal')}</th>
                <th scope="col">{t('design.goals.base')}</th>
                <th scope="col">{t('design.goals.now')}</th>
                <th scope="col">{t('design.goals.target')}</th>
                <th scope="col">{t('design.goals.due')}</th>
                <th scope="col">{t('design.goals.owner')}</th>
              </tr>
            </thead>
            <tbody>
              {goals.map(([id, goal]) => (
                <GoalRow key={id} id={id} goal={goal} blueprint={blueprint} store={store} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <RestsOn blueprint={blueprint} parts={goalParts} />
    </Card>
  );
};

const GoalRow = ({ id, goal, blueprint, store, onOpen }: Props & { id: string; goal: Goal }) => {
  const { t, format, say } = useWords();
  const { settings } = useWorkspace();
  const { workspace, period } = useView();
  // A segment's goal is measured where facts write the segment as the design says.
  const segment = goal.segment === null ? null : (blueprint.segments[goal.segment]?.names ?? []);
  const input = {
    workspace,
    metrics: goal.metric === null ? [] : [goal.metric],
    ...period,
    compare: false,
    ...(segment === null ? {} : { filter: { segment } }),
  };
  const isMeasured = goal.metric !== null && (segment === null || segment.length > 0);
  const measured = useQuery(api.measure.queryOptions({ input, enabled: isMeasured }));
  const answer = measured.data?.answers[0];
  const months = goal.per === 'month' ? Math.max(1, monthsOf(period).length) : 1;
  const now = answer && { ...answer, value: answer.value === null ? null : answer.value / months };
  const tell = (value: number | null): string =>
    value === null
      ? absent
      : now && goal.metric
        ? format.unit(value, writtenUnit(goal.metric, now.unit), settings.currency)
        : format.number(value);
  const setBase = (): void => {
    if (now?.value === null || now?.value === undefined) return;
    store.edit([{ collection: 'goals', id, after: { ...goal, base: now.value, basePeriod: period } }]);
  };
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.name} onClick={() => onOpen({ collection: 'goals', id })}>
          {say(nameOf(blueprint, { collection: 'goals', id }))}
        </button>
        {goal.segment && (
          <span className={css.faint}> {say(nameOf(blueprint, { collection: 'segments', id: goal.segment }))}</span>
        )}
      </th>
      <td data-label={t('design.goals.base')}>
        {tell(goal.base)}
        {goal.base !== null && goal.basePeriod === null && (
          <span className={css.faint}> {t('design.goals.typed')}</span>
        )}
        {isMeasured && now && now.value !== null && now.value !== goal.base && (
          <button type="button" className={css.link} onClick={setBase}>
            {t('design.goals.takeBase')}
          </button>
        )}
      </td>
      <td data-label={t('design.goals.now')}>{now ? tell(now.value) : absent}</td>
      <td data-label={t('design.goals.target')}>{tell(goal.target)}</td>
      <td data-label={t('design.goals.due')}>{goal.due ? format.day(goal.due) : absent}</td>
      <td data-label={t('design.goals.owner')}>
        {goal.owner ? (
          say(nameOf(blueprint, { collection: 'roles', id: goal.owner }))
        ) : (
          <span className={css.warning}>{t('design.goals.noOwner')}</span>
        )}
      </td>
    </tr>
  );
};

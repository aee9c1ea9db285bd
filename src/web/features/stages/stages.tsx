import { nameOf } from '../../../analysis/blueprint/names.ts';
import { designedStages } from '../../../analysis/organisation/cell-stage.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { type DesignedStage, StageDesign } from '../../../model/blueprint/organisation.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { writtenUnit } from '../../../model/metric-words.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { absent } from '../../kit/format.ts';
import { useWorkspace } from '../../shell/view.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { useMetricNames } from '../design/form/metric-names.ts';
import type { OpenThing } from '../design/thing-drawer.tsx';
import css from './lifecycle.module.css';
import { useOwnerRows } from './stage-owners.tsx';

type Props = DesignPart & { onOpen: (thing: OpenThing) => void };

/** The stages of the relation, each with what proves its entry, who answers for it and by which number it is judged. */
export const Stages = ({ blueprint, store, onOpen }: Props) => {
  const { t } = useWords();
  const open = (stage: DesignedStage): void => {
    if (blueprint.stages[stage] === undefined)
      store.edit([{ collection: 'stages', id: stage, after: StageDesign.parse({}) }]);
    onOpen({ collection: 'stages', id: stage });
  };
  return (
    <Card title={t('design.lifecycle.stages')}>
      <p className={css.intro}>{t('design.lifecycle.intro')}</p>
      <div className={css.scroll}>
        <table className={`${css.table} ${css.stages}`}>
          <thead>
            <tr>
              <th scope="col">{t('design.lifecycle.stage')}</th>
              <th scope="col">{t('design.lifecycle.entry')}</th>
              <th scope="col">{t('design.lifecycle.exit')}</th>
              <th scope="col">{t('design.lifecycle.owner')}</th>
              <th scope="col">{t('design.lifecycle.metric')}</th>
            </tr>
          </thead>
          <tbody>
            {designedStages.map((stage) => (
              <StageRow key={stage} stage={stage} blueprint={blueprint} onOpen={() => open(stage)} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};

/** The parts of a stage by who answers for them, so that the same answer is told once. */
const ownedAlike = (owners: ReturnType<typeof useOwnerRows>) => {
  const alike = new Map<string, { accountable: readonly string[]; parts: string[] }>();
  for (const { row, part } of owners) {
    const key = [...row.accountable].sort().join();
    const group = alike.get(key) ?? { accountable: row.accountable, parts: [] };
    group.parts.push(part);
    alike.set(key, group);
  }
  return alike;
};

const StageRow = ({ stage, blueprint, onOpen }: { stage: DesignedStage; blueprint: Blueprint; onOpen: () => void }) => {
  const { t, language, say, format } = useWords();
  const metrics = useMetricNames();
  const { settings } = useWorkspace();
  const design = blueprint.stages[stage];
  const owners = useOwnerRows(blueprint, stage);
  const metric = metrics.find(({ value }) => value === design?.metric);
  // Its name and unit are on their way.
  const isAwaited = design?.metric != null && metric === undefined && metrics.length === 0;
  const tell = (target: number): string =>
    metric ? format.unit(target, writtenUnit(metric.value, metric.unit), settings.currency) : format.number(target, 3);
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.name} onClick={onOpen}>
          {worded(design?.name, language) || t(`design.stages.${stage}` as TextKey)}
        </button>
        {design?.costClass && (
          <span className={css.faint}>{t(`design.choices.costClass.${design.costClass}` as TextKey)}</span>
        )}
      </th>
      <td data-label={t('design.lifecycle.entry')}>
        {worded(design?.entry, language) || <span className={css.faint}>{t('design.lifecycle.byDefault')}</span>}
        {design && design.kinds.length > 0 && <span className={css.kinds}>{design.kinds.join(', ')}</span>}
        {design?.windowDays && (
          <span className={css.kinds}>
            {t('design.lifecycle.window', { count: design.windowDays, value: format.count(design.windowDays) })}
          </span>
        )}
      </td>
      <td data-label={t('design.lifecycle.exit')}>{worded(design?.exit, language) || absent}</td>
      <td data-label={t('design.lifecycle.owner')}>
        {[...ownedAlike(owners)].map(([key, { accountable, parts }]) => (
          <div key={key}>
            {accountable.length > 0 ? (
              accountable.map((role) => say(nameOf(blueprint, { collection: 'roles', id: role }))).join(', ')
            ) : (
              <span className={css.warning}>{t('design.raci.nobody')}</span>
            )}
            {parts.length < owners.length && <span className={css.part}>{parts.join(', ')}</span>}
          </div>
        ))}
      </td>
      <td data-label={t('design.lifecycle.metric')}>
        {metric?.label ?? (isAwaited ? '' : absent)}
        {!isAwaited && design?.target !== null && design?.target !== undefined && (
          <span className={css.faint}> {t('design.lifecycle.target', { value: tell(design.target) })}</span>
        )}
        {Object.entries(design?.bySegment ?? {}).map(([segment, own]) => (
          <span key={segment} className={css.part}>
            {say(nameOf(blueprint, { collection: 'segments', id: segment }))}
            {own.target !== null && ` ${t('design.lifecycle.target', { value: tell(own.target) })}`}
            {own.windowDays !== null &&
              ` · ${t('design.lifecycle.window', { count: own.windowDays, value: format.count(own.windowDays) })}`}
          </span>
        ))}
      </td>
    </tr>
  );
};

import { endName, nameOf } from '../../../analysis/blueprint/names.ts';
import { type Moved, rulesEffect } from '../../../analysis/organisation/rules-effect.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { RulesPreview } from '../../../model/blueprint/contract.ts';
import { useWords } from '../../i18n/language.ts';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import css from './lifecycle.module.css';

type Props = {
  blueprint: Blueprint;
  before: RulesPreview;
  after: RulesPreview;
  /** What the first column of numbers is: the rules in force, or those before an edit. */
  since: 'inForce' | 'opened';
};

/** What other rules make of the same history, before anything is measured by them: coverage, and what gains or loses events. */
export const RulesEffect = ({ blueprint, before, after, since }: Props) => {
  const { t, say, format } = useWords();
  const { mapped, stages, states, touchpoints } = rulesEffect(blueprint, before, after);
  const isNone = mapped.before === mapped.after && stages.length + states.length + touchpoints.length === 0;
  const share = (value: number): string => (mapped.of === 0 ? '' : ` (${format.ratio(value / mapped.of)})`);
  const difference = (one: { before: number; after: number }): string =>
    `${one.after < one.before ? '−' : one.after > one.before ? '+' : ''}${format.count(Math.abs(one.after - one.before))}`;
  const row = (key: string, what: string, name: string, moved: { before: number; after: number }, isShared = false) => (
    <tr key={key}>
      <th scope="row">
        {name} {what !== '' && <span className={css.faint}>{what}</span>}
      </th>
      <td data-label={t(`design.rules.effect.${since}`)}>
        {format.count(moved.before)}
        {isShared && share(moved.before)}
      </td>
      <td data-label={t('design.rules.effect.now')}>
        {format.count(moved.after)}
        {isShared && share(moved.after)}
      </td>
      <td data-label={t('design.rules.effect.difference')}>{difference(moved)}</td>
    </tr>
  );
  const named = (collection: 'states' | 'touchpoints', some: readonly Moved[]) =>
    some.map((moved) =>
      row(
        `${collection}:${moved.id}`,
        t(`design.rules.effect.${collection}`),
        say(nameOf(blueprint, { collection, id: moved.id })),
        moved,
      ),
    );
  return (
    <section className={css.effect} aria-label={t('design.rules.effect.title')}>
      <h3>{t('design.rules.effect.title')}</h3>
      {isNone ? (
        <p className={css.faint}>{t('design.rules.effect.none')}</p>
      ) : (
        <ScrolledTable className={css.scroll} label={t('design.rules.effect.title')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('design.rules.effect.what')}</th>
                <th scope="col">{t(`design.rules.effect.${since}`)}</th>
                <th scope="col">{t('design.rules.effect.now')}</th>
                <th scope="col">{t('design.rules.effect.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {row('mapped', '', t('design.rules.effect.mapped'), mapped, true)}
              {stages.map((moved) =>
                row(
                  `stages:${moved.id}`,
                  t('design.rules.effect.stages'),
                  say(endName(blueprint, `stage:${moved.id}`)),
                  moved,
                ),
              )}
              {named('states', states)}
              {named('touchpoints', touchpoints)}
            </tbody>
          </table>
        </ScrolledTable>
      )}
    </section>
  );
};

import { useQuery } from '@tanstack/react-query';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { salesTypesWords } from '../../../analysis/blueprint/sales-types.ts';
import { type DerivedProcess, organisationFrom } from '../../../analysis/organisation/derivation.ts';
import { organisationSteps, type Step } from '../../../analysis/organisation/difference.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { api } from '../../client/api.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { absent } from '../../kit/format.ts';
import { useWorkspace } from '../../shell/view.ts';
import type { DesignPart } from '../design/design-page.tsx';
import { ToJourneys } from '../design/to-journeys.tsx';
import { Budget } from './budget.tsx';
import css from './organisation.module.css';

/** What follows from the journeys step by step: what to add, change and stop, processes, budget; each line names its cells. */
export const Needed = ({ blueprint }: DesignPart) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const facts = useQuery(api.blueprint.facts.queryOptions({ input: { workspace } }));
  const needed = organisationFrom(blueprint);
  if (needed.actions.length === 0)
    return <EmptyState title={t('design.needed.empty')} text={t('design.needed.emptyText')} actions={<ToJourneys />} />;
  return (
    <div className={css.stack}>
      <Steps steps={organisationSteps(blueprint, facts.data ?? null)} />
      <Card title={t('design.needed.processes')}>
        <p className={css.intro}>{t('design.needed.processesHint')}</p>
        <ProcessTable processes={needed.processes} blueprint={blueprint} />
      </Card>
      <Budget budget={needed.budget} blueprint={blueprint} />
    </div>
  );
};

const order = ['stop', 'change', 'add', 'keep'] as const satisfies readonly Step['what'][];

const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const { t } = useWords();
  return (
    <Card title={t('design.needed.steps')}>
      <p className={css.intro}>{t('design.needed.stepsHint')}</p>
      {order.map((what) => {
        const some = steps.filter((step) => step.what === what);
        if (some.length === 0) return null;
        return (
          <details key={what} className={css.steps} open={what !== 'keep'}>
            <summary>
              <span className={css.what} data-what={what}>
                {t(`design.needed.what.${what}`)}
              </span>{' '}
              {some.length}
            </summary>
            <ul>
              {some.map((step) => (
                <OneStep key={`${step.kind}:${step.ref?.id ?? step.name.en}`} step={step} />
              ))}
            </ul>
          </details>
        );
      })}
    </Card>
  );
};

const OneStep = ({ step }: { step: Step }) => {
  const { t, say } = useWords();
  return (
    <li>
      <span className={css.faint}>{t(`design.needed.kinds.${step.kind}`)}</span> <strong>{say(step.name)}</strong>{' '}
      <span className={css.soft}>{say(step.reason)}</span>
    </li>
  );
};

const ProcessTable = ({ processes, blueprint }: { processes: readonly DerivedProcess[]; blueprint: Blueprint }) => {
  const { t, say, format } = useWords();
  const role = (id: string): string => say(nameOf(blueprint, { collection: 'roles', id }));
  return (
    <section className={css.scroll} aria-label={t('design.needed.processes')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('design.needed.process')}</th>
            <th scope="col">{t('design.needed.owner')}</th>
            <th scope="col">{t('design.needed.doers')}</th>
            <th scope="col">{t('design.capacity.hours')}</th>
            <th scope="col">{t('design.needed.cells')}</th>
          </tr>
        </thead>
        <tbody>
          {processes.map((process) => (
            <tr key={process.key}>
              <th scope="row">
                {t(`design.stages.${process.stage}` as TextKey)}{' '}
                <span className={css.faint}>
                  {say(nameOf(blueprint, { collection: 'journeys', id: process.journey }))}
                  {process.salesTypes.length > 0 && ` · ${say(salesTypesWords(process.salesTypes))}`}
                </span>
              </th>
              <td data-label={t('design.needed.owner')}>
                {process.owner === null ? (
                  <span className={css.gap}>{t('design.raci.nobody')}</span>
                ) : (
                  role(process.owner)
                )}
              </td>
              <td data-label={t('design.needed.doers')}>{process.roles.map(role).join(', ') || absent}</td>
              <td data-label={t('design.capacity.hours')}>{format.number(process.hoursMonth, 1)}</td>
              <td className={css.cells} data-label={t('design.needed.cells')}>
                {process.cells.join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

import { nameOf } from '../../../analysis/blueprint/names.ts';
import { type RoleFlow, roleFlows } from '../../../analysis/organisation/flow.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { absent } from '../../kit/format.ts';
import css from './organisation.module.css';

/** How work goes through the roles: how full people are, how much is under way at once, how long customers wait, when a new person helps. */
export const Flow = ({ blueprint }: { blueprint: Blueprint }) => {
  const { t } = useWords();
  const flows = roleFlows(blueprint);
  if (flows.length === 0) return null;
  const columns = ['utilisation', 'open', 'wait', 'forTerm', 'newcomer'] as const;
  return (
    <Card title={t('design.flow.title')}>
      <p className={css.intro}>{t('design.flow.intro')}</p>
      <section className={css.scroll} aria-label={t('design.flow.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('design.capacity.role')}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {t(`design.flow.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {flows.map((flow) => (
              <FlowRow key={flow.role} flow={flow} blueprint={blueprint} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
};

const FlowRow = ({ flow, blueprint }: { flow: RoleFlow; blueprint: Blueprint }) => {
  const { t, say, format } = useWords();
  const { utilisation, planned, open, waiting, firstYearMonths } = flow;
  const number = (value: number): string => format.number(value, value < 1 ? 2 : 1);
  const isShort = waiting !== null && waiting.peopleForSla !== null && waiting.peopleForSla > waiting.people;
  return (
    <tr>
      <th scope="row">{say(nameOf(blueprint, { collection: 'roles', id: flow.role }))}</th>
      <td
        data-label={t('design.flow.utilisation')}
        className={utilisation !== null && utilisation > 1 ? css.short : ''}
      >
        {utilisation === null ? absent : format.ratio(utilisation)}
        <span className={css.beneath}>{t('design.flow.planned', { value: format.ratio(planned) })}</span>
      </td>
      <td data-label={t('design.flow.open')}>
        {open === null ? absent : number(open.open)}
        {open?.perPerson != null && (
          <span className={css.beneath}>{t('design.flow.perPerson', { value: number(open.perPerson) })}</span>
        )}
      </td>
      <td data-label={t('design.flow.wait')}>
        <Wait waiting={waiting} />
      </td>
      <td data-label={t('design.flow.forTerm')} className={isShort ? css.short : ''}>
        {waiting?.peopleForSla == null ? absent : format.count(waiting.peopleForSla)}
        {waiting && (
          <span className={css.beneath}>{t('design.flow.thereAre', { value: format.count(waiting.people) })}</span>
        )}
      </td>
      <td data-label={t('design.flow.newcomer')}>
        {t('design.flow.months', { value: format.number(firstYearMonths, 1) })}
      </td>
    </tr>
  );
};

const Wait = ({ waiting }: { waiting: RoleFlow['waiting'] }) => {
  const { t, format } = useWords();
  if (waiting === null) return <>{absent}</>;
  const { queue, slaHours } = waiting;
  const term = <span className={css.beneath}>{t('design.flow.term', { value: format.number(slaHours, 1) })}</span>;
  if (queue.waits === null)
    return (
      <>
        <span className={css.short}>{t(`design.flow.reason.${queue.reason}`)}</span>
        {term}
      </>
    );
  return (
    <>
      {t('design.flow.meanWait', {
        value: format.number(queue.meanWaitHours, queue.meanWaitHours < 1 ? 2 : 1),
        share: format.ratio(queue.waits),
      })}
      {term}
    </>
  );
};

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import {
  type PersonLoad,
  personLoads,
  type RoleLoad,
  reliefs,
  roleLoads,
} from '../../../analysis/organisation/capacity.ts';
import { trainedPart } from '../../../analysis/organisation/flow.ts';
import { Employee } from '../../../model/blueprint/organisation.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { DesignDownload } from '../design/design-download.tsx';
import type { DesignPart } from '../design/design-page.tsx';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import type { OpenThing } from '../design/thing-drawer.tsx';
import { ToJourneys } from '../design/to-journeys.tsx';
import { Flow } from './flow.tsx';
import css from './organisation.module.css';

type Props = DesignPart & { onOpen: (thing: OpenThing) => void };

/** How many people the journey needs, role by role, and how full everybody's month is. */
export const Capacity = ({ blueprint, store, onOpen }: Props) => {
  const { t } = useWords();
  const loads = roleLoads(blueprint);
  const people = personLoads(blueprint, loads);
  const freed = reliefs(blueprint).slice(0, 5);
  const addPerson = (): void => {
    const id = newId('e');
    const person = Employee.parse({ name: t('design.person.new'), place: lastPlace(blueprint, 'employees') });
    store.edit([{ collection: 'employees', id, after: person }]);
    onOpen({ collection: 'employees', id });
  };
  const add = (
    <Button size="compact-md" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addPerson}>
      {t('design.person.addPerson')}
    </Button>
  );
  return (
    <div className={css.stack}>
      <Card title={t('design.capacity.roles')} actions={loads.length > 0 && <DesignDownload table="capacity" />}>
        <p className={css.intro}>{t('design.capacity.intro')}</p>
        {loads.length === 0 ? (
          <EmptyState title={t('design.roles.empty')} text={t('design.roles.emptyText')} actions={<ToJourneys />} />
        ) : (
          <RoleTable loads={loads} blueprint={blueprint} onOpen={onOpen} />
        )}
      </Card>
      <Flow blueprint={blueprint} />
      <Card title={t('design.capacity.people')} actions={add}>
        {people.length === 0 ? (
          <EmptyState title={t('design.person.empty')} text={t('design.person.emptyText')} actions={add} />
        ) : (
          <ul className={css.people}>
            {people.map((person) => (
              <Person key={person.employee} person={person} blueprint={blueprint} onOpen={onOpen} />
            ))}
          </ul>
        )}
      </Card>
      {freed.length > 0 && (
        <Card title={t('design.capacity.relief')} actions={<DesignDownload table="relief" />}>
          <Reliefs rows={freed} blueprint={blueprint} />
        </Card>
      )}
    </div>
  );
};

const RoleTable = ({
  loads,
  blueprint,
  onOpen,
}: {
  loads: RoleLoad[];
  blueprint: Props['blueprint'];
  onOpen: Props['onOpen'];
}) => {
  const { t, say, format } = useWords();
  const number = (value: number): string => format.number(value, 1);
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('design.capacity.role')}</th>
            <th scope="col">{t('design.capacity.hours')}</th>
            <th scope="col">{t('design.capacity.need')}</th>
            <th scope="col">{t('design.capacity.have')}</th>
            <th scope="col">{t('design.capacity.slack')}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map((load) => (
            <tr key={load.role} data-short={(load.slackHours < 0 && load.hours > 0) || undefined}>
              <th scope="row">
                <button
                  type="button"
                  className={css.link}
                  onClick={() => onOpen({ collection: 'roles', id: load.role })}
                >
                  {say(nameOf(blueprint, { collection: 'roles', id: load.role }))}
                </button>
                {load.unknown.length > 0 && (
                  <span className={css.faint}> {t('design.capacity.unknown', { count: load.unknown.length })}</span>
                )}
              </th>
              <td data-label={t('design.capacity.hours')}>{number(load.hours)}</td>
              <td data-label={t('design.capacity.need')}>
                {load.need.fte === null ? t('design.capacity.noHours') : number(load.need.fte)}
              </td>
              <td data-label={t('design.capacity.have')}>{number(load.have)}</td>
              <td className={css.slack} data-label={t('design.capacity.slack')}>
                {number(load.slackHours)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Person = ({
  person,
  blueprint,
  onOpen,
}: {
  person: PersonLoad;
  blueprint: Props['blueprint'];
  onOpen: Props['onOpen'];
}) => {
  const { t, say, format } = useWords();
  const { asOf } = useWorkspace();
  const { startedAt = null } = blueprint.employees[person.employee] ?? {};
  const longest = Math.max(1, ...person.roles.map(({ role }) => blueprint.roles[role]?.rampMonths ?? 1));
  const trained = trainedPart(startedAt, longest, asOf);
  const share = person.capacity > 0 ? person.hours / person.capacity : null;
  const held = person.roles.map(
    ({ role, share: part }) => `${say(nameOf(blueprint, { collection: 'roles', id: role }))} ${format.ratio(part)}`,
  );
  return (
    <li className={css.person}>
      <div>
        <button
          type="button"
          className={css.link}
          onClick={() => onOpen({ collection: 'employees', id: person.employee })}
        >
          {blueprint.employees[person.employee]?.name}
        </button>
        <p className={css.faint}>
          {held.join(', ') || t('design.person.noRole')}
          {trained < 1 && ` · ${t('design.flow.trained', { value: format.ratio(trained) })}`}
        </p>
      </div>
      {share !== null && (
        <div className={css.load} data-over={share > 1 || undefined}>
          <span className={css.bar} aria-hidden>
            <i style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
          <span className="visually-hidden">{t('design.capacity.load')}</span>
          <span>{format.ratio(share)}</span>
        </div>
      )}
    </li>
  );
};

const Reliefs = ({ rows, blueprint }: { rows: ReturnType<typeof reliefs>; blueprint: Props['blueprint'] }) => {
  const { t, say, format } = useWords();
  return (
    <>
      <p className={css.intro}>{t('design.capacity.reliefHint')}</p>
      <ul className={css.findings}>
        {rows.map((row) => (
          <li key={row.cell} className={css.relief}>
            <strong>{say(nameOf(blueprint, { collection: 'cells', id: row.cell }))}</strong>{' '}
            {t(`design.capacity.advice.${row.advice}`, { hours: format.number(row.hours, 1) })}
          </li>
        ))}
      </ul>
    </>
  );
};

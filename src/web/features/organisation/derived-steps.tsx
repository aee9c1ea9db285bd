import type { ReactNode } from 'react';
import { competenceWords } from '../../../analysis/blueprint/defaults/competences.ts';
import { collectionNamesInWords, nameOf } from '../../../analysis/blueprint/names.ts';
import { salesTypesWords } from '../../../analysis/blueprint/sales-types.ts';
import type {
  Action,
  DerivedOrganisation,
  DerivedProcess,
  DerivedRole,
} from '../../../analysis/organisation/derivation.ts';
import type { Structure } from '../../../analysis/organisation/structure.ts';
import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { absent } from '../../kit/format.ts';
import { useWorkspace } from '../../shell/view.ts';
import { CellLinks } from '../design/cell-links.tsx';
import { Budget } from './budget.tsx';
import css from './organisation.module.css';

type Props = { needed: DerivedOrganisation; blueprint: Blueprint };

/** The organisation as it follows from the cells, step by step in the method's order; every line names the cells it comes from. */
export const DerivedSteps = ({ needed, blueprint }: Props) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const { actions, processes, roles, structure, channels, assets, content, tools, budget } = needed;
  const positions = roles.reduce((sum, { load }) => sum + (load?.need.fte ?? 0), 0);
  return (
    <Card title={t('design.needed.derived')}>
      <p className={css.intro}>{t('design.needed.derivedHint')}</p>
      <DerivedStep name="actions" aside={format.count(actions.length)}>
        <Actions actions={actions} blueprint={blueprint} />
      </DerivedStep>
      <DerivedStep name="processes" aside={format.count(processes.length)} isOpen>
        <Processes processes={processes} blueprint={blueprint} />
      </DerivedStep>
      <DerivedStep
        name="roles"
        aside={t('design.needed.rolesAside', {
          roles: format.count(roles.filter(({ role }) => role !== null).length),
          positions: format.number(positions, 1),
        })}
      >
        <Roles roles={roles} blueprint={blueprint} />
      </DerivedStep>
      <DerivedStep name="structure" aside={format.count(structure.units.length)}>
        <Units structure={structure} blueprint={blueprint} />
      </DerivedStep>
      <DerivedStep name="means" aside={format.count(channels.length + assets.length + content.length + tools.length)}>
        <Means needed={needed} blueprint={blueprint} />
      </DerivedStep>
      {budget.lines.length > 0 && (
        <DerivedStep
          name="budget"
          aside={t('design.budget.total', {
            month: format.money(budget.month, settings.currency),
            year: format.money(budget.year, settings.currency),
          })}
        >
          <Budget budget={budget} blueprint={blueprint} />
        </DerivedStep>
      )}
    </Card>
  );
};

const stepNames = ['actions', 'processes', 'roles', 'structure', 'means', 'budget'] as const;

const DerivedStep = ({
  name,
  aside,
  isOpen = false,
  children,
}: {
  name: (typeof stepNames)[number];
  aside: string;
  isOpen?: boolean;
  children: ReactNode;
}) => {
  const { t } = useWords();
  return (
    <details className={css.steps} open={isOpen}>
      <summary>
        {stepNames.indexOf(name) + 1}. {t(`design.needed.step.${name}`)} <span className={css.faint}>{aside}</span>
      </summary>
      <p className={css.intro}>{t(`design.needed.stepHint.${name}`)}</p>
      {children}
    </details>
  );
};

type Row = { key: string; cells: readonly ReactNode[] };

/** The first of a row's cells is its heading. */
const Lines = ({ label, columns, rows }: { label: string; columns: readonly string[]; rows: readonly Row[] }) => (
  <section className={css.scroll} aria-label={label}>
    <table className={css.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...rest] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {rest.map((cell, at) => (
              <td key={columns[at + 1]} data-label={columns[at + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const useNames = (blueprint: Blueprint) => {
  const { say, t } = useWords();
  const named = (collection: Collection, id: string): string => say(nameOf(blueprint, { collection, id }));
  const gap = (words: string): ReactNode => <span className={css.gap}>{words}</span>;
  return {
    named,
    owner: (id: string | null): ReactNode => (id === null ? gap(t('design.raci.nobody')) : named('roles', id)),
    doer: (id: string | null): ReactNode => (id === null ? gap(t('design.needed.noDoer')) : named('roles', id)),
    stage: (id: string): string => t(`design.stages.${id}` as TextKey),
  };
};

const Actions = ({ actions, blueprint }: { actions: readonly Action[]; blueprint: Blueprint }) => {
  const { t, language, format } = useWords();
  const { named, doer } = useNames(blueprint);
  const number = (value: number | null): string => (value === null ? absent : format.number(value, 1));
  return (
    <Lines
      label={t('design.needed.step.actions')}
      columns={(['action', 'doers', 'visits', 'hours', 'term', 'material', 'cells'] as const).map((name) =>
        t(`design.needed.${name}`),
      )}
      rows={actions.map((action) => ({
        key: action.cell,
        cells: [
          worded(action.what, language) || <span className={css.gap}>{t('design.needed.noAction')}</span>,
          doer(action.role),
          number(action.volumeMonth),
          number(action.hoursMonth),
          number(action.slaHours),
          action.assets.map((id) => named('assets', id)).join(', ') || absent,
          <CellLinks key="cells" cells={[action.cell]} blueprint={blueprint} />,
        ],
      }))}
    />
  );
};

const Processes = ({ processes, blueprint }: { processes: readonly DerivedProcess[]; blueprint: Blueprint }) => {
  const { t, say, format } = useWords();
  const { named, owner, stage } = useNames(blueprint);
  return (
    <Lines
      label={t('design.needed.processes')}
      columns={(['process', 'owner', 'doers', 'hours', 'cells'] as const).map((name) => t(`design.needed.${name}`))}
      rows={processes.map((process) => ({
        key: process.key,
        cells: [
          <span key="name">
            {stage(process.stage)}{' '}
            <span className={css.faint}>
              {named('journeys', process.journey)}
              {process.salesTypes.length > 0 && ` · ${say(salesTypesWords(process.salesTypes))}`}
            </span>
          </span>,
          owner(process.owner),
          process.roles.map((id) => named('roles', id)).join(', ') || absent,
          format.number(process.hoursMonth, 1),
          <CellLinks key="cells" cells={process.cells} blueprint={blueprint} />,
        ],
      }))}
    />
  );
};

const Roles = ({ roles, blueprint }: { roles: readonly DerivedRole[]; blueprint: Blueprint }) => {
  const { t, say, format } = useWords();
  const { doer, stage, named } = useNames(blueprint);
  return (
    <Lines
      label={t('design.needed.step.roles')}
      columns={(['roleName', 'stages', 'hours', 'positions', 'have', 'cells'] as const).map((name) =>
        t(`design.needed.${name}`),
      )}
      rows={roles.map((derived) => {
        const { load, suggested, lacking } = derived;
        return {
          key: derived.role ?? '',
          cells: [
            <span key="name">
              {doer(derived.role)}
              {lacking.length > 0 && (
                <span className={css.beneath}>
                  {t('design.needed.lacking', { list: lacking.map((each) => say(competenceWords(each))).join(', ') })}
                </span>
              )}
              {suggested !== null && (
                <span className={css.beneath}>{t('design.needed.suggested', { role: named('roles', suggested) })}</span>
              )}
            </span>,
            derived.stages.map(stage).join(', ') || absent,
            load === null ? absent : format.number(load.hours, 1),
            load?.need.fte == null ? absent : format.number(load.need.fte, 1),
            load === null ? absent : format.number(load.have, 1),
            <CellLinks key="cells" cells={derived.cells} blueprint={blueprint} />,
          ],
        };
      })}
    />
  );
};

const Units = ({ structure, blueprint }: { structure: Structure; blueprint: Blueprint }) => {
  const { t, format } = useWords();
  const { named, owner, stage } = useNames(blueprint);
  const { units, heads, commonHead } = structure;
  return (
    <>
      <p>
        {commonHead === null
          ? t('design.needed.noCommonHead')
          : t('design.needed.commonHead', { role: named('roles', commonHead) })}
      </p>
      <Lines
        label={t('design.needed.step.structure')}
        columns={(['head', 'subordinates', 'people', 'span', 'cells'] as const).map((name) =>
          t(`design.needed.${name}`),
        )}
        rows={units.map((unit) => ({
          key: unit.head ?? '',
          cells: [
            unit.head === null ? t('design.needed.noHead') : named('roles', unit.head),
            unit.roles.map((id) => named('roles', id)).join(', '),
            format.count(unit.people),
            `${t(`design.needed.spans.${unit.span}`)}${unit.parts > 1 ? ` · ${t('design.needed.parts', { count: unit.parts })}` : ''}`,
            <CellLinks key="cells" cells={unit.cells} blueprint={blueprint} />,
          ],
        }))}
      />
      <Lines
        label={t('design.needed.heads')}
        columns={(['stage', 'segment', 'owner', 'cells'] as const).map((name) => t(`design.needed.${name}`))}
        rows={heads.map((line) => ({
          key: `${line.stage}:${line.segment}`,
          cells: [
            stage(line.stage),
            line.segment === null ? t('design.needed.everySegment') : named('segments', line.segment),
            owner(line.head),
            <CellLinks key="cells" cells={line.cells} blueprint={blueprint} />,
          ],
        }))}
      />
    </>
  );
};

const Means = ({ needed, blueprint }: Props) => {
  const { t, say, language } = useWords();
  const { named } = useNames(blueprint);
  const of = (collection: 'channels' | 'assets' | 'tools') =>
    needed[collection].map(({ id, cells }) => ({
      key: `${collection}:${id}`,
      kind: say(collectionNamesInWords[collection]),
      name: named(collection, id),
      cells,
    }));
  const content = needed.content.map(({ cell, what }) => ({
    key: `content:${cell}`,
    kind: t('design.needed.content'),
    name: worded(what, language),
    cells: [cell],
  }));
  return (
    <Lines
      label={t('design.needed.step.means')}
      columns={(['means', 'kind', 'cells'] as const).map((name) => t(`design.needed.${name}`))}
      rows={[...of('channels'), ...of('assets'), ...content, ...of('tools')].map(({ key, kind, name, cells }) => ({
        key,
        cells: [name, kind, <CellLinks key="cells" cells={cells} blueprint={blueprint} />],
      }))}
    />
  );
};

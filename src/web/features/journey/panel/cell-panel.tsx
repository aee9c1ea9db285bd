import { completenessOf } from '../../../../analysis/blueprint/completeness.ts';
import { competenceWords } from '../../../../analysis/blueprint/defaults/competences.ts';
import type { Blueprint, Collection } from '../../../../model/blueprint/blueprint.ts';
import { committeeRoles } from '../../../../model/blueprint/inputs.ts';
import { type Cell, forces, inputKinds, ownerships, type Touchpoint } from '../../../../model/blueprint/journey.ts';
import { thingsOf } from '../../../../model/blueprint/things.ts';
import { worded } from '../../../../model/blueprint/words.ts';
import { type CostClass, costClasses, stageNames, stages } from '../../../../model/stages.ts';
import { useWords } from '../../../i18n/language.ts';
import { type DraftStore, latest } from '../../design/document/draft-store.ts';
import { setThing } from '../edits.ts';
import { Comments } from './comments.tsx';
import { Exits } from './exits.tsx';
import { ChoiceField, NumberField, SeveralField, TagsField, WordsField } from './fields.tsx';
import css from './panel.module.css';
import { Proofs } from './proofs.tsx';

type Props = {
  blueprint: Blueprint;
  proofs: Blueprint['proofs'];
  id: string;
  cell: Cell;
  store: DraftStore;
  asOf: string;
  currency: string;
  onPickEdge: (id: string) => void;
};

/** Things of a collection to choose from, by name. */
export const optionsOf = (blueprint: Blueprint, collection: Collection, language: 'ru' | 'en') =>
  thingsOf(blueprint, collection).map(([id, thing]) => {
    const name = 'name' in thing ? thing.name : 'text' in thing ? thing.text : '';
    return { value: id, label: (typeof name === 'string' ? name : worded(name, language)) || id };
  });

/** A cell as a page: what the customer asks, what we answer, who does it, what it costs, and what proves it; written in place. */
export const CellPanel = ({ blueprint, proofs, id, cell, store, asOf, currency, onPickEdge }: Props) => {
  const { t, language } = useWords();
  const set = <Field extends keyof Cell>(field: Field, value: Cell[Field]): void =>
    store.edit(setThing(latest(store, blueprint), 'cells', id, { [field]: value }), `cells:${id}.${field}`);
  const setTouchpoint = (fields: Partial<Touchpoint>): void =>
    store.edit(setThing(latest(store, blueprint), 'touchpoints', cell.touchpoint, fields));
  const touchpoint = blueprint.touchpoints[cell.touchpoint];
  const { filled, of, missing, wanting } = completenessOf(blueprint, id, cell);
  const personas = optionsOf(blueprint, 'personas', language);
  const roles = optionsOf(blueprint, 'roles', language);
  const kinds = [
    ...new Set(Object.values(blueprint.cells).flatMap(({ visitKinds, exitKinds }) => [...visitKinds, ...exitKinds])),
  ];
  const words = (
    field: 'goal' | 'question' | 'barrier' | 'argument' | 'proof' | 'content' | 'ourAction' | 'customerAction',
  ) => (
    <WordsField
      key={field}
      label={t(`journey.field.${field}`)}
      value={cell[field]}
      onChange={(value) => set(field, value)}
    />
  );
  const inputs = inputKinds.flatMap((kind) =>
    optionsOf(blueprint, kind, language).map(({ value, label }) => ({ value: `${kind}:${value}`, label })),
  );
  return (
    <div className={css.page} key={id}>
      <p className={css.where}>
        {worded(blueprint.states[cell.state]?.name, language)} · {worded(touchpoint?.name, language)}
      </p>
      <h2 className={css.question}>{worded(cell.question, language) || t('journey.card.noQuestion')}</h2>
      <div className={css.full} role="img" aria-label={t('journey.panel.filled', { filled, of })}>
        {Array.from({ length: of }, (_, at) => (
          <i key={at} data-filled={at < filled} />
        ))}
      </div>
      <p className={css.faint}>
        {missing.length > 0
          ? t('journey.panel.missing', { list: missing.map((one) => t(`journey.attribute.${one}`)).join(', ') })
          : wanting.length > 0
            ? t('journey.panel.wanting', { list: wanting.map((one) => t(`journey.attribute.${one}`)).join(', ') })
            : t('journey.panel.complete')}
      </p>

      <h3>{t('journey.group.customer')}</h3>
      {words('question')}
      {words('goal')}
      <SeveralField
        label={t('journey.field.personas')}
        value={cell.personas}
        options={personas}
        onChange={(value) => set('personas', value)}
      />
      <SeveralField
        label={t('journey.field.committee')}
        value={cell.committee}
        options={committeeRoles.map((value) => ({ value, label: t(`journey.committeeRole.${value}`) }))}
        onChange={(value) => set('committee', value as Cell['committee'])}
      />
      {words('barrier')}
      <ChoiceField
        label={t('journey.field.force')}
        value={cell.force}
        options={forces.map((value) => ({ value, label: t(`journey.force.${value}`) }))}
        onChange={(value) => set('force', value as Cell['force'])}
      />
      <ChoiceField
        label={t('journey.field.emotion')}
        value={cell.emotion === null ? null : String(cell.emotion)}
        options={(['-2', '-1', '0', '1', '2'] as const).map((value) => ({
          value,
          label: t(`journey.emotion.${value}`),
        }))}
        onChange={(value) => set('emotion', value === null ? null : Number(value))}
      />

      <h3>{t('journey.group.answer')}</h3>
      {words('argument')}
      {words('proof')}
      {words('content')}
      <SeveralField
        label={t('journey.field.assets')}
        value={cell.assets}
        options={optionsOf(blueprint, 'assets', language)}
        onChange={(value) => set('assets', value)}
      />

      <h3>{t('journey.group.work')}</h3>
      {words('ourAction')}
      {words('customerAction')}
      <ChoiceField
        label={t('journey.field.responsible')}
        value={cell.responsible}
        options={roles}
        onChange={(value) => set('responsible', value)}
      />
      <ChoiceField
        label={t('journey.field.accountable')}
        value={cell.accountable}
        options={roles}
        onChange={(value) => set('accountable', value)}
      />
      <TagsField
        label={t('journey.field.competences')}
        value={cell.competences}
        known={[...new Set(Object.values(blueprint.roles).flatMap((role) => role.competences))]}
        said={(competence) => competenceWords(competence)[language]}
        onChange={(value) => set('competences', value)}
      />
      <ChoiceField
        label={t('journey.field.channel')}
        value={touchpoint?.channel ?? null}
        options={optionsOf(blueprint, 'channels', language)}
        onChange={(channel) => setTouchpoint({ channel })}
      />
      <ChoiceField
        label={t('journey.field.ownership')}
        value={touchpoint?.ownership ?? null}
        options={ownerships.map((value) => ({ value, label: t(`journey.ownership.${value}`) }))}
        onChange={(value) => setTouchpoint({ ownership: (value ?? 'owned') as Touchpoint['ownership'] })}
      />

      <h3>{t('journey.group.cost')}</h3>
      <div className={css.pair}>
        <NumberField
          label={t('journey.field.costPerVisit')}
          value={cell.costPerVisit}
          suffix={currency}
          onChange={(value) => set('costPerVisit', value)}
        />
        <NumberField
          label={t('journey.field.hoursPerVisit')}
          value={cell.hoursPerVisit}
          suffix={t('journey.unit.hours')}
          onChange={(value) => set('hoursPerVisit', value)}
        />
        <NumberField
          label={t('journey.field.rework')}
          value={cell.rework}
          suffix="%"
          scale={100}
          most={1000}
          onChange={(value) => set('rework', value ?? 0)}
        />
        <NumberField
          label={t('journey.field.slaHours')}
          value={cell.slaHours}
          suffix={t('journey.unit.hours')}
          onChange={(value) => set('slaHours', value)}
        />
      </div>
      <ChoiceField
        label={t('journey.field.costClass')}
        value={cell.costClass}
        options={costClasses.map((value) => ({ value, label: t(`journey.costClass.${value}`) }))}
        onChange={(value) => set('costClass', value as CostClass | null)}
      />

      <h3>{t('journey.group.target')}</h3>
      <div className={css.pair}>
        <NumberField
          label={t('journey.field.volumeMonth')}
          value={cell.volumeMonth}
          onChange={(value) => set('volumeMonth', value)}
        />
        <NumberField
          label={t('journey.field.dwellDays')}
          value={cell.dwellDays}
          suffix={t('journey.unit.days')}
          onChange={(value) => set('dwellDays', value)}
        />
      </div>
      <Exits blueprint={blueprint} id={id} cell={cell} onPick={onPickEdge} />

      <h3>{t('journey.group.evidence')}</h3>
      <TagsField
        label={t('journey.field.visitKinds')}
        value={cell.visitKinds}
        known={kinds}
        onChange={(value) => set('visitKinds', value)}
      />
      <TagsField
        label={t('journey.field.exitKinds')}
        value={cell.exitKinds}
        known={kinds}
        onChange={(value) => set('exitKinds', value)}
      />
      <ChoiceField
        label={t('journey.field.stage')}
        value={cell.stage}
        options={[...stages, 'advocate' as const].map((value) => ({ value, label: stageNames[value][language] }))}
        onChange={(value) => set('stage', value as Cell['stage'])}
      />
      <SeveralField
        label={t('journey.field.inputs')}
        value={cell.inputs.map(({ kind, id: input }) => `${kind}:${input}`)}
        options={inputs}
        onChange={(value) =>
          set(
            'inputs',
            value.map((one) => ({
              kind: one.slice(0, one.indexOf(':')) as (typeof inputKinds)[number],
              id: one.slice(one.indexOf(':') + 1),
            })),
          )
        }
      />

      <Proofs blueprint={blueprint} proofs={proofs} about={`cell:${id}`} store={store} asOf={asOf} />
      <Comments blueprint={blueprint} about={`cells:${id}`} store={store} />
    </div>
  );
};

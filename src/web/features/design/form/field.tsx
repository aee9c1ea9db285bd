import { MultiSelect, Pill, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { competenceWords } from '../../../../analysis/blueprint/defaults/competences.ts';
import { fieldName } from '../../../../analysis/blueprint/fields.ts';
import { nameOf } from '../../../../analysis/blueprint/names.ts';
import { knownSalesTypes } from '../../../../analysis/blueprint/sales-types.ts';
import { designedStages } from '../../../../analysis/organisation/cell-stage.ts';
import type { Blueprint, Collection } from '../../../../model/blueprint/blueprint.ts';
import type { Goal } from '../../../../model/blueprint/inputs.ts';
import type { DesignedStage } from '../../../../model/blueprint/organisation.ts';
import { thingsOf } from '../../../../model/blueprint/things.ts';
import type { Wording } from '../../../../model/blueprint/words.ts';
import type { MetricId } from '../../../../model/metric-words.ts';
import { type TextKey, useWords } from '../../../i18n/language.ts';
import { useWorkspace } from '../../../shell/view.ts';
import { FieldPart } from './field-part.tsx';
import { choiceLists, type FieldSpec } from './field-specs.ts';
import { useMetricNames } from './metric-names.ts';
import { PlainNumber } from './parts/plain-number.tsx';
import { TargetNumber } from './parts/target-number.tsx';

type Props = {
  blueprint: Blueprint;
  spec: FieldSpec;
  /** The collection and id of the thing: it can't name itself. */
  self: { collection: Collection; id: string };
  value: unknown;
  onChange: (path: string, value: unknown) => void;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Things of a collection as choices, by their names; the thing itself is none of them. */
export const useOptions = (blueprint: Blueprint, of: Collection, except?: string) => {
  const { say } = useWords();
  return thingsOf(blueprint, of)
    .filter(([id]) => id !== except)
    .map(([id]) => ({ value: id, label: say(nameOf(blueprint, { collection: of, id })) }));
};

/** One field of a thing of the blueprint, edited where it stands. */
export const Field = ({ blueprint, spec, self, value, onChange }: Props) => {
  const { t, language, say, format } = useWords();
  const baseHint = (goal: Goal | undefined): string =>
    goal?.basePeriod
      ? t('design.goals.baseOf', { period: format.period(goal.basePeriod) })
      : t(goal?.base == null ? 'design.goals.baseNone' : 'design.goals.baseTyped');
  const label = capital(say(fieldName(spec.field)));
  const set = (next: unknown): void => onChange(spec.field, next);
  switch (spec.kind) {
    case 'words':
    case 'long': {
      const wording = (value ?? { ru: '', en: '' }) as Wording;
      const other = wording[language === 'ru' ? 'en' : 'ru'];
      return (
        <Textarea
          label={label}
          autosize
          minRows={spec.kind === 'long' ? 2 : 1}
          maxRows={12}
          value={wording[language]}
          placeholder={other}
          onChange={(event) => onChange(`${spec.field}.${language}`, event.currentTarget.value)}
        />
      );
    }
    case 'text':
      return (
        <TextInput label={label} value={(value as string) ?? ''} onChange={(event) => set(event.currentTarget.value)} />
      );
    case 'salesTypes':
      return (
        <TagsInput
          label={label}
          description={t('design.form.salesTypesHint')}
          data={[...knownSalesTypes]}
          value={(value as string[]) ?? []}
          onChange={set}
          clearable
        />
      );
    case 'competences':
      return (
        <TagsInput
          label={label}
          description={t('design.form.namesHint')}
          data={[...new Set(Object.values(blueprint.roles).flatMap((role) => role.competences))]}
          renderOption={({ option }) => say(competenceWords(option.value))}
          renderPill={({ value: written, onRemove, disabled }) => (
            <Pill withRemoveButton {...(onRemove ? { onRemove } : {})} disabled={disabled ?? false}>
              {say(competenceWords(String(written)))}
            </Pill>
          )}
          value={(value as string[]) ?? []}
          onChange={set}
          clearable
        />
      );
    case 'names':
      return (
        <TagsInput
          label={label}
          description={t('design.form.namesHint')}
          value={(value as string[]) ?? []}
          onChange={set}
          clearable
        />
      );
    case 'day':
      return (
        <TextInput
          type="date"
          label={label}
          value={(value as string | null) ?? ''}
          onChange={(event) => set(event.currentTarget.value || null)}
        />
      );
    case 'flag':
      return <Switch label={label} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />;
    case 'choice':
      return (
        <Select
          label={label}
          value={value as string | null}
          clearable={spec.isOptional ?? false}
          allowDeselect={spec.isOptional ?? false}
          data={choiceLists[spec.list].map((one) => ({
            value: one,
            label: t(`design.choices.${spec.list}.${one}` as TextKey),
          }))}
          onChange={set}
        />
      );
    case 'number':
    case 'money':
    case 'share':
      return <NumberField spec={spec} label={label} value={value as number | null} onChange={set} />;
    case 'target':
      return (
        <TargetNumber
          label={label}
          {...(spec.forgets === 'basePeriod' ? { description: baseHint(blueprint.goals[self.id]) } : {})}
          metric={metricOf(blueprint, self)}
          value={(value as number | null) ?? null}
          onChange={set}
        />
      );
    case 'metric':
    case 'metrics':
      return <MetricField label={label} isMany={spec.kind === 'metrics'} value={value} onChange={set} />;
    case 'stages':
      return <StagesField label={label} value={value as string[]} onChange={set} />;
    case 'ref':
      return (
        <RefField
          blueprint={blueprint}
          label={label}
          of={spec.of}
          except={self.id}
          value={value as string | null}
          onChange={set}
        />
      );
    case 'refs':
      return (
        <RefsField
          blueprint={blueprint}
          label={label}
          of={spec.of}
          except={self.id}
          value={value as string[]}
          onChange={set}
        />
      );
    case 'part':
      return (
        <FieldPart part={spec.part} label={label} blueprint={blueprint} id={self.id} value={value} onChange={set} />
      );
  }
};

/** The metric of a goal, or of a stage. */
const metricOf = ({ goals, stages }: Blueprint, { collection, id }: Props['self']): MetricId | null =>
  (collection === 'goals' ? goals[id] : stages[id as DesignedStage])?.metric ?? null;

type NumberSpec = Extract<FieldSpec, { kind: 'number' | 'money' | 'share' }>;

const NumberField = ({
  spec,
  label,
  value,
  onChange,
}: {
  spec: NumberSpec;
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) => {
  const { t } = useWords();
  const { settings } = useWorkspace();
  const suffix = spec.kind === 'money' ? settings.currency : spec.suffix ? t(`design.units.${spec.suffix}`) : '';
  return (
    <PlainNumber
      label={label}
      value={value ?? null}
      onChange={onChange}
      suffix={suffix}
      isPercent={spec.kind === 'share'}
      isRequired={spec.isRequired ?? false}
    />
  );
};

const MetricField = ({
  label,
  isMany,
  value,
  onChange,
}: {
  label: string;
  isMany: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) => {
  const metrics = useMetricNames();
  return isMany ? (
    <MultiSelect label={label} searchable data={metrics} value={(value as string[]) ?? []} onChange={onChange} />
  ) : (
    <Select
      label={label}
      searchable
      clearable
      data={metrics}
      value={(value as string | null) ?? null}
      onChange={onChange}
    />
  );
};

/** Stages of a design as choices. */
export const useStageOptions = () => {
  const { t } = useWords();
  return designedStages.map((stage) => ({ value: stage as string, label: t(`design.stages.${stage}` as TextKey) }));
};

const StagesField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string[];
  onChange: (value: string[]) => void;
}) => <MultiSelect label={label} data={useStageOptions()} value={value ?? []} onChange={onChange} />;

type RefProps<Value> = {
  blueprint: Blueprint;
  label: string;
  of: Collection;
  except: string;
  value: Value;
  onChange: (value: Value) => void;
};

const RefField = ({ blueprint, label, of, except, value, onChange }: RefProps<string | null>) => (
  <Select
    label={label}
    searchable
    clearable
    data={useOptions(blueprint, of, except)}
    value={value || null}
    onChange={onChange}
  />
);

const RefsField = ({ blueprint, label, of, except, value, onChange }: RefProps<string[]>) => (
  <MultiSelect
    label={label}
    searchable
    data={useOptions(blueprint, of, except)}
    value={value ?? []}
    onChange={onChange}
  />
);

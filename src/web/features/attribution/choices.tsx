import { Checkbox, NumberInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import {
  type AttributionModel,
  attributionModels,
  type CreditedResult,
  type CreditedThing,
  type CreditValue,
  creditedResults,
  creditedThings,
  creditValues,
  modelNames,
  resultNames,
  thingNames,
  valueNames,
} from '../../../model/attribution.ts';
import { useWords } from '../../i18n/language.ts';
import { Choice, ChoiceRow } from '../../kit/choices.tsx';
import css from './attribution.module.css';
import { useAsked, useChange } from './use-attribution.ts';

/** Fields beside the choices look like them. */
const look = { label: css.label ?? '', input: css.input ?? '' };

/** What is asked: which result, credited to what, worth what, by which model; `used` is the model `auto` came to. */
export const Choices = ({ used }: { used: AttributionModel | undefined }) => {
  const { t, say, language } = useWords();
  const asked = useAsked();
  const { days, halfLife } = useSearch({ from: '/attribution' });
  const change = useChange();
  const model = asked.model === 'auto' ? (used ?? 'markov') : asked.model;
  return (
    <ChoiceRow label={t('attribution.choices')}>
      <Choice
        label={t('attribution.of')}
        value={asked.of}
        options={creditedResults.map((value) => ({ value, label: say(resultNames[value]) }))}
        onChange={(of) => change({ of: of as CreditedResult, credit: undefined })}
      />
      <Choice
        label={t('attribution.by')}
        value={asked.by}
        options={creditedThings.map((value) => ({ value, label: say(thingNames[value]) }))}
        onChange={(by) => change({ by: by as CreditedThing, credit: undefined })}
      />
      <Choice
        label={t('attribution.value')}
        value={asked.value}
        options={creditValues.map((value) => ({ value, label: say(valueNames[value]) }))}
        onChange={(value) => change({ value: value as CreditValue })}
      />
      <Choice
        label={t('attribution.model')}
        value={asked.model}
        options={[
          { value: 'auto', label: t('attribution.auto', { model: modelNames[model].name[language] }) },
          ...attributionModels.map((value) => ({ value, label: say(modelNames[value].name) })),
        ]}
        onChange={(next) => change({ model: next === 'auto' ? undefined : (next as AttributionModel) })}
      />
      {model === 'markov' && (
        <>
          <Choice
            label={t('attribution.order')}
            value={String(asked.order)}
            options={[1, 2, 3, 4].map((order) => ({ value: String(order), label: String(order) }))}
            onChange={(order) => change({ order: order === '1' ? undefined : Number(order) })}
          />
          <Checkbox
            className={css.check ?? ''}
            size="xs"
            label={t('attribution.nulls')}
            checked={asked.nulls}
            onChange={(event) => change({ converted: event.currentTarget.checked ? undefined : true })}
          />
        </>
      )}
      {model === 'decay' && (
        <NumberInput
          className={css.number ?? ''}
          classNames={look}
          size="xs"
          label={t('attribution.halfLife')}
          min={1}
          max={36_500}
          value={halfLife ?? 7}
          onChange={(value) => change({ halfLife: typeof value === 'number' && value >= 1 ? value : undefined })}
        />
      )}
      <NumberInput
        className={css.number ?? ''}
        classNames={look}
        size="xs"
        label={t('attribution.days')}
        placeholder={t('attribution.anyDays')}
        min={1}
        max={36_500}
        allowDecimal={false}
        value={days ?? ''}
        onChange={(value) => change({ days: typeof value === 'number' && value >= 1 ? value : undefined })}
      />
    </ChoiceRow>
  );
};

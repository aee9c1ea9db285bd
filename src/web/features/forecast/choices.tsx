import {
  type ContractModel,
  contractModels,
  type ForecastModel,
  type ForecastWay,
  forecastLists,
  forecastModelNames,
  forecastModels,
} from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import { Choice, ChoiceRow } from '../../kit/choices.tsx';
import { type ForecastSearch, horizons } from './search.ts';
import { useAsked, useChange } from './use-forecast.ts';

/** What is asked: how far ahead, of whom, by which model; `used` is what `auto` came to. */
export const Choices = ({ used }: { used: ForecastWay | 'by_segment' | undefined }) => {
  const { t, say, language } = useWords();
  const asked = useAsked();
  const change = useChange();
  return (
    <ChoiceRow label={t('forecast.choices')}>
      <Choice
        label={t('forecast.horizon')}
        value={String(asked.horizon)}
        options={horizons.map((months) => ({ value: String(months), label: t('forecast.months', { value: months }) }))}
        onChange={(value) => change({ horizon: Number(value) as ForecastSearch['horizon'] })}
      />
      <Choice
        label={t('forecast.by')}
        value={asked.by}
        options={[
          { value: 'segment', label: t('forecast.segments') },
          { value: 'customer', label: t('forecast.customers') },
        ]}
        onChange={(by) => change({ by: by === 'customer' ? 'customer' : undefined })}
      />
      {asked.by === 'customer' && (
        <Choice
          label={t('forecast.list.label')}
          value={asked.list}
          options={forecastLists.map((value) => ({ value, label: t(`forecast.list.${value}`) }))}
          onChange={(list) => change({ list: list === 'all' ? undefined : (list as 'at_risk' | 'due') })}
        />
      )}
      <Choice
        label={t('forecast.model')}
        value={asked.model}
        options={[
          {
            value: 'auto',
            label:
              used === undefined
                ? t('forecast.autoNone')
                : t('forecast.auto', {
                    model: used === 'by_segment' ? t('forecast.bySegment') : forecastModelNames[used][language],
                  }),
          },
          ...[...forecastModels, ...contractModels].map((value) => ({ value, label: say(forecastModelNames[value]) })),
        ]}
        onChange={(next) => change({ model: next === 'auto' ? undefined : (next as ForecastModel | ContractModel) })}
      />
      <Choice
        label={t('forecast.check.label')}
        value={asked.holdout ? 'half' : 'last'}
        options={[
          { value: 'last', label: t('forecast.check.last') },
          { value: 'half', label: t('forecast.check.half') },
        ]}
        onChange={(check) => change({ check: check === 'half' ? 'half' : undefined })}
      />
    </ChoiceRow>
  );
};

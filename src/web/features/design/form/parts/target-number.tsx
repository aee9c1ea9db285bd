import { type MetricId, type WrittenUnit, writtenUnit } from '../../../../../model/metric-words.ts';
import { useWords } from '../../../../i18n/language.ts';
import { useWorkspace } from '../../../../shell/view.ts';
import { useMetricNames } from '../metric-names.ts';
import { PlainNumber } from './plain-number.tsx';

type Props = {
  label: string;
  /** Where the number comes from. */
  description?: string;
  metric: MetricId | null;
  value: number | null;
  onChange: (value: number | null) => void;
};

/** What a metric shall be, typed as the metric is written: shares in percent, the rest with their unit. */
export const TargetNumber = ({ label, description, metric, value, onChange }: Props) => {
  const { t } = useWords();
  const { settings } = useWorkspace();
  const metrics = useMetricNames();
  const known = metrics.find((one) => one.value === metric);
  const unit = known ? writtenUnit(known.value, known.unit) : null;
  // Until its unit is known, nobody can tell 0.9 from 90 %.
  if (metric !== null && metrics.length === 0)
    return <PlainNumber label={label} value={null} onChange={onChange} isDisabled />;
  const suffixOf = (of: WrittenUnit | null): string => {
    if (of === 'hours' || of === 'days' || of === 'months') return t(`design.units.${of}`);
    if (of === 'times') return '×';
    return of?.startsWith('money') ? settings.currency : '';
  };
  return (
    <PlainNumber
      key={unit}
      label={label}
      description={description}
      value={value}
      onChange={onChange}
      isPercent={unit === 'ratio'}
      suffix={suffixOf(unit)}
    />
  );
};

import type { ReactNode } from 'react';
import type { Period } from '../../../model/days.ts';
import type { Answer } from '../../../model/metric.ts';
import { type MetricId, writtenUnit } from '../../../model/metric-words.ts';
import type { Filter } from '../../../model/numbers.ts';
import { useWords } from '../../i18n/language.ts';
import { BigNumber, type Delta } from '../../kit/big-number.tsx';
import { hasSize } from '../../kit/format.ts';
import { useView } from '../../shell/view.ts';
import { betterOf } from './better.ts';
import { useOpenNumber } from './use-open-number.ts';

type Props = {
  label: string;
  answer: Answer | undefined;
  metric: MetricId;
  filter?: Filter | undefined;
  period?: Period | undefined;
  unit?: ReactNode;
  size?: 'md' | 'lg' | undefined;
  children?: ReactNode;
  /** The value is shown without the unit's tail («/ мес.»), because `unit` says it. */
  bare?: boolean | undefined;
  /** The answer is one minus the metric: what is better for one is worse for the other. */
  isTurned?: boolean | undefined;
};

/** A metric's answer as a big number that opens; an absent one says why. */
export const MetricNumber = ({
  label,
  answer,
  metric,
  filter,
  period,
  unit,
  size,
  children,
  bare = false,
  isTurned = false,
}: Props) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const open = useOpenNumber();
  const delta = useDelta(answer, isTurned);
  const inUnit =
    bare && answer?.unit === 'money_per_month' ? 'money' : answer && writtenUnit(answer.metric, answer.unit);
  const value = answer?.value ?? null;
  const text = value === null || !inUnit ? null : format.unit(value, inUnit, answer?.currency ?? currency);
  const reason = answer?.reason;
  return (
    <BigNumber
      label={label}
      value={text}
      full={value === null || !inUnit ? undefined : format.unitFull(value, inUnit, answer?.currency ?? currency)}
      unit={unit}
      size={size}
      delta={delta}
      isWaiting={answer === undefined}
      reason={reason && t(`reasons.${reason}.short`)}
      onOpen={() => open({ metric, filter, period })}
      openLabel={
        text === null
          ? t('shell.number.openAbsent', { name: label })
          : t('shell.number.open', { name: label, value: text })
      }
    >
      {children}
    </BigNumber>
  );
};

/** The change of an answer since the previous period, ready to show; undefined where there is nothing to compare. */
export const useDelta = (answer: Answer | undefined, isTurned = false): Delta | undefined => {
  const { t, format } = useWords();
  const { currency } = useView();
  const before = answer?.previous?.value;
  if (!answer?.previous || answer.value === null || before === null || before === undefined) return undefined;
  const unit = writtenUnit(answer.metric, answer.unit);
  const text = format.change(answer.value, before, unit);
  if (text === null) return undefined;
  const direction = betterOf(answer.metric);
  const isSame = !hasSize(text);
  return {
    text,
    good: isSame || direction === undefined ? null : (answer.value > before === (direction === 'higher')) !== isTurned,
    before: t('shell.number.before', {
      value: format.unit(before, unit, answer.currency ?? currency),
      period: format.period(answer.previous.period),
    }),
  };
};

import type { Period } from '../../../model/days.ts';
import type { Answer } from '../../../model/metric.ts';
import { writtenUnit } from '../../../model/metric-words.ts';
import { useWords } from '../../i18n/language.ts';
import { absent } from '../../kit/format.ts';
import { useView } from '../../shell/view.ts';
import css from './metric-text.module.css';
import { useOpenNumber } from './use-open-number.ts';

type Props = {
  answer: Answer | undefined;
  /** The words around the value, which have nothing to say without it; the value alone, or its reason, otherwise. */
  say?: ((value: string) => string) | undefined;
  /** The answer's own period, where it is not the page's. */
  period?: Period | undefined;
  /** An absent value is a dash that tells its reason when pointed at. */
  isShort?: boolean | undefined;
};

/** A metric within a line of text, which opens like every number. */
export const MetricText = ({ answer, say, period, isShort = false }: Props) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const open = useOpenNumber();
  if (!answer || (say && answer.value === null)) return null;
  const reason = answer.reason ? t(`reasons.${answer.reason}.short`) : absent;
  const unit = answer.unit === 'money_per_month' ? 'money' : writtenUnit(answer.metric, answer.unit);
  const value =
    answer.value === null ? (isShort ? absent : reason) : format.unit(answer.value, unit, answer.currency ?? currency);
  const filter = Object.fromEntries(Object.entries(answer.by).map(([dimension, name]) => [dimension, [name]]));
  const isWhole = Object.keys(filter).length === 0;
  return (
    <button
      type="button"
      className={css.text}
      title={answer.value === null ? reason : undefined}
      aria-label={answer.value === null && isShort ? reason : undefined}
      onClick={() => open({ metric: answer.metric, period, ...(isWhole ? {} : { filter }) })}
    >
      {say ? say(value) : value}
    </button>
  );
};

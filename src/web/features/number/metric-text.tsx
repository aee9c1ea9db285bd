import type { Answer } from '../../../model/metric.ts';
import { useWords } from '../../i18n/language.ts';
import { useView } from '../../shell/view.ts';
import css from './metric-text.module.css';
import { useOpenNumber } from './use-open-number.ts';

type Props = {
  answer: Answer | undefined;
  /** The words around the value; the value alone without. */
  say?: ((value: string) => string) | undefined;
};

/** A metric within a line of text, which opens like every number. */
export const MetricText = ({ answer, say = (value) => value }: Props) => {
  const { t, format } = useWords();
  const { currency } = useView();
  const open = useOpenNumber();
  if (!answer) return null;
  const value =
    answer.value === null
      ? answer.reason
        ? t(`reasons.${answer.reason}.short`)
        : '—'
      : format.unit(answer.value, answer.unit, answer.currency ?? currency);
  const filter = Object.fromEntries(Object.entries(answer.by).map(([dimension, name]) => [dimension, [name]]));
  const isWhole = Object.keys(filter).length === 0;
  return (
    <button
      type="button"
      className={css.text}
      onClick={() => open({ metric: answer.metric, ...(isWhole ? {} : { filter }) })}
    >
      {say(value)}
    </button>
  );
};

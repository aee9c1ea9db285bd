import { NumberInput } from '@mantine/core';
import { useWords } from '../../../../i18n/language.ts';
import { percentOf, shareOf } from '../../../../kit/percent.ts';

type Props = {
  label: string;
  description?: string | undefined;
  value: number | null;
  onChange: (value: number | null) => void;
  suffix?: string;
  /** It is a share, shown and typed in percent. */
  isPercent?: boolean;
  /** The most that may be typed, in what is shown. */
  most?: number;
  /** It is never empty: what is there stays until another number is typed. */
  isRequired?: boolean;
  isDisabled?: boolean;
};

/** A number to be typed; null where it is empty. */
export const PlainNumber = ({ label, value, onChange, suffix = '', isPercent = false, ...more }: Props) => {
  const { description, most, isRequired = false, isDisabled = false } = more;
  const { language } = useWords();
  return (
    <NumberInput
      label={label}
      description={description}
      value={value === null ? '' : isPercent ? percentOf(value) : value}
      decimalSeparator={language === 'ru' ? ',' : '.'}
      thousandSeparator={language === 'ru' ? ' ' : ','}
      suffix={isPercent ? ' %' : suffix && ` ${suffix}`}
      min={0}
      {...(most === undefined ? {} : { max: most })}
      disabled={isDisabled}
      hideControls
      onChange={(next) => {
        if (next === '') {
          if (!isRequired) onChange(null);
        } else if (typeof next === 'number') onChange(isPercent ? shareOf(next) : next);
      }}
    />
  );
};

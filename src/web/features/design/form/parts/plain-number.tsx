import { NumberInput } from '@mantine/core';
import { useWords } from '../../../../i18n/language.ts';

/** A number within a part; null where it is empty. A share is shown in percent. */
export const PlainNumber = ({
  label,
  value,
  onChange,
  suffix = '',
  isShare = false,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  suffix?: string;
  isShare?: boolean;
}) => {
  const { language } = useWords();
  return (
    <NumberInput
      label={label}
      value={value === null ? '' : isShare ? Number((value * 100).toFixed(4)) : value}
      decimalSeparator={language === 'ru' ? ',' : '.'}
      thousandSeparator={language === 'ru' ? ' ' : ','}
      suffix={isShare ? ' %' : suffix && ` ${suffix}`}
      min={0}
      {...(isShare ? { max: 100 } : {})}
      hideControls
      onChange={(next) => {
        if (next === '') onChange(null);
        else if (typeof next === 'number') onChange(isShare ? next / 100 : next);
      }}
    />
  );
};

import type { Employee } from '../../../../../model/blueprint/organisation.ts';
import { costClasses } from '../../../../../model/stages.ts';
import { type TextKey, useWords } from '../../../../i18n/language.ts';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';

/** How a person's time goes by class of cost. */
export const ClassSharesPart = ({ label, value, onChange }: PartProps<Employee['classShares']>) => {
  const { t, format } = useWords();
  const sum = Object.values(value).reduce((total, share) => total + (share ?? 0), 0);
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <div className={css.row}>
        {costClasses.map((name) => (
          <PlainNumber
            key={name}
            isPercent
            most={100}
            label={t(`design.choices.costClass.${name}` as TextKey)}
            value={value[name] ?? null}
            onChange={(share) => {
              const { [name]: _, ...rest } = value;
              onChange(share === null ? rest : { ...rest, [name]: share });
            }}
          />
        ))}
      </div>
      {sum > 0 && Math.abs(sum - 1) > 0.0001 && <p>{t('design.person.sharesSum', { sum: format.ratio(sum) })}</p>}
    </fieldset>
  );
};

import { TextInput } from '@mantine/core';
import { marketSize } from '../../../../../analysis/market/potential.ts';
import type { Potential } from '../../../../../model/blueprint/inputs.ts';
import { useWords } from '../../../../i18n/language.ts';
import { absent } from '../../../../kit/format.ts';
import { useWorkspace } from '../../../../shell/view.ts';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';

/** How large the market of a segment is, and what of it can be reached and won. */
export const PotentialPart = ({ label, value, onChange }: PartProps<Potential>) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  const set = (part: Partial<Potential>): void => onChange({ ...value, ...part });
  const size = marketSize(value);
  const money = (amount: number | null): string => (amount === null ? absent : format.money(amount, settings.currency));
  const people = (count: number | null): string => (count === null ? '' : ` · ${format.count(Math.round(count))}`);
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <p>{t('design.potential.hint')}</p>
      <div className={css.row}>
        <PlainNumber
          label={t('design.potential.customers')}
          value={value.customers}
          onChange={(customers) => set({ customers })}
        />
        <PlainNumber
          label={t('design.potential.purchasesYear')}
          value={value.purchasesYear}
          onChange={(purchasesYear) => set({ purchasesYear })}
        />
        <PlainNumber
          label={t('design.potential.price')}
          value={value.price}
          suffix={settings.currency}
          onChange={(price) => set({ price })}
        />
        <PlainNumber
          isPercent
          most={100}
          label={t('design.potential.reachable')}
          value={value.reachable}
          onChange={(reachable) => set({ reachable })}
        />
        <PlainNumber
          isPercent
          most={100}
          label={t('design.potential.winnable')}
          value={value.winnable}
          onChange={(winnable) => set({ winnable })}
        />
      </div>
      <dl className={css.figures}>
        <div>
          <dt>{t('design.potential.tam')}</dt>
          <dd>{money(size.tam) + people(size.customers)}</dd>
        </div>
        <div>
          <dt>{t('design.potential.sam')}</dt>
          <dd>{money(size.sam) + people(size.reachable)}</dd>
        </div>
        <div>
          <dt>{t('design.potential.som')}</dt>
          <dd>{money(size.som) + people(size.winnable)}</dd>
        </div>
      </dl>
      <TextInput
        label={t('design.potential.source')}
        value={value.source}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
    </fieldset>
  );
};

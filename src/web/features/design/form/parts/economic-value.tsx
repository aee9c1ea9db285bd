import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { economicValue } from '../../../../../analysis/market/economic-value.ts';
import type { Rung } from '../../../../../model/blueprint/inputs.ts';
import { useWords } from '../../../../i18n/language.ts';
import { useWorkspace } from '../../../../shell/view.ts';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';

type Value = Rung['value'];
type Line = Value['better'][number];

/** What the offer is worth to the customer in money beside the next best alternative, and what part of that the price leaves to them. */
export const EconomicValuePart = ({ label, blueprint, id, value, onChange }: PartProps<Value>) => {
  const { t, format, language } = useWords();
  const { settings } = useWorkspace();
  const rung = blueprint.rungs[id];
  const worth = rung ? economicValue({ ...rung, value }) : null;
  const money = (amount: number): string => format.moneyFull(amount, settings.currency);
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <p>{t('design.value.hint')}</p>
      <div className={css.row}>
        <TextInput
          label={t('design.value.referenceName')}
          value={value.referenceName[language]}
          placeholder={value.referenceName[language === 'ru' ? 'en' : 'ru']}
          onChange={(event) =>
            onChange({ ...value, referenceName: { ...value.referenceName, [language]: event.currentTarget.value } })
          }
        />
        <PlainNumber
          label={t('design.value.reference')}
          value={value.reference}
          suffix={settings.currency}
          onChange={(reference) => onChange({ ...value, reference })}
        />
      </div>
      <Lines
        title={t('design.value.better')}
        lines={value.better}
        currency={settings.currency}
        onChange={(better) => onChange({ ...value, better })}
      />
      <Lines
        title={t('design.value.worse')}
        lines={value.worse}
        currency={settings.currency}
        onChange={(worse) => onChange({ ...value, worse })}
      />
      {worth !== null && worth.value !== null && (
        <p aria-live="polite">
          <strong>{t('design.value.worth', { value: money(worth.value) })}</strong>{' '}
          {worth.priceIs &&
            worth.price !== null &&
            t(`design.value.price.${worth.priceIs}`, { price: money(worth.price) })}{' '}
          {worth.priceIs === 'within' &&
            worth.shareGiven !== null &&
            t('design.value.given', { share: format.ratio(worth.shareGiven) })}
        </p>
      )}
    </fieldset>
  );
};

const Lines = ({
  title,
  lines,
  currency,
  onChange,
}: {
  title: string;
  lines: Line[];
  currency: string;
  onChange: (lines: Line[]) => void;
}) => {
  const { t, language } = useWords();
  const set = (at: number, part: Partial<Line>): void =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {lines.map((line, at) => (
        <div key={at} className={css.row}>
          <TextInput
            label={t('design.value.what')}
            value={line.text[language]}
            placeholder={line.text[language === 'ru' ? 'en' : 'ru']}
            onChange={(event) => set(at, { text: { ...line.text, [language]: event.currentTarget.value } })}
          />
          <PlainNumber
            label={t('design.value.amount')}
            value={line.amount}
            suffix={currency}
            onChange={(amount) => set(at, { amount: amount ?? 0 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('design.value.drop')}
            onClick={() => onChange(lines.filter((_, index) => index !== at))}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...lines, { text: { ru: '', en: '' }, amount: 0 }])}
      >
        {t('design.value.add')}
      </Button>
    </section>
  );
};

import { ActionIcon, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { committeeWeights } from '../../../../../analysis/committee/readiness.ts';
import { type Committee, type CommitteeRole, committeeRoles } from '../../../../../model/blueprint/inputs.ts';
import { type TextKey, useWords } from '../../../../i18n/language.ts';
import { useOptions } from '../field.tsx';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';

type Member = Committee['members'][number];

/** Who decides in a segment: each role, the personas or others who hold it, and its weight. */
export const MembersPart = ({ label, blueprint, value, onChange }: PartProps<Committee['members']>) => {
  const { t, language } = useWords();
  const personas = useOptions(blueprint, 'personas');
  const weights = committeeWeights(value);
  const free = committeeRoles.find((role) => !value.some((member) => member.role === role)) ?? 'user';
  const set = (at: number, part: Partial<Member>): void =>
    onChange(value.map((member, index) => (index === at ? { ...member, ...part } : member)));
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      <p>{t('design.committee.hint')}</p>
      {value.map((member, at) => (
        <div key={at} className={css.row}>
          <Select
            label={t('design.committee.role')}
            allowDeselect={false}
            data={committeeRoles.map((role) => ({
              value: role,
              label: t(`design.committee.roles.${role}` as TextKey),
            }))}
            value={member.role}
            onChange={(role) => set(at, { role: role as CommitteeRole })}
          />
          <MultiSelect
            label={t('design.committee.personas')}
            data={personas}
            value={member.personas}
            onChange={(held) => set(at, { personas: held })}
          />
          <TextInput
            label={t('design.committee.others')}
            value={member.others[language]}
            placeholder={member.others[language === 'ru' ? 'en' : 'ru']}
            onChange={(event) => set(at, { others: { ...member.others, [language]: event.currentTarget.value } })}
          />
          <PlainNumber
            isPercent
            most={100}
            label={t('design.committee.weight', { value: Math.round((weights[at] ?? 0) * 100) })}
            value={member.weight}
            onChange={(weight) => set(at, { weight })}
          />
          <PlainNumber
            isPercent
            most={100}
            label={t('design.committee.share')}
            value={member.share}
            onChange={(share) => set(at, { share })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('design.committee.drop')}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            onChange([...value, { role: free, personas: [], others: { ru: '', en: '' }, weight: null, share: null }])
          }
        >
          {t('design.committee.add')}
        </Button>
      </div>
    </fieldset>
  );
};

import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Employee } from '../../../../../model/blueprint/organisation.ts';
import { useWords } from '../../../../i18n/language.ts';
import { useOptions } from '../field.tsx';
import type { PartProps } from '../field-part.tsx';
import css from '../form.module.css';
import { PlainNumber } from './plain-number.tsx';

/** The roles a person holds, each with its part of the person's time. */
export const HoldersPart = ({ label, blueprint, value, onChange }: PartProps<Employee['roles']>) => {
  const { t } = useWords();
  const roles = useOptions(blueprint, 'roles');
  const set = (at: number, part: Partial<Employee['roles'][number]>): void =>
    onChange(value.map((held, index) => (index === at ? { ...held, ...part } : held)));
  const free = roles.find(({ value: role }) => !value.some((held) => held.role === role));
  return (
    <fieldset className={css.part}>
      <legend>{label}</legend>
      {value.map((held, at) => (
        <div key={held.role} className={css.row}>
          <Select
            label={t('design.person.role')}
            allowDeselect={false}
            searchable
            data={roles}
            value={held.role}
            onChange={(role) => role !== null && set(at, { role })}
          />
          <PlainNumber
            isPercent
            most={100}
            label={t('design.person.share')}
            value={held.share}
            onChange={(share) => set(at, { share: share ?? 0 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('design.person.drop')}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {free && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...value, { role: free.value, share: value.length === 0 ? 1 : 0 }])}
          >
            {t('design.person.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
};

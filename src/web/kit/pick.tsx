import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './pick.module.css';

type Props = {
  label: string;
  value: string;
  options: readonly { value: string; label: string; hint?: string | undefined }[];
  onChange: (value: string) => void;
  icon?: ReactNode;
  footer?: ReactNode;
  strong?: boolean | undefined;
};

/** One choice out of a few, as a button that shows what is chosen. */
export const Pick = ({ label, value, options, onChange, icon, footer, strong = false }: Props) => (
  <Menu position="bottom-start">
    <Menu.Target>
      <button
        type="button"
        className={css.pick}
        data-strong={strong}
        aria-label={`${label}: ${options.find((option) => option.value === value)?.label ?? value}`}
      >
        {icon}
        <span>{options.find((option) => option.value === value)?.label ?? value}</span>
        <IconChevronDown size={14} aria-hidden />
      </button>
    </Menu.Target>
    <Menu.Dropdown className={css.list ?? ''}>
      {options.map((option) => (
        <Menu.RadioItem
          key={option.value}
          value={option.value}
          checked={option.value === value}
          checkIcon={<IconCheck size={14} aria-hidden />}
          rightSection={option.hint ? <span className={css.hint}>{option.hint}</span> : undefined}
          closeMenuOnClick
          onChange={onChange}
        >
          {option.label}
        </Menu.RadioItem>
      ))}
      {footer && (
        <>
          <Menu.Divider />
          {footer}
        </>
      )}
    </Menu.Dropdown>
  </Menu>
);

import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSettings, IconSun } from '@tabler/icons-react';
import { chooseLanguage, useWords } from '../i18n/language.ts';
import { AccessItems } from './access-items.tsx';
import css from './appearance.module.css';

const themes = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

/** The theme and the language of the interface, behind one button. */
export const Appearance = ({ compact = false }: { compact?: boolean }) => {
  const { t, language } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const label = `${t('shell.theme.label')}, ${t('shell.language.label').toLowerCase()}`;
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'}>
      <Menu.Target>
        <button type="button" className={css.button} data-compact={compact} aria-label={label}>
          <IconSettings size={18} stroke={1.6} aria-hidden />
          {!compact && <span>{label}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.theme.label')}</Menu.Label>
        {themes.map(({ value, Icon }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={colorScheme === value}
            checkIcon={<IconCheck size={14} aria-hidden />}
            rightSection={<Icon size={16} aria-hidden />}
            closeMenuOnClick
            onChange={() => setColorScheme(value)}
          >
            {t(`shell.theme.${value}`)}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.language.label')}</Menu.Label>
        {(['ru', 'en'] as const).map((value) => (
          <Menu.RadioItem
            key={value}
            lang={value}
            value={value}
            checked={language === value}
            checkIcon={<IconCheck size={14} aria-hidden />}
            closeMenuOnClick
            // A press on the language already spoken is a choice too.
            onClick={() => chooseLanguage(value)}
          >
            {t(`shell.language.${value}`)}
          </Menu.RadioItem>
        ))}
        <AccessItems />
      </Menu.Dropdown>
    </Menu>
  );
};

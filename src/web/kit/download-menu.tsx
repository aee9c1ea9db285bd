import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useWords } from '../i18n/language.ts';
import css from './pick.module.css';

export type Download = { id: string; label: string; href?: string | undefined; onPress?: (() => void) | undefined };

type Props = {
  downloads: readonly Download[];
  label?: string | undefined;
  /** Why nothing can be taken along yet. */
  waitsFor?: string | undefined;
};

/** What can be taken along: files by address, pictures by a press. */
export const DownloadMenu = ({ downloads, label, waitsFor }: Props) => {
  const { t } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={css.pick}
          disabled={waitsFor !== undefined}
          title={waitsFor}
          aria-label={label ? `${t('shell.chart.export')}: ${label}` : undefined}
        >
          <IconDownload size={15} aria-hidden />
          <span>{t('shell.chart.export')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {downloads.map(({ id, label: name, href, onPress }) =>
          href ? (
            <Menu.Item key={id} component="a" href={href} download>
              {name}
            </Menu.Item>
          ) : (
            <Menu.Item key={id} onClick={onPress}>
              {name}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
};

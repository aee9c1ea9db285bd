import { Drawer as MantineDrawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import css from './drawer.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  wide?: boolean | undefined;
};

/** A page at the side: reads like one, closes with Escape, and gives the focus back to where it came from. */
export const Drawer = ({ opened, onClose, title, children, wide = false }: Props) => {
  const { t } = useWords();
  return (
    <MantineDrawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={wide ? 'min(960px, 100vw)' : 'min(560px, 100vw)'}
      overlayProps={{ backgroundOpacity: 0.18 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      classNames={{
        content: css.content ?? '',
        header: css.header ?? '',
        title: css.title ?? '',
        body: css.body ?? '',
      }}
    >
      {children}
    </MantineDrawer>
  );
};

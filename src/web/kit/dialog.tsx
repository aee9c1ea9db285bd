import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import css from './dialog.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** While work runs that must be waited for, the dialog can't be closed. */
  isLocked?: boolean | undefined;
  wide?: boolean | undefined;
};

/** One question over the page: closes with Escape and gives the focus back to where it came from. */
export const Dialog = ({ opened, onClose, title, children, isLocked = false, wide = false }: Props) => {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={isLocked ? () => undefined : onClose}
      withCloseButton={!isLocked}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      title={title}
      centered
      size={wide ? 'lg' : 'md'}
      classNames={{ title: css.title ?? '', header: css.header ?? '' }}
    >
      {children}
    </Modal>
  );
};

import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/language.ts';
import { EmptyState } from '../kit/empty-state.tsx';

/** An address that leads nowhere. */
export const Missing = () => {
  const { t } = useWords();
  return (
    <EmptyState
      isPage
      icon={<IconMapOff size={36} stroke={1.4} />}
      title={t('shell.state.missing')}
      text={t('shell.state.missingText')}
      actions={<Link to="/">{t('shell.state.home')}</Link>}
    />
  );
};

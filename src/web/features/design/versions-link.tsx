import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useWords } from '../../i18n/language.ts';

/** The way to what is in force, and to putting the draft in force. */
export const VersionsLink = () => {
  const { t } = useWords();
  const pathname = useLocation({ select: (location) => location.pathname });
  if (pathname === '/versions') return null;
  return (
    <Button variant="default" component={Link} to={'/versions' as never}>
      {t('design.versions.open')}
    </Button>
  );
};

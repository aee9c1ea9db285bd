import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/language.ts';

/** The way to what is in force, and to putting the draft in force. */
export const VersionsLink = () => {
  const { t } = useWords();
  return (
    <Button variant="default" component={Link} to={'/versions' as never}>
      {t('design.versions.open')}
    </Button>
  );
};

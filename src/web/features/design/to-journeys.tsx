import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/language.ts';

/** The way to where a design begins. */
export const ToJourneys = () => {
  const { t } = useWords();
  return (
    <Button component={Link} to={'/journeys' as never}>
      {t('design.toJourneys')}
    </Button>
  );
};

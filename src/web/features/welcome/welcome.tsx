import { Button } from '@mantine/core';
import { IconInfinity, IconMessages, IconUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { DemoButton } from '../data/demo-button.tsx';

/** What a company without facts sees first: where to go from here. */
export const Welcome = () => {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Card>
      <EmptyState
        icon={<IconInfinity size={56} stroke={1.2} color="var(--accent)" />}
        title={t('shell.empty.title')}
        text={t('shell.empty.text')}
        actions={
          <>
            <Button
              leftSection={<IconMessages size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/audit' })}
            >
              {t('shell.empty.audit')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/data', search: { tab: 'files' } })}
            >
              {t('shell.empty.files')}
            </Button>
            <DemoButton follows />
          </>
        }
      />
    </Card>
  );
};

import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ChannelVersion } from '../../../model/channels.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import css from './channels.module.css';

type RuleHistoryProps = {
  workspace: string;
  timeZone: string;
  standing: number;
  onBack: (version: ChannelVersion) => void;
};

/** Every version of the rules, latest first; an earlier one can be brought back into the draft. */
export const RuleHistory = ({ workspace, timeZone, standing, onBack }: RuleHistoryProps) => {
  const { t, format } = useWords();
  const query = useQuery(api.channels.history.queryOptions({ input: { workspace } }));
  if (query.error) return <FailedQuery error={query.error} onRetry={() => void query.refetch()} />;
  const versions = query.data ?? [];
  return (
    <Card title={t('channels.history.title')}>
      {query.data?.length === 0 && <p className={css.faint}>{t('channels.history.empty')}</p>}
      <ol className={css.rules}>
        {versions.map((one) => (
          <li key={one.version} className={css.rule}>
            <span className={css.number}>{one.version}</span>
            <span className={css.lines}>
              <span>
                {t('channels.history.rules', { count: one.rules.length, value: format.count(one.rules.length) })}
                {one.why !== '' && ` · ${one.why}`}
              </span>
              <small>
                {t('channels.history.by', { who: one.by, day: one.at ? format.dayTime(one.at, timeZone) : '' })}
              </small>
            </span>
            {one.version === standing ? (
              <span className={css.faint}>{t('channels.history.standing')}</span>
            ) : (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconArrowBackUp size={16} stroke={1.6} aria-hidden />}
                aria-label={t('channels.history.backOf', { version: one.version })}
                onClick={() => onBack(one)}
              >
                {t('channels.history.back')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
};

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListedLink, ListedRound } from '../../../model/audit/survey-contract.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Coding, type NewCode } from '../../outside/survey/coding.tsx';
import { wordsOf } from '../../outside/survey/words.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import css from './survey.module.css';
import { useSurveyActions } from './use-survey.ts';

type OpenAnswersProps = { workspace: string; round: ListedRound; links: readonly ListedLink[] };

/** What people wrote, read by the owner as the first rater; and the link of the second one. */
export const OpenAnswers = ({ workspace, round, links }: OpenAnswersProps) => {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { add } = useSurveyActions(workspace, round);
  const input = { workspace, round: round.id };
  // How many have answered is a part of the question: with the next one the sheet is asked again.
  const sheet = useQuery({
    ...api.survey.coding.queryOptions({ input }),
    queryKey: [...api.survey.coding.queryKey({ input }), round.answered],
  });
  const code = useMutation({
    mutationFn: (codes: NewCode[]) => api.survey.code.call({ ...input, codes }),
    // The audit's answers rest on how texts were read.
    onSuccess: () => client.invalidateQueries({ queryKey: [['audit']] }),
  });
  const hasSecond = links.some(({ kind, state }) => kind === 'rater' && state !== 'withdrawn');
  const second = {
    kind: 'rater' as const,
    label: t('survey.secondLabel'),
    function: 'other' as const,
    isHead: false,
    language,
  };
  return (
    <Card title={t('survey.coding')}>
      <p className={css.soft}>{t('survey.codingText')}</p>
      {sheet.error && <FailedQuery error={sheet.error} onRetry={() => void sheet.refetch()} />}
      {code.error && <FailedQuery error={code.error} onRetry={() => code.reset()} />}
      {sheet.data && (
        <div className={css.coding}>
          <Coding
            key={`${round.id} ${sheet.data.answers.length}`}
            sheet={sheet.data}
            language={language}
            words={wordsOf[language].coding}
            onConfirm={async (codes) => {
              await code.mutateAsync(codes);
            }}
          />
        </div>
      )}
      {!hasSecond && sheet.data?.isShown && (
        <div className={css.second}>
          <p>
            <b>{t('survey.second')}</b> · <span className={css.soft}>{t('survey.secondText')}</span>
          </p>
          <Button variant="default" loading={add.isPending} onClick={() => add.mutate([second])}>
            {t('survey.secondAdd')}
          </Button>
        </div>
      )}
    </Card>
  );
};

import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconFileText, IconListCheck, IconMessages } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Audit } from '../../../model/audit/audit.ts';
import { questionNames, questionNumbers, questionTexts } from '../../../model/audit/questions.ts';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { useNotify } from '../../kit/notify.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { AnswerMyself } from './answer-myself.tsx';
import css from './audit.module.css';
import { History } from './history.tsx';
import { Profile } from './profile.tsx';
import { QuestionDrawer } from './question-drawer.tsx';
import type { AuditSearch } from './search.ts';
import { NextSteps, Weakest } from './weakest.tsx';

/** Whether there is anything to judge by: an answer of somebody, or something the evidence found. */
const isBegun = ({ survey, questions }: Audit): boolean =>
  (survey?.answered ?? 0) > 0 || questions.some(({ evidence }) => evidence > 0);

/** Ten questions that tell how strong marketing and sales are: by data and by people apart, with the price and the next step. */
export const AuditPage = () => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const audit = useQuery({ ...api.audit.show.queryOptions({ input: { workspace } }), staleTime: 0 });
  const problem = audit.error ? problemOf(audit.error) : null;
  return (
    <>
      <PageHeader title={t('audit.title')} subtitle={t('audit.subtitle')} actions={<Actions audit={audit.data} />} />
      {audit.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void audit.refetch()} />
        </Card>
      ) : audit.data ? (
        <Whole audit={audit.data} />
      ) : (
        <div className={css.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      )}
    </>
  );
};

const Actions = ({ audit }: { audit: Audit | undefined }) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const notify = useNotify();
  const keep = useMutation({
    mutationFn: () => api.audit.keep.call({ workspace }),
    onSuccess: ({ quarter, audit: { total } }) => {
      notify(t('audit.kept', { quarter, total }));
      void queryClient.invalidateQueries({ queryKey: api.audit.key() });
      void queryClient.invalidateQueries({ queryKey: api.guide.key() });
    },
  });
  return (
    <>
      <PlaceLink link="/audit/survey" className={css.way}>
        <IconMessages size={16} stroke={1.6} aria-hidden /> {t('audit.toSurvey')}
      </PlaceLink>
      <PlaceLink link="/decisions" className={css.way}>
        <IconListCheck size={16} stroke={1.6} aria-hidden /> {t('shell.nav.decisions')}
      </PlaceLink>
      {audit && isBegun(audit) && (
        <>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} stroke={1.6} aria-hidden />}
            loading={keep.isPending}
            onClick={() => keep.mutate()}
          >
            {t('audit.keep')}
          </Button>
          <PlaceLink link="/audit/report" className={css.report}>
            <IconFileText size={16} stroke={1.6} aria-hidden /> {t('audit.toReport')}
          </PlaceLink>
        </>
      )}
    </>
  );
};

const Whole = ({ audit }: { audit: Audit }) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const { q }: AuditSearch = useSearch({ strict: false });
  const runs = useQuery(api.audit.runs.queryOptions({ input: { workspace } }));
  return (
    <div className={css.page}>
      {isBegun(audit) ? (
        <div className={css.look}>
          <div className={css.aside}>
            <Card label={t('audit.profile')} className={css.profile}>
              <Total audit={audit} />
              <Profile audit={audit} />
            </Card>
            <Unknown audit={audit} />
          </div>
          <div className={css.aside}>
            <Weakest audit={audit} />
            <NextSteps actions={audit.next} />
          </div>
        </div>
      ) : (
        <Begin />
      )}
      <QuestionDrawer audit={audit} q={q} />
      {isBegun(audit) && <History runs={runs.data ?? []} now={audit} />}
      <p className={css.help}>{t('audit.help')}</p>
    </div>
  );
};

const Unknown = ({ audit: { unknown } }: { audit: Audit }) => {
  const { t, say } = useWords();
  if (unknown.length === 0) return null;
  return (
    <Card title={t('audit.unknown')} className={css.later}>
      <ul className={css.unknown}>
        {unknown.map(({ q, text, link }) => (
          <li key={`${q}:${text.en}`}>
            <PlaceLink link={`/audit?q=${q}`} label={t('audit.toQuestion', { q })}>
              {q}
            </PlaceLink>
            <PlaceLink link={link}>{say(text)}</PlaceLink>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Total = ({ audit }: { audit: Audit }) => {
  const { t, format } = useWords();
  const { total, survey, questions } = audit;
  const firm = questions.filter(({ unequivocal }) => unequivocal).length;
  return (
    <header className={css.total}>
      <p className={css.sum}>
        {total} <small>{t('audit.outOf')}</small>
      </p>
      <p className={css.soft}>
        {format.ratio(total / 40)} · {t('audit.firm', { count: firm })}
        <br />
        {survey && survey.answered > 0 ? (
          <PlaceLink link="/audit/survey">
            {t('audit.answered', { answered: survey.answered, asked: survey.asked })}
          </PlaceLink>
        ) : (
          <PlaceLink link="/audit/survey">{t('audit.noSurvey')}</PlaceLink>
        )}
      </p>
    </header>
  );
};

/** Nothing is known yet: the questions themselves, and the way to answer them at once. */
const Begin = () => {
  const { t, say } = useWords();
  return (
    <Card>
      <EmptyState
        icon={<IconMessages size={52} stroke={1.2} color="var(--accent)" />}
        title={t('audit.begin')}
        text={t('audit.beginText')}
        actions={
          <>
            <AnswerMyself />
            <PlaceLink link="/audit/survey" className={css.way}>
              {t('audit.askColleagues')}
            </PlaceLink>
            <PlaceLink link="/data?tab=files" className={css.way}>
              {t('shell.empty.files')}
            </PlaceLink>
          </>
        }
      />
      <ol className={css.questions}>
        {questionNumbers.map((q) => (
          <li key={q}>
            <b>{say(questionNames[q])}</b>
            <span>{say(questionTexts[q])}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
};

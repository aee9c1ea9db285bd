import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type Report, reportOf, type Told } from '../../../analysis/audit-report/report.ts';
import { reportWords } from '../../../analysis/audit-report/words.ts';
import type { Audit } from '../../../model/audit/audit.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { saveBlob } from '../../kit/save-picture.ts';
import { PlaceLink } from '../../shell/place-link.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { Profile } from './profile.tsx';
import css from './report.module.css';

/** The two pages a consultant hands over, to be read here and to be saved. */
export const ReportPage = () => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const audit = useQuery({ ...api.audit.show.queryOptions({ input: { workspace } }), staleTime: 0 });
  const problem = audit.error ? problemOf(audit.error) : null;
  return (
    <>
      <PageHeader
        title={t('audit.report.title')}
        subtitle={t('audit.report.subtitle')}
        actions={
          <>
            <PlaceLink link="/audit">{t('audit.report.back')}</PlaceLink>
            {audit.data && <SaveButton audit={audit.data} />}
          </>
        }
      />
      {audit.error ? (
        <Card>
          <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void audit.refetch()} />
        </Card>
      ) : audit.data ? (
        <Sheets audit={audit.data} />
      ) : (
        <div className={css.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      )}
    </>
  );
};

const SaveButton = ({ audit }: { audit: Audit }) => {
  const { t, say, language, format } = useWords();
  const { id: workspace, name } = useWorkspace();
  const save = useMutation({
    mutationFn: async () => {
      const { drawReport } = await import('./draw-report.ts');
      const blob = await drawReport(reportOf(audit), {
        workspace,
        language,
        company: say(name),
        standing: format.period(audit.period),
        date: format.day(audit.asOf),
      });
      saveBlob(blob, `${t('audit.report.fileName')} — ${say(name)}.pdf`);
    },
  });
  return (
    <>
      <Button
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('audit.report.save')}
      </Button>
      {save.error && <p role="alert">{t('audit.report.failed')}</p>}
    </>
  );
};

const Sheets = ({ audit }: { audit: Audit }) => {
  const { t, say, format } = useWords();
  const { name } = useWorkspace();
  const report = reportOf(audit);
  const foot = (n: number) => (
    <footer>
      <span>{say(name)}</span>
      <span>
        {format.period(audit.period)} · {format.day(audit.asOf)}
      </span>
      <span>{n} / 2</span>
    </footer>
  );
  return (
    <div className={css.sheets}>
      <article className={css.sheet} aria-label={t('audit.report.page', { n: 1 })}>
        <p className={css.kicker}>
          {say(reportWords.kicker)} · {say(name)}
        </p>
        <h2>{say(reportWords.title)}</h2>
        <Opening report={report} />
        <h3>{say(reportWords.profile)}</h3>
        <Profile audit={audit} />
        {foot(1)}
      </article>
      <article className={css.sheet} aria-label={t('audit.report.page', { n: 2 })}>
        <Prices report={report} />
        <Steps report={report} />
        <div className={css.two}>
          <Agreement report={report} />
          <section>
            <h3>{say(reportWords.unknown)}</h3>
            <Sentences all={report.unknown} none={say(reportWords.unknownNone)} />
          </section>
        </div>
        <p className={css.scale}>{say(reportWords.scale)}</p>
        {foot(2)}
      </article>
    </div>
  );
};

const Sentence = ({ told }: { told: Told }) => {
  const { say } = useWords();
  return <PlaceLink link={told.link}>{say(told.text)}</PlaceLink>;
};

const Sentences = ({ all, none }: { all: readonly Told[]; none: string }) =>
  all.length === 0 ? (
    <p className={css.soft}>{none}</p>
  ) : (
    <ul className={css.list}>
      {all.map((told) => (
        <li key={`${told.link}:${told.text.en}`}>
          <Sentence told={told} />
        </li>
      ))}
    </ul>
  );

const Opening = ({ report }: { report: Report }) => {
  const { say } = useWords();
  const { weakest } = report;
  return (
    <div className={css.opening}>
      <div>
        <p className={css.total}>
          <PlaceLink link="/audit">{report.total}</PlaceLink> <small>{say(reportWords.outOf)}</small>
        </p>
        <Sentences all={report.summary} none="" />
      </div>
      <section className={css.weakest} aria-label={say(reportWords.weakest)}>
        <p className={css.label}>{say(reportWords.weakest)}</p>
        {weakest === null ? (
          <p>
            <PlaceLink link="/data?tab=files">{say(reportWords.weakestNone)}</PlaceLink>
          </p>
        ) : (
          <>
            <p className={css.faint}>
              <Sentence told={weakest.question} />
            </p>
            {weakest.amount && (
              <p className={css.amount}>
                <Sentence told={weakest.amount} />
              </p>
            )}
            <p className={css.strong}>
              <Sentence told={weakest.text} />
            </p>
            <p className={css.soft}>
              <Sentence told={weakest.why} />
            </p>
          </>
        )}
      </section>
    </div>
  );
};

const Prices = ({ report }: { report: Report }) => {
  const { say } = useWords();
  return (
    <section>
      <h3>{say(reportWords.prices)}</h3>
      {report.prices.length === 0 ? (
        <p className={css.soft}>{say(reportWords.pricesNone)}</p>
      ) : (
        <ul className={css.prices}>
          {report.prices.map(({ q, amount, what, how }) => (
            <li key={q}>
              <b>
                <Sentence told={amount} />
              </b>
              <div>
                <p className={css.strong}>
                  <Sentence told={what} />
                </p>
                <p className={css.soft}>
                  <Sentence told={how} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Steps = ({ report }: { report: Report }) => {
  const { say } = useWords();
  return (
    <section>
      <h3>{say(reportWords.steps)}</h3>
      {report.steps.length === 0 ? (
        <p className={css.soft}>{say(reportWords.stepsNone)}</p>
      ) : (
        <ol className={css.steps}>
          {report.steps.map(({ title, why, terms, expected }) => (
            <li key={title.text.en}>
              <p className={css.strong}>
                <Sentence told={title} />
              </p>
              <p className={css.soft}>
                <Sentence told={why} />
              </p>
              <p>
                {say(reportWords.expected)}
                <Sentence told={expected} />
              </p>
              <p className={css.faint}>
                <Sentence told={terms} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const Agreement = ({ report }: { report: Report }) => {
  const { say, format } = useWords();
  return (
    <section>
      <h3>{say(reportWords.agreement)}</h3>
      {report.elements.length > 0 && (
        <ul className={css.elements} aria-label={say(reportWords.elements)}>
          {report.elements.map(({ name, accuracy, link }) => (
            <li key={name.en}>
              <PlaceLink link={link}>{say(name)}</PlaceLink>
              <i aria-hidden>
                <i style={{ width: `${accuracy * 100}%` }} />
              </i>
              <b>{format.ratio(accuracy)}</b>
            </li>
          ))}
        </ul>
      )}
      <Sentences all={report.agreement} none={say(reportWords.agreementNone)} />
    </section>
  );
};

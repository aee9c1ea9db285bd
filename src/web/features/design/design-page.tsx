import type { ReactNode } from 'react';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import css from './design.module.css';
import { isSaved } from './document/draft.ts';
import type { DraftStore } from './document/draft-store.ts';
import { useDraft } from './document/use-draft.ts';
import { DraftBar } from './draft-bar.tsx';
import { MethodHelp, type MethodPart } from './method-help.tsx';
import type { Drawn } from './print/draw.ts';
import { PrintMenu } from './print/print-menu.tsx';
import { VersionsLink } from './versions-link.tsx';

export type DesignPart = { blueprint: Blueprint; store: DraftStore };

/** A page of the design: its name, the state of the draft, what two people wanted differently, and the part itself once it has come. */
export const DesignPage = ({
  title,
  subtitle,
  part,
  actions,
  first = { kind: 'summary' },
  children,
}: {
  title: string;
  subtitle: string;
  part: MethodPart;
  actions?: ReactNode;
  /** What is offered first where the design is taken along. */
  first?: Drawn;
  children: (part: DesignPart) => ReactNode;
}) => {
  const { t, say } = useWords();
  const state = useDraft();
  const { draft, error, store } = state;
  const problem = error ? problemOf(error) : null;
  return (
    <>
      <PageHeader
        title={title}
        subtitle={subtitle}
        actions={
          <>
            {actions}
            {draft && <DraftBar store={state.store} />}
            {draft && <PrintMenu blueprint={draft.document} isSaved={isSaved(draft)} first={first} />}
            <VersionsLink />
          </>
        }
      />
      {draft ? (
        <div className={css.page}>
          <MethodHelp part={part} />
          {children({ blueprint: draft.document, store })}
        </div>
      ) : error ? (
        <Failure isPage text={problem ? say(problem.text) : undefined} onRetry={() => void store.load()} />
      ) : (
        <div className={css.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      )}
    </>
  );
};

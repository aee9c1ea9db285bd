import type { WorkspaceState } from '../../../model/workspace.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Coverage } from './coverage-card.tsx';
import { DemoButton } from './demo-button.tsx';
import styles from './files.module.css';
import { Formats } from './formats.tsx';
import { ImportDesk, type ImportDeskProps } from './import/import-desk.tsx';
import { KnownFiles } from './import/known-files.tsx';
import { useDesk } from './import/use-desk.ts';

type FilesTabProps = ImportDeskProps & { state: WorkspaceState };

/** Bringing files; below, what is there already and, until there are files to speak of, which are known by themselves and what one's own should look like. */
export const FilesTab = (props: FilesTabProps) => {
  const { t } = useWords();
  const { state: desk } = useDesk(props.state.id);
  const isBringing = desk.files.length > 0 || props.job !== undefined;
  return (
    <div className={styles.layout}>
      <Card>
        <ImportDesk {...props} />
      </Card>
      <Card title={t('data.coverage.title')}>
        <Coverage state={props.state} onTab={props.onTab} />
        {props.state.isEmpty && (
          <div className={styles.actions}>
            <DemoButton />
            <span className={styles.hint}>{t('data.demo.text')}</span>
          </div>
        )}
      </Card>
      {!isBringing && (
        <>
          <KnownFiles workspace={props.state.id} />
          <Card title={t('importing.known.ownTables')}>
            <Formats />
          </Card>
        </>
      )}
    </div>
  );
};

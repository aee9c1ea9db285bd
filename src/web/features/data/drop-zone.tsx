import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import styles from './files.module.css';

const accepted = '.csv,.tsv,.txt,.xlsx,.xls,.html,.htm,.zip,.gz,.ndjson,.jsonl,.json,.parquet';

/** Where files are dropped or chosen, several at once; anything may be dropped, the server says what it is. */
export const DropZone = ({ onFiles, compact }: { onFiles: (files: File[]) => void; compact: boolean }) => {
  const { t } = useWords();
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a mouse's shortcut; the button inside does the same by keyboard.
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      data-compact={compact || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setIsOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={compact ? 24 : 34} stroke={1.4} aria-hidden className={styles.dropIcon} />
      <div>
        <p className={styles.dropTitle}>
          {isOver ? t('importing.drop.now') : t(compact ? 'importing.drop.more' : 'importing.drop.title')}
        </p>
        <Button variant="subtle" size="compact-sm" onClick={() => input.current?.click()}>
          {t('importing.drop.choose')}
        </Button>
      </div>
      {!compact && <p className={styles.dropHint}>{t('importing.drop.hint')}</p>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        data-testid="file-input"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
};

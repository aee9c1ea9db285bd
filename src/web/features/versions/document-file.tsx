import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { api, problemOf } from '../../client/api.ts';
import { rememberedWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import { useDraft } from '../design/document/use-draft.ts';
import css from './versions.module.css';

/** The file as it is: the server tells what is wrong with it, to the field. */
const readDocument = async (file: File): Promise<Record<string, unknown> | null> => {
  try {
    const read: unknown = JSON.parse(await file.text());
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
};

/** The whole design as a file, out and in. */
export const DocumentFile = () => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const { draft, store } = useDraft();
  const [problem, setProblem] = useState('');
  const save = (): void => {
    if (!draft) return;
    const url = URL.createObjectURL(new Blob([JSON.stringify(draft.document, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${workspace}-blueprint.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  const bring = async (file: File | null): Promise<void> => {
    if (!file) return;
    setProblem('');
    const read = await readDocument(file);
    if (read === null) {
      setProblem(t('design.versions.notBlueprint', { file: file.name }));
      return;
    }
    try {
      await store.sync();
      await api.blueprint.import.call({ workspace, document: read, by: rememberedWho() });
      await store.load();
    } catch (error) {
      const known = problemOf(error);
      setProblem(known ? say(known.text) : t('design.versions.failed'));
    }
  };
  return (
    <>
      {problem && (
        <span role="alert" className={css.problem}>
          {problem}
        </span>
      )}
      <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} onClick={save}>
        {t('design.versions.export')}
      </Button>
      <FileButton accept="application/json,.json" onChange={(file) => void bring(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={15} aria-hidden />}>
            {t('design.versions.import')}
          </Button>
        )}
      </FileButton>
    </>
  );
};

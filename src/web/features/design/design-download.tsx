import { type DesignTableName, designTableTitles } from '../../../analysis/tables/titles.ts';
import { fileRoutes } from '../../../model/file-routes.ts';
import { useWords } from '../../i18n/language.ts';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { useIsSaved } from './document/use-draft.ts';

const formats = ['csv', 'xlsx'] as const;
type Format = (typeof formats)[number];

/** Where a table of the draft is to be had as a file: of one journey, or of all. */
export const useDesignFile = (): ((table: string, format: Format, journey?: string) => string) => {
  const { language } = useWords();
  const { id: workspace } = useWorkspace();
  return (table, format, journey) =>
    `${fileRoutes.design.replace(':workspace', encodeURIComponent(workspace))}?${new URLSearchParams({ table, format, lang: language, ...(journey === undefined ? {} : { journey }) })}`;
};

/** A table that is looked at, to be taken along once every edit is saved: the file is made of what is. */
export const DesignDownload = ({ table, journey }: { table: DesignTableName; journey?: string }) => {
  const { language, t } = useWords();
  const file = useDesignFile();
  const isSaved = useIsSaved();
  return (
    <DownloadMenu
      label={designTableTitles[table][language]}
      waitsFor={isSaved ? undefined : t('design.download.unsaved')}
      downloads={formats.map((id) => ({ id, label: id.toUpperCase(), href: file(table, id, journey) }))}
    />
  );
};

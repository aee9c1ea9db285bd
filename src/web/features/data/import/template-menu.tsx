import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { fileRoutes } from '../../../../model/file-routes.ts';
import type { ListedLayout } from '../../../../model/importing.ts';
import { useWords } from '../../../i18n/language.ts';
import styles from './known.module.css';

const formats = ['xlsx', 'csv'] as const;

/** Empty files to fill in, for what no program exports. */
export const TemplateMenu = ({ workspace, layouts }: { workspace: string; layouts: readonly ListedLayout[] }) => {
  const { t, say, language } = useWords();
  if (layouts.length === 0) return null;
  const href = (layout: string, format: string): string =>
    `${fileRoutes.template.replace(':workspace', encodeURIComponent(workspace))}?${new URLSearchParams({ layout, format, lang: language })}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-md" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('importing.known.template')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.templates ?? ''}>
        {formats.map((format) => (
          <div key={format}>
            <Menu.Label>{format === 'xlsx' ? 'Excel' : 'CSV'}</Menu.Label>
            {layouts.map(({ id, name }) => (
              <Menu.Item key={id} component="a" href={href(id, format)} download>
                {say(name)}
                <span className="visually-hidden">, {format.toUpperCase()}</span>
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

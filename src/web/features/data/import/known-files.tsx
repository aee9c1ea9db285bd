import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedLayout } from '../../../../model/importing.ts';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import { Card } from '../../../kit/card.tsx';
import { ScrolledTable } from '../../../kit/scrolled-table.tsx';
import { FailedQuery } from '../failed-query.tsx';
import styles from './known.module.css';
import { TemplateMenu } from './template-menu.tsx';
import { References } from './what-it-is.tsx';

/** Which files are known by themselves, where to get each, and how well it is known; for the rest, templates. */
export const KnownFiles = ({ workspace }: { workspace: string }) => {
  const { t, say } = useWords();
  const list = useQuery(api.imports.layouts.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const suits = ({ name, export: from }: ListedLayout) => `${say(name)} ${say(from)}`.toLowerCase().includes(wanted);
  const shown = (list.data ?? []).filter(suits);
  return (
    <Card
      title={t('importing.known.title')}
      actions={<TemplateMenu workspace={workspace} layouts={(list.data ?? []).filter(({ template }) => template)} />}
    >
      <p className={styles.soft}>{t('importing.known.intro')}</p>
      {list.error && <FailedQuery error={list.error} onRetry={() => void list.refetch()} />}
      {(list.data?.length ?? 0) > 8 && (
        <TextInput
          size="sm"
          className={styles.knownSearch ?? ''}
          aria-label={t('importing.known.search')}
          placeholder={t('importing.known.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {shown.length > 0 && <KnownTable layouts={shown} />}
      {list.data && shown.length === 0 && <p className={styles.hint}>{t('importing.known.notFound')}</p>}
    </Card>
  );
};

const KnownTable = ({ layouts }: { layouts: readonly ListedLayout[] }) => {
  const { t, say } = useWords();
  return (
    <ScrolledTable className={styles.knownScroll} label={t('importing.known.title')}>
      <table className={styles.known}>
        <thead>
          <tr>
            <th scope="col">{t('importing.known.program')}</th>
            <th scope="col">{t('importing.known.where')}</th>
            <th scope="col">{t('importing.known.gives')}</th>
            <th scope="col">{t('importing.known.how')}</th>
          </tr>
        </thead>
        <tbody>
          {layouts.map((layout) => (
            <tr key={layout.id}>
              <th scope="row">{say(layout.name)}</th>
              <td>{say(layout.export)}</td>
              <td>{layout.kinds.map((kind) => t(`data.kinds.${kind}`)).join(', ')}</td>
              <td className={styles.soft}>
                {t(`importing.what.known.${layout.template ? 'template' : layout.known}`)}
                <References references={layout.references.filter((reference) => URL.canParse(reference))} isBare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
};

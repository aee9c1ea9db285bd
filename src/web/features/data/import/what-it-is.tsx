import { Anchor, Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FactKind, factKinds } from '../../../../model/facts.ts';
import type { InspectedTable } from '../../../../model/importing.ts';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import type { TableDraft } from './desk.ts';
import styles from './import.module.css';
import { kindsOf, ownLayouts } from './layout-name.ts';
import { lookWords } from './look-words.ts';

type WhatItIsProps = { table: InspectedTable; draft: TableDraft; onSay: (change: Partial<TableDraft>) => void };

/** What a table is, why we think so, how it was read, and a way to say it is something else. */
export const WhatItIs = ({ table, draft, onSay }: WhatItIsProps) => {
  const { t } = useWords();
  const isUnknown = table.mapping === null && table.layout === null;
  const [isAsked, setIsAsked] = useState(isUnknown);
  const pages = (table.layout?.references ?? []).filter((reference) => URL.canParse(reference));
  return (
    <div className={styles.what}>
      <p>
        <span className={styles.soft}>
          {isUnknown ? t('importing.what.unknownText') : t(`importing.sureness.${table.sureness}.text`)}
        </span>{' '}
        {!isAsked && (
          <Button size="compact-sm" variant="subtle" onClick={() => setIsAsked(true)}>
            {t('importing.what.notThis')}
          </Button>
        )}
      </p>
      {table.remembered && <p className={styles.hint}>{t('importing.what.remembered')}</p>}
      <p className={styles.hint}>
        {lookWords(table, t).join(' · ')}
        {pages.length > 0 && (
          <>
            {' · '}
            <References references={pages} />
          </>
        )}
      </p>
      {table.preface.length > 0 && (
        <details className={styles.details}>
          <summary>{t('importing.what.preface')}</summary>
          <pre className={styles.preface}>{table.preface.join('\n')}</pre>
        </details>
      )}
      {isAsked && <OtherLayout table={table} draft={draft} onSay={onSay} />}
    </div>
  );
};

type ReferencesProps = {
  references: readonly string[];
  /** Without a word before them. */
  isBare?: boolean;
};

/** Public pages a layout was checked against. */
export const References = ({ references, isBare = false }: ReferencesProps) => {
  const { t } = useWords();
  if (references.length === 0) return null;
  return (
    <span className={styles.references}>
      {isBare ? ' · ' : `${t('importing.what.checked')}: `}
      {references.map((reference, at) => (
        <span key={reference}>
          {at > 0 && ', '}
          <Anchor href={reference} target="_blank" rel="noreferrer" inherit underline="always">
            {siteOf(reference)}
          </Anchor>
        </span>
      ))}
    </span>
  );
};

/** A page by its site; of code by whose it is. */
const siteOf = (reference: string): string => {
  const { hostname, pathname } = new URL(reference);
  const repository = hostname === 'github.com' ? pathname.split('/').slice(1, 3).join('/') : '';
  return repository || hostname.replace(/^www\./, '');
};

const OtherLayout = ({ table, draft, onSay }: WhatItIsProps) => {
  const { t, say } = useWords();
  const list = useQuery(api.imports.layouts.queryOptions());
  const chosen = draft.layout ?? table.layout?.id ?? table.mapping?.layout ?? null;
  const isOwn = chosen === null || ownLayouts.some((each) => each === chosen);
  const alike = table.alternatives.map(({ id, name }) => ({ value: id, label: say(name) }));
  const others = (list.data ?? [])
    .filter(({ id }) => !alike.some(({ value }) => value === id))
    .map(({ id, name }) => ({ value: id, label: say(name) }));
  const data = [
    ...(alike.length > 0 ? [{ group: t('importing.what.alike'), items: alike }] : []),
    {
      group: t('importing.what.own'),
      items: [
        { value: 'free', label: t('importing.what.freeAny') },
        { value: 'canonical', label: t('importing.what.canonicalAny') },
      ],
    },
    { group: t('importing.what.all'), items: others },
  ];
  const kind = draft.as ?? kindsOf(table)[0] ?? null;
  return (
    <div className={styles.fields}>
      <Select
        label={t('importing.what.layout')}
        data={data}
        value={chosen}
        searchable
        withScrollArea={false}
        classNames={{ options: styles.choices ?? '' }}
        placeholder={t('importing.what.automatic')}
        nothingFoundMessage={t('importing.columns.none')}
        onChange={(layout) => layout && layout !== chosen && onSay({ layout })}
      />
      {isOwn && (
        <Select
          label={t('importing.what.rowsAre')}
          data={factKinds.map((value) => ({ value, label: t(`data.kinds.${value}`) }))}
          value={kind}
          placeholder={t('importing.what.automatic')}
          onChange={(as) => as && onSay({ as: as as FactKind, ...(chosen === null ? { layout: 'free' } : {}) })}
        />
      )}
    </div>
  );
};

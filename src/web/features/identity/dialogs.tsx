import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Decision } from '../../../model/identity.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DecisionForm } from './decision-form.tsx';

type Named = { id: string; name: string };
const said = ({ id, name }: Named): string => name || id;

/** A question about records that somebody is about to decide. */
export type Asking =
  | { kind: 'merge'; left: Named; right: Named }
  | { kind: 'apart'; left: Named; right: Named }
  | { kind: 'find'; left: Named }
  | { kind: 'split'; record: Named }
  | { kind: 'undo'; decision: Decision };

type Props = { workspace: string; asking: Asking | null; onClose: () => void };

/** The question over the page, whichever it is. */
export const IdentityDialog = ({ workspace, asking, onClose }: Props) => {
  const { t } = useWords();
  const title = asking && t(`identity.${asking.kind === 'find' ? 'merge' : asking.kind}.title`);
  return (
    <Dialog opened={asking !== null} onClose={onClose} title={title}>
      {asking && <Question workspace={workspace} asking={asking} onClose={onClose} />}
    </Dialog>
  );
};

const Question = ({ workspace, asking, onClose }: Props & { asking: Asking }) => {
  const { t } = useWords();
  const common = { onClose };
  switch (asking.kind) {
    case 'find':
      return <MergeWithFound workspace={workspace} left={asking.left} onClose={onClose} />;
    case 'merge': {
      const { left, right } = asking;
      return (
        <DecisionForm
          {...common}
          text={t('identity.merge.textBoth', { left: said(left), right: said(right) })}
          save={t('identity.merge.save')}
          done={t('identity.merge.done')}
          decide={(word) => api.identity.merge.call({ workspace, records: [left.id, right.id], ...word })}
        />
      );
    }
    case 'apart': {
      const { left, right } = asking;
      return (
        <DecisionForm
          {...common}
          text={t('identity.apart.text', { left: said(left), right: said(right) })}
          save={t('identity.apart.save')}
          done={t('identity.apart.done')}
          decide={(word) => api.identity.split.call({ workspace, record: left.id, from: right.id, ...word })}
        />
      );
    }
    case 'split':
      return (
        <DecisionForm
          {...common}
          text={t('identity.split.text', { name: said(asking.record) })}
          save={t('identity.split.save')}
          done={t('identity.split.done')}
          decide={(word) => api.identity.split.call({ workspace, record: asking.record.id, ...word })}
        />
      );
    case 'undo':
      return (
        <DecisionForm
          {...common}
          text={t('identity.undo.text')}
          whyLabel={t('identity.undo.why')}
          isWhyOptional
          save={t('identity.undo.save')}
          done={t('identity.undo.done')}
          decide={(word) => api.identity.undo.call({ workspace, id: asking.decision.id, ...word })}
        />
      );
  }
};

const MergeWithFound = ({ workspace, left, onClose }: { workspace: string; left: Named; onClose: () => void }) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [search] = useDebouncedValue(text, 250);
  const found = useQuery(
    api.customers.list.queryOptions({
      input: { workspace, search, limit: 20, sort: 'name' as const, descending: false },
      enabled: search.trim() !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const options = (found.data?.rows ?? [])
    .filter((row) => row.id !== left.id && !row.id.startsWith('anonymous:'))
    .map((row) => ({ value: row.id, label: row.name === '' ? row.id : `${row.name} · ${row.id}` }));
  return (
    <DecisionForm
      text={t('identity.merge.text')}
      missing={chosen === null ? t('identity.merge.chooseMissing') : null}
      save={t('identity.merge.save')}
      done={t('identity.merge.done')}
      decide={(word) => api.identity.merge.call({ workspace, records: [left.id, chosen ?? ''], ...word })}
      onClose={onClose}
    >
      <Select
        label={t('identity.merge.find')}
        placeholder={t('identity.merge.findHint')}
        searchable
        data={options}
        filter={({ options: all }) => all}
        value={chosen}
        searchValue={text}
        onSearchChange={setText}
        onChange={setChosen}
        nothingFoundMessage={search.trim() === '' ? t('identity.merge.findHint') : t('identity.merge.nothing')}
      />
    </DecisionForm>
  );
};

import { useQuery } from '@tanstack/react-query';
import { collectionNamesInWords } from '../../../analysis/blueprint/names.ts';
import type { Difference } from '../../../model/blueprint/versions.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import css from './versions.module.css';

/** What differs between two versions, thing by thing, in words. */
export const Differences = ({ from, to, revision }: { from: number; to: number | 'draft'; revision: number }) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const compared = useQuery({
    ...api.blueprint.compare.queryOptions({ input: { workspace, from, to } }),
    queryKey: [...api.blueprint.compare.queryKey({ input: { workspace, from, to } }), to === 'draft' ? revision : 0],
  });
  if (!compared.data) return <p className={css.faint}>{t('design.versions.comparing')}</p>;
  if (compared.data.length === 0) return <p className={css.faint}>{t('design.versions.same')}</p>;
  return (
    <ul className={css.differences}>
      {compared.data.map((difference) => (
        <OneDifference key={`${difference.collection}:${difference.id}`} difference={difference} />
      ))}
    </ul>
  );
};

const OneDifference = ({ difference }: { difference: Difference }) => {
  const { t, say } = useWords();
  const { kind, collection, name, fields } = difference;
  return (
    <li className={css.difference}>
      <p>
        <span className={css.kind} data-kind={kind}>
          {t(`design.versions.kinds.${kind}`)}
        </span>
        <span className={css.faint}>{say(collectionNamesInWords[collection])}</span> <strong>{say(name)}</strong>
      </p>
      {kind === 'changed' && (
        <ul>
          {fields.map((field) => (
            <li key={field.field}>
              {say(field.name)}: <del>{say(field.before)}</del> → <ins>{say(field.after)}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useWorkspace } from '../../shell/view.ts';
import css from './versions.module.css';

/** What changed the draft as a whole, and the way back to the draft before it. Nothing where nothing did. */
export const Edits = ({ revision, onTakeBack }: { revision: number; onTakeBack: (edit: number) => void }) => {
  const { t, format } = useWords();
  const { id: workspace, settings } = useWorkspace();
  const input = { workspace, whole: true };
  const edits = useQuery({
    ...api.blueprint.edits.queryOptions({ input }),
    queryKey: [...api.blueprint.edits.queryKey({ input }), revision],
  });
  if (!edits.data || edits.data.length === 0) return null;
  return (
    <Card title={t('design.versions.edits')}>
      <p className={css.intro}>{t('design.versions.editsHint')}</p>
      <ol className={css.list}>
        {edits.data.map(({ edit, how, by, at, things }) => (
          <li key={edit} className={css.row}>
            <div>
              <strong>{t(`design.versions.ways.${how}`)}</strong>
              <span className={css.faint}> · {t('design.versions.things', { count: things })}</span>
              <p className={css.faint}>
                {format.dayTime(at, settings.time_zone)}
                {by && ` · ${by}`}
              </p>
            </div>
            <div className={css.actions}>
              <Button size="compact-sm" variant="default" onClick={() => onTakeBack(edit)}>
                {t('design.versions.takeBack')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
};

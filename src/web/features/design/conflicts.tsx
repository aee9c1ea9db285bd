import { Button } from '@mantine/core';
import { fieldName } from '../../../analysis/blueprint/fields.ts';
import { nameOf } from '../../../analysis/blueprint/names.ts';
import { Wording } from '../../../model/blueprint/wording.ts';
import { isWorded, worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { useWorkspace } from '../../shell/view.ts';
import css from './design.module.css';
import type { Draft } from './document/draft.ts';
import type { DraftStore } from './document/draft-store.ts';

/** Where two people gave one field different values: both, by whom, and the choice. Theirs stands until it is made. */
export const Conflicts = ({ draft, store }: { draft: Draft; store: DraftStore }) => {
  const { t, say, language, format } = useWords();
  const { settings } = useWorkspace();
  const inWords = (value: unknown): string => {
    if (value === null) return t('design.conflict.gone');
    const wording = Wording.safeParse(value);
    if (typeof value === 'object' && wording.success && isWorded(wording.data)) return worded(wording.data, language);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text === '' || text === '[]' ? t('design.conflict.empty') : text;
  };
  return (
    <section className={css.conflicts} role="alert" aria-label={t('design.conflict.title')}>
      <h2>{t('design.conflict.title')}</h2>
      {draft.conflicts.map((conflict) => (
        <div key={`${conflict.collection}:${conflict.id}.${conflict.field}`}>
          <p>
            {t('design.conflict.what', {
              thing: say(nameOf(draft.document, conflict)),
              field: conflict.field === '' ? t('design.conflict.removed') : say(fieldName(conflict.field)),
            })}
          </p>
          <dl>
            <dt>
              {t('design.conflict.theirs', { by: conflict.by || t('design.conflict.somebody') })}
              {conflict.at && ` · ${format.dayTime(conflict.at, settings.time_zone)}`}
            </dt>
            <dd>{inWords(conflict.stands)}</dd>
            <dt>{t('design.conflict.mine')}</dt>
            <dd>{inWords(conflict.wanted)}</dd>
          </dl>
          <div className={css.choice}>
            <Button size="xs" variant="default" onClick={() => store.decide(conflict, 'theirs')}>
              {t('design.conflict.keepTheirs')}
            </Button>
            <Button size="xs" onClick={() => store.decide(conflict, 'mine')}>
              {t('design.conflict.takeMine')}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
};

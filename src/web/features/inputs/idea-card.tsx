import { Textarea } from '@mantine/core';
import { thingsOf } from '../../../model/blueprint/blueprint.ts';
import { IdeaElement, ideaKeys } from '../../../model/blueprint/inputs.ts';
import { isWorded } from '../../../model/blueprint/wording.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import type { DesignPart } from '../design/design-page.tsx';
import { withField } from '../design/document/fields.ts';
import { RestsOn } from '../design/rests-on.tsx';
import type { OpenThing } from '../design/thing-drawer.tsx';
import css from './inputs.module.css';

const ideaParts = ['idea'] as const;

/** The business idea in the few sentences every employee should be able to say. */
export const IdeaCard = ({ blueprint, store, onOpen }: DesignPart & { onOpen: (thing: OpenThing) => void }) => {
  const { t, language } = useWords();
  const elements = thingsOf(blueprint, 'idea');
  const filled = ideaKeys.filter((key) =>
    elements.some(([, element]) => element.key === key && isWorded(element.text)),
  );
  return (
    <Card
      title={t('design.idea.title')}
      actions={
        <span className={css.faint}>{t('design.idea.filled', { count: filled.length, of: ideaKeys.length })}</span>
      }
    >
      <p className={css.intro}>{t('design.idea.intro')}</p>
      <div className={css.idea}>
        {ideaKeys.map((key, at) => {
          const [id, element] = elements.find(([, one]) => one.key === key) ?? [key, null];
          const path = `text.${language}`;
          return (
            <div key={key} className={css.element}>
              <Textarea
                label={t(`design.choices.ideaKey.${key}`)}
                description={t(`design.idea.ask.${key}`)}
                autosize
                minRows={2}
                value={element?.text[language] ?? ''}
                placeholder={element?.text[language === 'ru' ? 'en' : 'ru'] || t(`design.idea.example.${key}`)}
                onChange={(event) =>
                  store.edit(
                    [
                      {
                        collection: 'idea',
                        id,
                        after: withField(
                          element ?? IdeaElement.parse({ key, text: {}, place: at }),
                          path,
                          event.currentTarget.value,
                        ),
                      },
                    ],
                    `idea:${id}:${path}`,
                  )
                }
              />
              {element && (
                <button type="button" className={css.link} onClick={() => onOpen({ collection: 'idea', id })}>
                  {t('design.idea.more')}
                </button>
              )}
            </div>
          );
        })}
      </div>
      <RestsOn blueprint={blueprint} parts={ideaParts} />
    </Card>
  );
};

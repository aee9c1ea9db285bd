import { Textarea } from '@mantine/core';
import { IdeaElement, ideaKeys } from '../../../model/blueprint/inputs.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { isWorded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import type { DesignPart } from '../design/design-page.tsx';
import { withField } from '../design/document/fields.ts';
import { lastPlace } from '../design/last-place.ts';
import { newId } from '../design/new-id.ts';
import { RestsOn } from '../design/rests-on.tsx';
import type { OpenThing } from '../design/thing-drawer.tsx';
import css from './inputs.module.css';

const ideaParts = ['idea'] as const;

/** An idea of more elements is told by nobody from memory. */
const mostElements = 6;

/** The business idea in the few sentences every employee should be able to say. */
export const IdeaCard = ({ blueprint, store, onOpen }: DesignPart & { onOpen: (thing: OpenThing) => void }) => {
  const { t, language } = useWords();
  const elements = thingsOf(blueprint, 'idea');
  const filled = ideaKeys.filter((key) =>
    elements.some(([, element]) => element.key === key && isWorded(element.text)),
  );
  const path = `text.${language}`;
  const write = (id: string, element: IdeaElement, text: string): void =>
    store.edit([{ collection: 'idea', id, after: withField(element, path, text) }], `idea:${id}:${path}`);
  const addOther = (): void => {
    const element = IdeaElement.parse({ key: 'other', text: {}, place: lastPlace(blueprint, 'idea') });
    store.edit([{ collection: 'idea', id: newId('i'), after: element }]);
  };
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
                  write(id, element ?? IdeaElement.parse({ key, text: {}, place: at }), event.currentTarget.value)
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
        {elements
          .filter(([, { key }]) => key === 'other')
          .map(([id, element]) => (
            <div key={id} className={css.element}>
              <Textarea
                label={t('design.choices.ideaKey.other')}
                description={t('design.idea.ask.other')}
                autosize
                minRows={2}
                value={element.text[language] ?? ''}
                placeholder={element.text[language === 'ru' ? 'en' : 'ru']}
                onChange={(event) => write(id, element, event.currentTarget.value)}
              />
              <button type="button" className={css.link} onClick={() => onOpen({ collection: 'idea', id })}>
                {t('design.idea.more')}
              </button>
            </div>
          ))}
        {elements.length < mostElements && (
          <div>
            <button type="button" className={css.link} onClick={addOther}>
              {t('design.idea.addOther')}
            </button>
          </div>
        )}
      </div>
      <RestsOn blueprint={blueprint} parts={ideaParts} />
    </Card>
  );
};

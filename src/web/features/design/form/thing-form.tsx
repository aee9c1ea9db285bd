import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import { useWords } from '../../../i18n/language.ts';
import { thingIn } from '../document/draft.ts';
import type { DraftStore } from '../document/draft-store.ts';
import { withField } from '../document/fields.ts';
import { Field } from './field.tsx';
import { type FieldSpec, type FormCollection, fieldSpecs } from './field-specs.ts';
import css from './form.module.css';
import { Resting } from './resting.tsx';

/** Everything a thing of the blueprint says, edited in place; what in the design rests on it stands beneath. */
export const ThingForm = ({
  blueprint,
  store,
  collection,
  id,
  onGone,
  more,
}: {
  blueprint: Blueprint;
  store: DraftStore;
  collection: FormCollection;
  id: string;
  /** It was removed, here or by somebody else. */
  onGone: () => void;
  /** What belongs to the thing and is kept elsewhere. */
  more?: ReactNode;
}) => {
  const { t } = useWords();
  const thing = thingIn(blueprint, { collection, id });
  if (thing === null) return <p className={css.faint}>{t('design.form.gone')}</p>;
  const specs: readonly FieldSpec[] = fieldSpecs[collection];
  const change = (path: string, value: unknown): void => {
    const spec = specs.find(({ field }) => field === path);
    const known = spec?.kind === 'target' && spec.forgets ? withField(thing, spec.forgets, null) : thing;
    store.edit([{ collection, id, after: withField(known, path, value) }], `${collection}:${id}:${path}`);
  };
  return (
    <div className={css.form}>
      {specs.map((spec) => (
        <Field
          key={spec.field}
          blueprint={blueprint}
          spec={spec}
          self={{ collection, id }}
          value={thing[spec.field]}
          onChange={change}
        />
      ))}
      {more}
      <Resting blueprint={blueprint} of={{ collection, id }} />
      {collection !== 'stages' && (
        <div>
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => {
              store.edit([{ collection, id, after: null }]);
              onGone();
            }}
          >
            {t('design.form.remove')}
          </Button>
        </div>
      )}
    </div>
  );
};

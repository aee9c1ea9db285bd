import type { ReactNode } from 'react';
import { collectionNamesInWords, nameOf } from '../../../analysis/blueprint/names.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import type { DesignPart } from './design-page.tsx';
import type { FormCollection } from './form/field-specs.ts';
import { ThingForm } from './form/thing-form.tsx';

export type OpenThing = { collection: FormCollection; id: string };

/** A thing of the design at the side, edited where it stands. */
export const ThingDrawer = ({
  blueprint,
  store,
  open,
  onClose,
  more,
}: DesignPart & {
  open: OpenThing | null;
  onClose: () => void;
  /** What belongs to the thing and is kept elsewhere. */
  more?: ReactNode;
}) => {
  const { say } = useWords();
  return (
    <Drawer
      opened={open !== null}
      onClose={onClose}
      title={open ? `${say(collectionNamesInWords[open.collection])}: ${say(nameOf(blueprint, open))}` : ''}
    >
      {open && (
        <ThingForm
          blueprint={blueprint}
          store={store}
          collection={open.collection}
          id={open.id}
          onGone={onClose}
          more={more}
        />
      )}
    </Drawer>
  );
};

import { describe, expect, it } from 'vitest';
import { collections } from '../../src/model/blueprint/blueprint.ts';
import { type FormCollection, fieldSpecs, newThing } from '../../src/web/features/design/form/field-specs.ts';

describe('a new thing of the design', () => {
  it.each(Object.keys(fieldSpecs) as FormCollection[])('of %s is one its shape accepts', (name) => {
    const thing = newThing(name, { segment: 's1' });
    expect(collections[name].safeParse(thing).success).toBe(true);
  });
});

import { columnsOfValue, type Mapping } from '../../model/mapping.ts';
import { type Answers, bindLayout, fieldsOf } from '../bind.ts';
import { canonicalFile } from '../canonical.ts';
import { freeLayout } from '../free.ts';
import type { Layout } from '../layout.ts';

import { hubspotStreams } from './hubspot.ts';
import { salesforceStreams } from './salesforce.ts';
import { shopAndAdStreams } from './shops-and-ads.ts';
import type { Stream } from './stream.ts';
import { stripeStreams } from './stripe.ts';

const knownStreams: readonly Stream[] = [
  ...stripeStreams,
  ...hubspotStreams,
  ...salesforceStreams,
  ...shopAndAdStreams,
];

/** How a stream becomes facts: as one of a known tap, or because its columns are the contract's own (no mapping then). */
export type StreamReading = { id: string; mapping: Mapping | null };

const suits = ({ fields, needs }: Stream, columns: readonly string[]): boolean => {
  const bound = fieldsOf({ fields }, columns);
  return needs.every((need) => (typeof need === 'string' ? [need] : need).some((field) => bound.has(field)));
};

const isCanonical = (columns: readonly string[]): boolean => {
  try {
    return canonicalFile(columns) !== null;
  } catch {
    return false;
  }
};

/**
 * What a stream of a Singer tap is, by its name and columns; null where it has to be told.
 *
 * A name that taps put before the stream's own (`shopify-orders`, `public-orders`) does not matter. Columns are never matched freely: an amount in
 * cents looks like one in roubles.
 */
export const readingOfStream = (stream: string, columns: readonly string[], answers: Answers): StreamReading | null => {
  const name = stream.toLowerCase();
  const found = knownStreams.find(
    (each) => each.streams.some((known) => name === known || name.endsWith(`-${known}`)) && suits(each, columns),
  );
  if (found) {
    const layout: Layout = {
      ...found,
      name: { ru: found.id, en: found.id },
      export: { ru: 'Singer', en: 'Singer' },
      source: found.id,
      telling: [],
    };
    const mapping = bindLayout(layout, columns, answers);
    return mapping && { id: found.id, mapping: { ...mapping, layout: freeLayout.id, keepRest: false } };
  }
  return isCanonical(columns) ? { id: 'canonical', mapping: null } : null;
};

/** Columns a mapping reads: they have to be in the file. */
export const columnsOfMapping = ({ outputs }: Mapping): string[] => [
  ...new Set(
    outputs.flatMap(({ columns, attributes, when }) =>
      [...Object.values(columns), ...Object.values(attributes), ...(when ? [when] : [])].flatMap(columnsOfValue),
    ),
  ),
];

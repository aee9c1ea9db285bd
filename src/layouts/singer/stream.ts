import type { Value } from '../../model/mapping.ts';
import { epoch, found, type Layout, matches, when } from '../layout.ts';

/** How one stream of a Singer tap becomes facts. Columns of nested objects are named as targets flatten them: `customer__id`. */
export type Stream = Pick<Layout, 'id' | 'fields' | 'outputs' | 'questions' | 'references' | 'known'> & {
  /** Names taps give the stream, in lower case. */
  streams: readonly string[];
  /** Columns by which it is this tap's stream and no other's of the same name; of a list any one will do. */
  needs: readonly (string | readonly string[])[];
};

/** A moment that taps write as ISO 8601, or as seconds or milliseconds since 1970. */
export const moment = (value: Value): Value =>
  when(
    matches(value, '^\\d{13}$'),
    epoch(found(value, '^(\\d{10})')),
    when(matches(value, '^\\d{9,10}$'), epoch(value), value),
  );

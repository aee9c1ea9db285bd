import regular from '@expo-google-fonts/onest/400Regular/Onest_400Regular.ttf?url';
import bold from '@expo-google-fonts/onest/600SemiBold/Onest_600SemiBold.ttf?url';
import type { Typefaces } from '../../analysis/sheets/sheet.ts';
import { readTypeface, type Typeface } from '../../analysis/sheets/typeface.ts';

const faceAt = async (address: string): Promise<Typeface> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The typeface did not come: ${answer.status}`);
  return readTypeface(new Uint8Array(await answer.arrayBuffer()));
};

let loaded: Promise<Typefaces> | undefined;

/** The two faces everything printed is set in; fetched once, and again after a failure. */
export const faces = (): Promise<Typefaces> => {
  loaded ??= Promise.all([faceAt(regular), faceAt(bold)]).then(([upright, heavy]) => ({
    regular: upright,
    bold: heavy,
  }));
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
};

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Setting } from '../../../src/analysis/sheets/frame.ts';
import type { Format, Typefaces } from '../../../src/analysis/sheets/sheet.ts';
import { readTypeface } from '../../../src/analysis/sheets/typeface.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/onest/package.json'));
const face = (path: string) => readTypeface(readFileSync(join(folder, path)));

export const faces: Typefaces = {
  regular: face('400Regular/Onest_400Regular.ttf'),
  bold: face('600SemiBold/Onest_600SemiBold.ttf'),
};

export const settingOf = (language: 'ru' | 'en', format: Format): Setting => ({
  faces,
  language,
  format,
  company: language === 'ru' ? 'Чистый контур' : 'Clear Loop',
  standing: language === 'ru' ? 'Версия 3' : 'Version 3',
  date: language === 'ru' ? '29 ноября 2026 г.' : '29 November 2026',
});

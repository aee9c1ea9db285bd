import type { SettingKey, Settings } from '../model/settings.ts';

/** A setting as it counts, as the command line would set it; '' where nothing is set. */
export const settingText = (settings: Settings, key: SettingKey): string => {
  const value = settings[key];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

import { existsSync } from 'node:fs';

/** The machine's own browser. */
export const browserPath = (): string => {
  const found = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium-browser',
  ].find((path) => path && existsSync(path));
  if (!found) throw new Error('There is no Chrome or Chromium; set CHROME_PATH.');
  return found;
};

export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

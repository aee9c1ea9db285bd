#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Finds a browser for the end-to-end tests, installing one where there is none: an installed Chrome or Chromium, else the
 * system's package (as root on Debian and its kin), else Playwright's own download.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const playwrightBrowser = async () => {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
};

/** The path of a browser that is already on this machine, or null. */
export const findBrowser = async () => {
  const given = process.env.CONVEYOR_TEST_BROWSER;
  if (given) return isExecutable(given) ? given : null;
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(isExecutable) ?? (await playwrightBrowser());
};

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

const installPackage = () => {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return;
  const env = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  run('/usr/bin/env', [...env.slice(1), 'update', '-qq']);
  run('/usr/bin/env', [...env.slice(1), 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
};

const downloadWithPlaywright = () => {
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  run(process.execPath, [cli, 'install', '--with-deps', '--only-shell', 'chromium']) ||
    run(process.execPath, [cli, 'install', '--only-shell', 'chromium']);
};

/** The path of a browser, installing one if need be; throws with what to do where that fails. */
export const ensureBrowser = async () => {
  for (const install of [() => {}, installPackage, downloadWithPlaywright]) {
    install();
    const path = await findBrowser();
    if (path) return path;
  }
  throw new Error(
    'No Chrome or Chromium, and none could be installed. Install one or name it in CONVEYOR_TEST_BROWSER.',
  );
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stderr.write(`Browser for the tests: ${await ensureBrowser()}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

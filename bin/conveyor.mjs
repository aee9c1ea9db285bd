#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Conveyor needs Node 20.19 or newer, this is ${process.versions.node}. / ` +
      `Нужен Node 20.19 или новее, а здесь ${process.versions.node}.\n`,
  );
  process.exit(2);
}

/** Programs beside the command line that are run from a checkout; they are no verbs of the product. */
const programs = { 'verify-data': 'verify', 'bench-data': 'bench' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const name = process.argv[2] ?? '';
const tool = programs[name];
const program = join(root, 'dist', tool ?? 'cli', 'main.js');
if (tool) process.argv.splice(2, 1);

if (existsSync(join(root, 'src'))) {
  const { build } = await import('./build.mjs');
  try {
    await build(['server', 'registry', 'web', ...(tool ? [tool] : [])]);
  } catch (error) {
    process.stderr.write(`Conveyor: the build failed / сборка не удалась\n${error.message}\n`);
    process.exit(1);
  }
}
if (!existsSync(program)) {
  process.stderr.write(`Conveyor: ${program} is not built / не собран\n`);
  process.exit(1);
}
await import(pathToFileURL(program).href);

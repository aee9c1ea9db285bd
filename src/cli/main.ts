import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';
import { takeStandardInput } from './standard-input.ts';

const stdin = takeStandardInput();

/** The package's folder: this file is built into `dist/cli`. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

// A reader that has seen enough (`| head`) closes the pipe; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const code = await runCommand({
  argv: process.argv.slice(2),
  env: process.env,
  workingDirectory: process.cwd(),
  webDirectory: join(root, 'dist/web'),
  version,
  stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: () => new Date(),
});
// The embedded engines keep threads that would hold the process; what was written leaves first.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
process.exit(code);

#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Initialises the empty database a new registry is copied from, in the directory named; a part of the build. */
const engine = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/store/registry/engines/pglite.js');
const { initialiseDatabase } = await import(pathToFileURL(engine).href);
await initialiseDatabase(process.argv[2]);

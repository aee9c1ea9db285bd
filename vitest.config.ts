import { defineConfig } from 'vitest/config';

/** What runs without a store, a server or a browser. */
const pure = ['test/{analysis,model,web}/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    maxConcurrency: 2,
    // Generous: what is slow is told by the bench; here a machine may be busy with anything.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // Nothing of one file stays for the next, so they need not each read the program anew.
      { extends: true, test: { name: 'pure', include: pure, pool: 'threads', isolate: false } },
      // chDB binds one data directory to a process, so every test file gets a process of its own.
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['test/**/*.test.ts'],
          exclude: pure,
          pool: 'forks',
          globalSetup: 'test/support/demo-data.ts',
        },
      },
    ],
  },
});

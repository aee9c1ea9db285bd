import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/demo-data.ts',
    // chDB binds one data directory to a process, so every test file gets a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 2,
    // Generous: what is slow is told by the bench; here a machine may be busy with anything.
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});

const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
    },
  ],
};

/** One project a kind of test; the folder says what a test needs to run. */
const project = (name, extra = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform,
  ...extra,
});

const databases = { globalSetup: '<rootDir>/test/support/make-database-image.js' };

export default {
  // A process that has run many suites is slow: modules of each stay in memory.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.js'],
  // Jest leaves a core to itself, which it hardly uses.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  // A database in memory takes seconds to open while the machine is busy.
  testTimeout: 60_000,
  projects: [
    project('static'),
    project('unit'),
    project('simulation'),
    project('contract', databases),
    project('conformance', databases),
    project('integration', databases),
    project('e2e', { globalSetup: '<rootDir>/test/support/build-pages.js' }),
  ],
};

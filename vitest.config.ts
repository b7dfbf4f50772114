import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, ...extra },
});

const exclude = ['**/node_modules/**', 'dist/**', '.everslot/**'];
const services = {
  globalSetup: ['./scripts/testing/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    exclude,
    env: { TZ: 'UTC' },
    projects: [
      project('unit', ['**/*.test.ts', '**/*.test.tsx'], {
        testTimeout: 60_000,
        exclude: [...exclude, '**/*.{db,workflow,contract,api,e2e,replay,chaos}.test.ts'],
      }),
      project('replay', ['**/*.replay.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('contract', ['**/*.contract.test.ts'], { testTimeout: 60_000 }),
      project('db', ['**/*.db.test.ts'], services),
      project('workflow', ['**/*.workflow.test.ts'], services),
      project('api', ['**/*.api.test.ts'], services),
      project('e2e', ['**/*.e2e.test.ts'], { ...services, testTimeout: 180_000, fileParallelism: false }),
      project('chaos', ['**/*.chaos.test.ts'], { ...services, testTimeout: 600_000, fileParallelism: false }),
    ],
  },
});

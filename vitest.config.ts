import { defineConfig } from 'vitest/config';
import { TEST_PROCESSES } from './scripts/testing/context.ts';

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, ...extra },
});

const exclude = ['**/node_modules/**', 'dist/**', '.everslot/**'];
/** Groups run one after another: whole stacks and measured outages want the machine for themselves. */
const group = (groupOrder: number) => ({ sequence: { groupOrder } });
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
        ...group(0),
        // Pure functions: nothing one file does can reach another.
        isolate: false,
        maxWorkers: TEST_PROCESSES,
        testTimeout: 60_000,
        exclude: [...exclude, '**/*.{db,workflow,contract,api,e2e,oracle,replay,chaos}.test.ts'],
      }),
      // Many random cases, most compared with a second implementation, which takes its time.
      project('oracle', ['**/*.oracle.test.ts'], {
        ...group(0),
        maxWorkers: TEST_PROCESSES,
        testTimeout: 600_000,
      }),
      project('replay', ['**/*.replay.test.ts'], {
        ...group(0),
        maxWorkers: TEST_PROCESSES,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('contract', ['**/*.contract.test.ts'], {
        ...group(0),
        maxWorkers: TEST_PROCESSES,
        testTimeout: 60_000,
      }),
      project('db', ['**/*.db.test.ts'], { ...services, ...group(1), maxWorkers: TEST_PROCESSES }),
      project('workflow', ['**/*.workflow.test.ts'], {
        ...services,
        ...group(1),
        maxWorkers: TEST_PROCESSES,
      }),
      project('api', ['**/*.api.test.ts'], { ...services, ...group(2), maxWorkers: TEST_PROCESSES }),
      project('e2e', ['**/*.e2e.test.ts'], {
        ...services,
        ...group(3),
        testTimeout: 180_000,
        hookTimeout: 240_000,
        fileParallelism: false,
      }),
      project('chaos', ['**/*.chaos.test.ts'], {
        ...services,
        ...group(4),
        testTimeout: 600_000,
        hookTimeout: 600_000,
        fileParallelism: false,
      }),
    ],
  },
});

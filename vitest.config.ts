import { defineConfig } from 'vitest/config';
import { TEST_PROCESSES } from './scripts/testing/context.ts';

const project = (name: string, include: string[], extra: object = {}) => ({
  extends: true as const,
  test: { name, include, ...extra },
});

const exclude = ['**/node_modules/**', 'dist/**', '.everslot/**'];
/** Groups run one after another: whole stacks and measured outages want the machine for themselves. */
const group = (groupOrder: number) => ({ sequence: { groupOrder } });
/** The cores we count on. */
const cores = 2;
const pure = { ...group(0), maxWorkers: cores };
const services = {
  maxWorkers: TEST_PROCESSES,
  globalSetup: ['./scripts/testing/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    exclude,
    // What files import would be most of the time of many. Those that look at their process have one of their own.
    isolate: false,
    // Young objects are given more room, which saves a tenth of the processor time.
    execArgv: ['--max-semi-space-size=64'],
    env: { TZ: 'UTC' },
    // What is waited for may take its time on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      project('unit', ['**/*.test.ts', '**/*.test.tsx'], {
        ...pure,
        testTimeout: 60_000,
        exclude: [...exclude, '**/*.{db,process,workflow,contract,api,e2e,oracle,replay,chaos}.test.ts'],
      }),
      // Many random cases, most compared with a second implementation, which takes its time.
      project('oracle', ['**/*.oracle.test.ts'], {
        ...pure,
        testTimeout: 600_000,
      }),
      project('replay', ['**/*.replay.test.ts'], {
        ...pure,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('contract', ['**/*.contract.test.ts'], {
        ...pure,
        testTimeout: 60_000,
      }),
      project('db', ['**/*.db.test.ts'], { ...services, ...group(1) }),
      project('process', ['**/*.process.test.ts'], {
        ...services,
        ...group(1),
        isolate: true,
      }),
      project('workflow', ['**/*.workflow.test.ts'], {
        ...services,
        ...group(1),
      }),
      project('api', ['**/*.api.test.ts'], { ...services, ...group(2) }),
      project('e2e', ['**/*.e2e.test.ts'], {
        ...services,
        ...group(3),
        // Browsers keep a core busy each.
        maxWorkers: cores,
        testTimeout: 180_000,
        hookTimeout: 240_000,
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

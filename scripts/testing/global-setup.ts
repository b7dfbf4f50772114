import type { TestProject } from 'vitest/node';
import { SetupError } from '#scripts/report.ts';
import { obtainBrowser, obtainTimeSkippingServer } from '#scripts/tools/tools.ts';
import { buildWorkflowBundle } from '#scripts/tools/workflow-bundle.ts';
import type { TestServices } from './context.ts';
import { startTestDatabases, startTestTemporal, type TestDatabases, type TestTemporal } from './services.ts';

type Need = 'database' | 'temporal' | 'time skipping' | 'browser' | 'bundle';

/** A test project is named after the suffix of its files. */
const NEEDS: Record<string, readonly Need[]> = {
  db: ['database'],
  process: ['database'],
  workflow: ['database', 'time skipping', 'bundle'],
  api: ['database', 'temporal', 'bundle'],
  e2e: ['database', 'temporal', 'bundle', 'browser'],
  chaos: ['database', 'temporal', 'bundle'],
};

type Shared = {
  users: number;
  database?: Promise<TestDatabases>;
  temporal?: Promise<TestTemporal>;
};

// Each project loads this file anew; the services are one set for the whole run.
const registry: typeof globalThis & { [key: symbol]: Shared | undefined } = globalThis;
const key = Symbol.for('everslot.test-services');

const report = (line: string) => {
  process.stderr.write(`${line}\n`);
};

const PROVIDERS: Record<Need, (shared: Shared) => Promise<Partial<TestServices>>> = {
  database: async (shared) => {
    shared.database ??= startTestDatabases(report);
    const { databases, template, adminUrl } = await shared.database;
    return { databases, databaseTemplate: template, databaseAdminUrl: adminUrl };
  },
  temporal: async (shared) => {
    shared.temporal ??= startTestTemporal(report);
    const { address, uiUrl } = await shared.temporal;
    return { temporalAddress: address, temporalUiUrl: uiUrl };
  },
  'time skipping': async () => ({ timeSkippingServerPath: await obtainTimeSkippingServer(report) }),
  browser: async () => ({ chromiumPath: await obtainBrowser(report) }),
  bundle: async () => ({ workflowBundlePath: await buildWorkflowBundle(report) }),
};

/** Absent values are published as well: reading one a project does not need then gives '' and not an error. */
const NOTHING: TestServices = {
  databases: [],
  databaseTemplate: '',
  databaseAdminUrl: '',
  temporalAddress: '',
  temporalUiUrl: '',
  timeSkippingServerPath: '',
  chromiumPath: '',
  workflowBundlePath: '',
};

function publish(project: TestProject, services: TestServices): void {
  project.provide('databases', services.databases);
  project.provide('databaseTemplate', services.databaseTemplate);
  project.provide('databaseAdminUrl', services.databaseAdminUrl);
  project.provide('temporalAddress', services.temporalAddress);
  project.provide('temporalUiUrl', services.temporalUiUrl);
  project.provide('timeSkippingServerPath', services.timeSkippingServerPath);
  project.provide('chromiumPath', services.chromiumPath);
  project.provide('workflowBundlePath', services.workflowBundlePath);
}

/** Starts what the project's tests need, once for all selected projects, and publishes it to them. */
export async function setup(project: TestProject): Promise<void> {
  const shared = (registry[key] ??= { users: 0 });
  shared.users += 1;
  const results = await Promise.allSettled(
    (NEEDS[project.name] ?? []).map((need) => PROVIDERS[need](shared)),
  );
  let services = NOTHING;
  for (const result of results) {
    if (result.status === 'fulfilled') services = { ...services, ...result.value };
    else {
      await teardown();
      throw result.reason instanceof SetupError ? new Error(result.reason.message) : result.reason;
    }
  }
  publish(project, services);
}

/** Stops everything when the last project is done. */
export async function teardown(): Promise<void> {
  const shared = registry[key];
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  registry[key] = undefined;
  const running = await Promise.allSettled([shared.database, shared.temporal]);
  await Promise.all(
    running.map(async (service) => {
      if (service.status === 'fulfilled') await service.value?.stop();
    }),
  );
}

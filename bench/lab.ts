import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rateLimitsOff } from '#api/testing/rate-limits-off.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { guardFolder } from '#scripts/guard.ts';
import type { Report } from '#scripts/report.ts';
import { type Programs, sourcePrograms, startChild } from '#scripts/stack/child.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { type Stack, startStack } from '#scripts/stack/stack.ts';
import { anyPorts } from '#scripts/stack/stack-ports.ts';
import { vendorSettings } from '#scripts/stack/stand-ins.ts';
import type { Running } from '#scripts/stack/supervisor.ts';
import { productionSettings } from '#scripts/tools/build-server.ts';
import { buildWorkflowBundle } from '#scripts/tools/workflow-bundle.ts';

/** An installation of its own for one run of the benchmarks. */
export type BenchLab = {
  stack: Stack;
  db: Database;
  baseUrl: string;
  apiPid: number;
  folder: string;
  report: Report;
  stop(): Promise<void>;
};

/**
 * What a process in production is given. It knows no vendors: those of this machine are refused there, and no benchmark speaks to one
 * through such a process.
 */
export const productionEnv = (stack: Stack): Record<string, string> => ({
  ...stack.env,
  ...productionSettings,
  PUBLIC_URL: 'https://localhost',
  ...Object.fromEntries([...vendorSettings].map((name) => [name, ''])),
  ALLOW_LOOPBACK_PROVIDERS: '',
  EVERSLOT_PARENT_PID: String(process.pid),
});

/** An API as in production, which does not check its own answers; the sources unless a bundle is given. */
export async function startApi(
  stack: Stack,
  { folder, name, programs = sourcePrograms }: { folder: string; name: string; programs?: Programs },
): Promise<Running & { baseUrl: string }> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const api = await startChild({
    name,
    args: programs.api,
    env: { ...productionEnv(stack), PORT: String(port) },
    logFolder: join(folder, 'logs'),
    ready: { url: `${baseUrl}/health/ready` },
  });
  return { ...api, baseUrl };
}

/** Starts API, worker, Postgres (with fsync), Temporal and emulators; rate limits off, web pages on. */
export async function openBenchLab(report: Report): Promise<BenchLab> {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-bench-'));
  const keep = guardFolder(folder);
  const workflowBundle = join(folder, 'workflow-bundle.js');
  await copyFile(await buildWorkflowBundle(report), workflowBundle);
  const stack = await startStack({
    stateDir: folder,
    ports: anyPorts,
    report,
    env: {
      ...rateLimitsOff,
      WORKFLOW_BUNDLE: workflowBundle,
      LOG_LEVEL: 'warn',
    },
  });
  const api = await startApi(stack, { folder, name: 'bench-api' }).catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  const db = openDatabase(stack.databaseUrls.appUrl, { poolSize: 2, applicationName: 'everslot-bench' });
  return {
    stack,
    db,
    folder,
    report,
    baseUrl: api.baseUrl,
    apiPid: api.pid,
    stop: async () => {
      await closeDatabase(db);
      await api.stop();
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
      keep();
    },
  };
}

export type BenchLink = { tenant: TestTenant; host: TestHost; linkId: string; path: string };

/** A host open round the clock with one link for half-hour calls, or for a group of so many places. */
export async function createBenchLink(db: Database, places = 1): Promise<BenchLink> {
  const tenant = await createTestTenant(db);
  const [host] = tenant.hosts;
  if (host === undefined) throw new Error('a tenant has a host');
  const link = await createTestLink(db, tenant, {
    stepMinutes: 30,
    durationsMinutes: [30],
    ...(places > 1 ? { kind: 'group', capacity: places } : {}),
  });
  return { tenant, host, linkId: link.id, path: `/api/v1/public/links/${host.username}/${link.slug}` };
}

export type Answered = { status: number; ms: number; code: string };

/** Books one time as a guest of its own for each key; a repeat under the key is the same request. */
export async function bookOnce(
  baseUrl: string,
  link: BenchLink,
  start: number,
  key: string,
): Promise<Answered> {
  const started = performance.now();
  const response = await fetch(`${baseUrl}${link.path}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      start: new Date(start).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      guest: { name: `Guest ${key}`, email: `${key}@example.test` },
    }),
  });
  const body: unknown = await response.json();
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
  return { status: response.status, ms: performance.now() - started, code };
}

const halfHourMs = 30 * 60_000;

/** Free starts of a link, one after another, from tomorrow on. */
export function freeStarts(): () => number {
  let next = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000;
  return () => {
    next += halfHourMs;
    return next;
  };
}

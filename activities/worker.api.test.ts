import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { projectRoot } from '#scripts/project.ts';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { ensureSearchAttributes } from '#scripts/stack/temporal-connection.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { ended, ready, spawnWorker, type WorkerProcess } from '#scripts/testing/worker-process.ts';
import { buildServer } from '#scripts/tools/build-server.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { retentionScheduleId } from '#workflows/client/schedules.ts';

const started: WorkerProcess[] = [];
const notABundle = join(tmpdir(), `everslot-not-a-bundle-${process.pid}.js`);
const busy = createServer();

const namespaceOf = (withAttributes: boolean) => createNamespace(inject('temporalAddress'), withAttributes);

const settings = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  NODE_ENV: 'test',
  PUBLIC_URL: 'http://localhost:3000',
  DATABASE_URL: testDatabase().appUrl,
  LINK_SECRET: 'l'.repeat(40),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  TEMPORAL_ADDRESS: inject('temporalAddress'),
  WORKFLOW_BUNDLE: inject('workflowBundlePath'),
  // Suites share the run's database, and some live in the past.
  ...Object.fromEntries(
    ['REQUESTS', 'SIGN_INS', 'UNPROVEN', 'WEBHOOKS', 'MAILS', 'ASSETS'].map((name) => [
      `RETENTION_${name}_DAYS`,
      '3650',
    ]),
  ),
  ...changes,
});
let built: readonly string[];
const start = (changes: Readonly<Record<string, string>>, args = built): WorkerProcess => {
  const worker = spawnWorker(settings(changes), args);
  started.push(worker);
  return worker;
};
const withPassword = (url: string, password: string): string => {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
};

beforeAll(async () => {
  built = bundledPrograms(await buildServer()).worker;
  await writeFile(notABundle, 'export const x = 1;');
  await once(busy.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  busy.close();
  await rm(notABundle);
});

const busyPort = (): string => {
  const address = busy.address();
  return typeof address === 'object' && address !== null ? String(address.port) : '';
};

describe('a worker that cannot work ends with one sentence that names what is wrong', () => {
  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'Temporal is down',
      () => ({ TEMPORAL_ADDRESS: '127.0.0.1:1' }),
      /127\.0\.0\.1:1 cannot be reached \(Connection refused\).*TEMPORAL_ADDRESS/,
    ],
    [
      'an address with a scheme',
      () => ({ TEMPORAL_ADDRESS: 'http://localhost:7233' }),
      /TEMPORAL_ADDRESS: must be/,
    ],
    ['TLS to a server without it', () => ({ TEMPORAL_TLS: 'true' }), /cannot be reached .*TEMPORAL_TLS/],
    [
      'a namespace that does not exist',
      () => ({ TEMPORAL_NAMESPACE: 'nowhere' }),
      /no namespace "nowhere".*TEMPORAL_NAMESPACE.*temporal operator namespace create --namespace nowhere/,
    ],
    [
      'no workflow code',
      () => ({ WORKFLOW_BUNDLE: '/nowhere.js' }),
      /WORKFLOW_BUNDLE: \/nowhere\.js cannot be read/,
    ],
    [
      'other code',
      () => ({ WORKFLOW_BUNDLE: notABundle }),
      /WORKFLOW_BUNDLE: .*is no bundle of workflow code/,
    ],
    [
      'a superuser, whom row-level security does not bind',
      () => ({ DATABASE_URL: inject('databaseAdminUrl') }),
      /DATABASE_URL is of role \w+, which may bypass row-level security.*everslot_app/,
    ],
    [
      'the identity role',
      () => ({ DATABASE_URL: testDatabase().authUrl }),
      /DATABASE_URL is of role everslot_auth, which is not everslot_app/,
    ],
    [
      'the owner',
      () => ({ DATABASE_URL: testDatabase().ownerUrl }),
      /DATABASE_URL is of role everslot_owner, which is not everslot_app/,
    ],
    [
      'a wrong password',
      () => ({ DATABASE_URL: withPassword(testDatabase().appUrl, 'wrong') }),
      /DATABASE_URL is refused by its server \(28P01\)/,
    ],
    [
      'an address of something else',
      () => ({ DATABASE_URL: 'mysql://a:b@localhost/x' }),
      /DATABASE_URL: must be postgres/,
    ],
    [
      'a password that breaks the address',
      () => ({ DATABASE_URL: 'postgres://a:b/c+d@localhost/x' }),
      /DATABASE_URL: must be.*percent-encoded/,
    ],
    [
      'a port that is taken',
      () => ({ WORKER_METRICS_PORT: busyPort() }),
      /Metrics cannot be served on .*WORKER_METRICS_PORT/,
    ],
    [
      'two mail vendors',
      () => ({ RESEND_API_KEY: 're_123456', SMTP_HOST: 'localhost', EMAIL_FROM_ADDRESS: 'a@example.com' }),
      /EMAIL_VENDOR/,
    ],
  ])('%s', async (_name, changes, sentence) => {
    const { code, said } = await ended(start(changes()));
    expect(code, said).toBe(1);
    const lines = said
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('{'));
    expect(lines.join('\n')).toMatch(sentence);
    expect(lines).toHaveLength(1);
  });

  test('a namespace without our search attributes: each is named with the command that adds it', async () => {
    const namespace = await namespaceOf(false);
    const { code, said } = await ended(start({ TEMPORAL_NAMESPACE: namespace }));
    expect(code).toBe(1);
    for (const [name, kind] of Object.entries(SEARCH_ATTRIBUTES))
      expect(said).toContain(`--name ${name} --type ${kind}`);
    expect(said).toContain(`--namespace ${namespace}`);
    await ensureSearchAttributes(inject('temporalAddress'), namespace);
    const worker = start({ TEMPORAL_NAMESPACE: namespace });
    await ready(worker);
    expect(worker.output()).not.toMatch(/lacks/);
  });

  test('sources without their loader', async () => {
    const { code, said } = await ended(start({}, [join(projectRoot, 'activities', 'worker.ts')]));
    expect([code, said]).toEqual([1, expect.stringMatching(/npm run serve:worker/)]);
  });
});

test('a worker schedules the sweep of old data, once for all workers, brought to its version by each', async () => {
  const namespace = await namespaceOf(true);
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { schedule } = new Client({ connection, namespace });
  const handle = schedule.getHandle(retentionScheduleId);
  await ready(start({ TEMPORAL_NAMESPACE: namespace }));
  const made = await handle.describe();
  expect(made.action).toMatchObject({ type: 'startWorkflow', workflowType: 'retentionSweep' });
  expect(made.policies.overlap).toBe('SKIP');
  await handle.pause('by hand');
  await handle.update(({ state, action }) => ({
    state,
    action: { ...action, workflowType: 'ofLongAgo' },
    spec: { intervals: [{ every: '400 days' }] },
  }));
  await ready(start({ TEMPORAL_NAMESPACE: namespace, WORKER_TASK_QUEUES: 'bookings' }));
  const brought = await handle.describe();
  expect(brought.action).toMatchObject({ workflowType: 'retentionSweep' });
  expect(brought.spec.intervals?.[0]?.every).toBe(3_600_000);
  expect(brought.state.paused).toBe(true);
  await connection.close();
});

test('a worker needs only what its queues use: one for bookings starts whatever is wrong with mail and calendars', async () => {
  const namespace = await namespaceOf(true);
  const worker = start({
    TEMPORAL_NAMESPACE: namespace,
    WORKER_TASK_QUEUES: 'bookings',
    RESEND_API_KEY: 'malformed',
    EMAIL_VENDOR: 'smtp',
    GOOGLE_CLIENT_ID: 'without a secret',
  });
  await ready(worker);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Api, openApi, send } from '#api/testing/harness.ts';
import { type DatabaseUrls, prepareDatabase } from '#db/migrate.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { account, startMailServer } from '#providers/email/smtp/testing/mail-server.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { ready, spawnWorker, type WorkerProcess } from '#scripts/testing/worker-process.ts';

/** Of its own: a worker's relay takes whatever is due, also what other suites have written. */
const database = `everslot_mail_${randomBytes(6).toString('hex')}`;
let urls: DatabaseUrls;
let api: Api;
let worker: WorkerProcess;
let mails: Awaited<ReturnType<typeof startMailServer>>;
let metricsPort: number;

beforeAll(async () => {
  const address = inject('temporalAddress');
  [urls, mails, metricsPort] = await Promise.all([
    prepareDatabase(inject('databaseAdminUrl'), { database }),
    startMailServer(),
    freePort(),
  ]);
  const namespace = await createNamespace(address, true);
  api = await openApi({ databaseUrls: urls });
  worker = spawnWorker({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: urls.appUrl,
    LINK_SECRET: 'l'.repeat(40),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    WORKFLOW_BUNDLE: inject('workflowBundlePath'),
    WORKER_METRICS_PORT: String(metricsPort),
    EMAIL_FROM_ADDRESS: 'bookings@example.com',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mails.port),
    SMTP_USER: account.user,
    SMTP_PASSWORD: 'not the password',
    SMTP_SECURITY: 'none',
    SMTP_ALLOW_PLAIN: 'true',
  });
  await ready(worker);
});
afterAll(async () => {
  worker.child.kill('SIGKILL');
  await Promise.all([api.close(), mails.stop()]);
  const admin = new Client({ connectionString: inject('databaseAdminUrl') });
  await admin.connect();
  await admin.query(`drop database ${escapeIdentifier(database)} with (force)`);
  await admin.end();
});

const bookings = 5;
/** Answers the booking's id. */
const book = async (index: number): Promise<string> => {
  const { slug } = await createTestLink(api.db, api.tenant);
  const [host] = api.tenant.hosts;
  const day = Math.ceil(Date.now() / 86_400_000) + 1 + index;
  const answer = await send(api, 'POST', `/api/v1/public/links/${host?.username}/${slug}/bookings`, {
    headers: { 'Idempotency-Key': randomUUID() },
    body: {
      start: new Date(day * 86_400_000).toISOString(),
      durationMinutes: 30,
      timeZone: 'UTC',
      guest: { name: 'An', email: `an${index}@example.com` },
    },
  });
  expect(answer.status).toBe(201);
  const { booking } = (await answer.json()) as { booking: { bookingId: string } };
  return booking.bookingId;
};

const sample = (text: string, name: string, labels: readonly string[]): number =>
  text
    .split('\n')
    .filter((line) => line.startsWith(name) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
const ofWorker = async (): Promise<string> => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
const ofApi = async (): Promise<string> => (await send(api, 'GET', '/metrics')).text();
const lines = (message: string) =>
  worker
    .output()
    .split('\n')
    .filter((line) => line.includes(`"msg":"${message}"`))
    .map((line): Record<string, unknown> => JSON.parse(line));

test('with a wrong mail key the metrics, one line of the log and the figures of what is owed tell of it, bookings go on', async () => {
  await expect
    .poll(() =>
      lines('the e-mail vendor refuses our credentials: no mail can be sent until they are corrected'),
    )
    .toMatchObject([{ level: 'error', vendor: 'smtp', variables: ['SMTP_URL', 'SMTP_PASSWORD'] }]);
  for (let index = 0; index < bookings; index += 1) await book(index);
  const attention = ['kind="notification"', 'failure="credentials_refused"'];
  await expect
    .poll(async () => sample(await ofApi(), 'everslot_attention{', attention), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(bookings);
  const text = await ofApi();
  expect(sample(text, 'everslot_owed{', ['kind="notification"'])).toBeGreaterThanOrEqual(bookings);
  expect(sample(text, 'everslot_owed_seconds{', ['kind="notification"'])).toBeGreaterThan(0);
  const calls = ['capability="email"', 'vendor="smtp"', 'outcome="credentials_refused"'];
  expect(sample(await ofWorker(), 'everslot_provider_calls_total{', calls)).toBeGreaterThanOrEqual(bookings);
  expect(lines('vendor fails')).toMatchObject([
    { level: 'warn', service: 'worker', capability: 'email', vendor: 'smtp', reason: 'credentials_refused' },
  ]);
  expect(worker.output()).not.toMatch(/an\d@example\.com|not the password/);
});

test('a booking is followed by its id through the lines of the API and of the worker, which are of one form', async () => {
  const bookingId = await book(bookings);
  const workflowId = `booking/${bookingId}`;
  const ofBooking = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.includes(`"bookingId":"${bookingId}"`))
      .map((line): Record<string, unknown> => JSON.parse(line));
  await expect
    .poll(() => ofBooking(worker.output()).map(({ activity }) => activity), { timeout: 60_000 })
    .toContain('deliverNotifications');
  const form = {
    level: 'info',
    time: expect.any(String),
    msg: expect.any(String),
    tenantId: api.tenant.tenantId,
  };
  expect(ofBooking(api.logged())).toMatchObject([{ ...form, service: 'api', status: 201 }]);
  for (const line of ofBooking(worker.output()))
    expect(line).toMatchObject({ ...form, service: 'worker', workflowId, ms: expect.any(Number) });
});

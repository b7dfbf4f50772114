import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '#api/testing/harness.ts';
import { type MailingWorker, startMailingWorker } from '#scripts/testing/mailing-worker.ts';

let mailing: MailingWorker;
beforeAll(async () => {
  mailing = await startMailingWorker({ password: 'not the password' });
});
afterAll(() => mailing.stop());

const bookings = 5;

const sample = (text: string, name: string, labels: readonly string[]): number =>
  text
    .split('\n')
    .filter((line) => line.startsWith(name) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
const ofWorker = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${mailing.metricsPort}/metrics`)).text();
const ofApi = async (): Promise<string> => (await send(mailing.api, 'GET', '/metrics')).text();
const lines = (message: string) =>
  mailing.worker
    .output()
    .split('\n')
    .filter((line) => line.includes(`"msg":"${message}"`))
    .map((line): Record<string, unknown> => JSON.parse(line));

test('with a wrong mail key the metrics, one line of the log and the figures of what is owed tell of it, bookings go on', async () => {
  await expect
    .poll(() =>
      lines(
        'the e-mail vendor refuses our credentials: no mail can be sent until SMTP_USER, SMTP_PASSWORD are corrected',
      ),
    )
    .toMatchObject([{ level: 'error', vendor: 'smtp', server: `127.0.0.1:${mailing.mails.port}` }]);
  for (let index = 0; index < bookings; index += 1) await mailing.book(index);
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
    {
      level: 'warn',
      service: 'worker',
      capability: 'email',
      vendor: 'smtp',
      reason: 'credentials_refused',
      server: `127.0.0.1:${mailing.mails.port}`,
      variables: ['SMTP_USER', 'SMTP_PASSWORD'],
    },
  ]);
  expect(mailing.worker.output()).not.toMatch(/an\d@example\.com|not the password/);
});

test('a booking is followed by its id through the lines of the API and of the worker, which are of one form', async () => {
  const bookingId = await mailing.book(bookings);
  const workflowId = `booking/${bookingId}`;
  const ofBooking = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.includes(`"bookingId":"${bookingId}"`))
      .map((line): Record<string, unknown> => JSON.parse(line));
  await expect
    .poll(() => ofBooking(mailing.worker.output()).map(({ activity }) => activity), { timeout: 60_000 })
    .toContain('deliverNotifications');
  const form = {
    level: 'info',
    time: expect.any(String),
    msg: expect.any(String),
    tenantId: mailing.api.tenant.tenantId,
  };
  expect(ofBooking(mailing.api.logged())).toMatchObject([{ ...form, service: 'api', status: 201 }]);
  for (const line of ofBooking(mailing.worker.output()))
    expect(line).toMatchObject({ ...form, service: 'worker', workflowId, ms: expect.any(Number) });
});

import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailingWorker, startMailingWorker } from '#scripts/testing/mailing-worker.ts';

let mailing: MailingWorker;
beforeEach(async () => {
  mailing = await startMailingWorker();
});
afterEach(() => mailing.stop());

/** Less than vendors' clients keep connections open for the next call. */
const soonMs = 10_000;
const end = async (): Promise<{ code: unknown; ms: number }> => {
  const asked = performance.now();
  const gone = once(mailing.worker.child, 'exit');
  mailing.worker.child.kill('SIGTERM');
  const [code] = await gone;
  return { code, ms: performance.now() - asked };
};
const taken = (): number => mailing.mails.taken().length;

test('a worker that has sent mails ends within seconds of being asked to, and says so', async () => {
  for (let index = 0; index < 5; index += 1) await mailing.book(index);
  // A guest's and a host's for each.
  await expect.poll(taken, { timeout: 50_000 }).toBe(10);
  const { code, ms } = await end();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(soonMs);
  expect(mailing.worker.output()).toMatch(/"signal":"SIGTERM".*"msg":"worker stops"/);
  expect(mailing.worker.output()).toMatch(/"msg":"worker stopped"/);
  // Nothing went wrong, and nothing was warned of.
  expect(mailing.worker.output()).not.toMatch(/"level":"(warn|error)"/);
});

test('what a worker is doing when it is asked to end is done first', async () => {
  const release = mailing.mails.hold();
  await mailing.book(0);
  await expect.poll(taken, { timeout: 50_000 }).toBeGreaterThan(0);
  const ended = end();
  await expect.poll(() => mailing.worker.output()).toMatch(/"msg":"worker stops"/);
  expect(mailing.worker.child.exitCode).toBeNull();
  release();
  expect((await ended).code).toBe(0);
  const sent = mailing.worker
    .output()
    .split('\n')
    .filter((line) => /"activity":"deliverNotifications".*"outcome":"ok"/.test(line));
  expect(sent).toHaveLength(1);
});

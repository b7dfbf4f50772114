import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailingWorker, startMailingWorker } from '#scripts/testing/mailing-worker.ts';

let mailing: MailingWorker;
beforeEach(async () => {
  mailing = await startMailingWorker();
});
afterEach(() => mailing.stop());

/**
 * From a worker's last word to its end there is nothing left to do, however slow the machine is. Vendors' clients keep their
 * connections open for three times as long, and the mail server never ends one.
 */
const lingerMs = 10_000;
/** Asks the process to end; how it ended, and how long that was after it had said that it has stopped. */
const end = async (): Promise<{ code: unknown; lingeredMs: number }> => {
  const { child, output } = mailing.worker;
  let saidAt = Number.POSITIVE_INFINITY;
  child.stdout?.on('data', () => {
    if (output().includes('worker stopped')) saidAt = Math.min(saidAt, performance.now());
  });
  const gone = once(child, 'exit').then(() => performance.now());
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const [[code], goneAt] = await Promise.all([closed, gone]);
  return { code, lingeredMs: Math.max(0, goneAt - saidAt) };
};
const taken = (): number => mailing.mails.taken().length;

test('a worker that has sent mails ends when it is asked to, with connections to the mail server that it keeps for the next, and says so', async () => {
  for (let index = 0; index < 5; index += 1) await mailing.book(index);
  // A guest's and a host's for each.
  await expect.poll(taken, { timeout: 50_000 }).toBe(10);
  expect(mailing.mails.open()).toBeGreaterThan(0);
  const { code, lingeredMs } = await end();
  expect(code).toBe(0);
  expect(lingeredMs).toBeLessThan(lingerMs);
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

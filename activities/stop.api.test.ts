import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailingWorker, startMailingWorker } from '#scripts/testing/mailing-worker.ts';

let mailing: MailingWorker;
beforeEach(async () => {
  mailing = await startMailingWorker();
});
afterEach(() => mailing.stop());

/** The test's own limit is a guard alone: nothing here says how fast a machine is. */
const end = async (): Promise<unknown> => {
  const gone = once(mailing.worker.child, 'exit');
  mailing.worker.child.kill('SIGTERM');
  const [code] = await gone;
  return code;
};
const taken = (): number => mailing.mails.taken().length;

test('a worker that has sent mails ends when it is asked to, with connections to the mail server that it keeps for the next, and says so', async () => {
  for (let index = 0; index < 5; index += 1) await mailing.book(index);
  // A guest's and a host's for each.
  await expect.poll(taken, { timeout: 50_000 }).toBe(10);
  expect(await end()).toBe(0);
  // Connections for a next mail hold a process until they have idled out, and its client takes leave of each that has. The server
  // never ends one, so an end without leave is one that did not wait for them.
  expect(mailing.mails.kept()).toBeGreaterThan(0);
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
  expect(await ended).toBe(0);
  const sent = mailing.worker
    .output()
    .split('\n')
    .filter((line) => /"activity":"deliverNotifications".*"outcome":"ok"/.test(line));
  expect(sent).toHaveLength(1);
});

import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type Api, openApi, send } from '#api/testing/harness.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import { account, startMailServer } from '#providers/email/smtp/testing/mail-server.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { openOwnDatabase } from './database.ts';
import { createNamespace } from './namespace.ts';
import { ready, spawnWorker, type WorkerProcess } from './worker-process.ts';

export type MailingWorker = {
  api: Api;
  worker: WorkerProcess;
  mails: Awaited<ReturnType<typeof startMailServer>>;
  metricsPort: number;
  /** A guest of its own books a day of its own; answers the booking's id. */
  book: (index: number) => Promise<string>;
  stop: () => Promise<void>;
};

/** The worker's real program with a mail server, in a database of its own: its relay takes whatever is due, also what other suites have written. */
export const startMailingWorker = async ({ password = account.password } = {}): Promise<MailingWorker> => {
  const address = inject('temporalAddress');
  const [{ urls, drop }, mails, metricsPort] = await Promise.all([
    openOwnDatabase(),
    // Never the one to end a connection: what a worker leaves open stays open until the worker says otherwise.
    startMailServer({ socketTimeout: 60 * 60_000 }),
    freePort(),
  ]);
  const namespace = await createNamespace(address, true);
  const api = await openApi({ databaseUrls: urls });
  const worker = spawnWorker({
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
    SMTP_PASSWORD: password,
    SMTP_SECURITY: 'none',
    SMTP_ALLOW_PLAIN: 'true',
  });
  await ready(worker);
  return {
    api,
    worker,
    mails,
    metricsPort,
    book: async (index) => {
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
      if (answer.status !== 201) throw new Error(`the booking was answered with ${answer.status}`);
      const { booking } = (await answer.json()) as { booking: { bookingId: string } };
      return booking.bookingId;
    },
    stop: async () => {
      worker.child.kill('SIGKILL');
      await Promise.all([api.close(), mails.stop()]);
      await drop();
    },
  };
};

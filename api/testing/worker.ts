import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { mapFailures } from '#activities/failures.ts';
import { createActivities } from '#activities/index.ts';
import { usualDays } from '#domain/retention/policies.ts';
import type { Dns } from '#providers/dns/port.ts';
import type { OutgoingEmail } from '#providers/email/port.ts';
import { createEmailAccounts } from '#providers/email/registry.ts';
import { taskQueues } from '#workflows/policies.ts';
import type { Api } from './harness.ts';

/** No name has any records. */
const noDns: Dns = { texts: async () => [], aliases: async () => [], addresses: async () => [] };

export type TestWorker = { stop: () => Promise<void> };
type WorkerOptions = { bundlePath: string; onMail?: (mail: OutgoingEmail) => void };

/** A worker over the real activities, on the suite's database and namespace; mail goes to `onMail` and no further. */
export const startWorker = async (
  api: Api,
  { bundlePath, onMail = () => undefined }: WorkerOptions,
): Promise<TestWorker> => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const activities = mapFailures(
    createActivities({
      db: api.db,
      email: {
        vendor: 'resend',
        send: async (mail) => {
          onMail(mail);
          return { externalId: mail.idempotencyKey };
        },
      },
      emailAccounts: createEmailAccounts({}),
      render: async ({ template }) => ({ subject: template, html: '', text: '' }),
      signer: api.deps.signer,
      secrets: api.deps.secrets,
      retentionDays: usualDays,
      calendars: api.deps.calendarProviders,
      conferences: new Map(),
      payments: api.deps.payments,
      billing: api.deps.billing,
      sites: api.deps.sites,
      dns: noDns,
      appUrl: `${api.deps.config.PUBLIC_URL}/app`,
      fromAddress: 'bookings@example.com',
      pushUrl: () => null,
    }),
    () => undefined,
  );
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = api.deps.config;
  const connection = await NativeConnection.connect({ address });
  const common = { connection, namespace, activities, workflowBundle: { codePath: bundlePath } };
  const workers = await Promise.all(
    Object.values(taskQueues).map((taskQueue) => Worker.create({ ...common, taskQueue })),
  );
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
    },
  };
};

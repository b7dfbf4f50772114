import { writeFile } from 'node:fs/promises';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { mapFailures } from '#activities/failures.ts';
import { type Activities, createActivities } from '#activities/index.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { Wakeup } from '#domain/follower.ts';
import { usualDays } from '#domain/retention/policies.ts';
import type { BillingVendor, CalendarVendor, ConferenceVendor, PaymentVendor } from '#domain/vendors.ts';
import type { BillingProvider } from '#providers/billing/port.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import type { ConferenceProvider } from '#providers/conference/port.ts';
import type { Dns } from '#providers/dns/port.ts';
import type { EmailContent, EmailProvider, OutgoingEmail } from '#providers/email/port.ts';
import { createEmailAccounts } from '#providers/email/registry.ts';
import type { PaymentProvider } from '#providers/payment/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { createTokenSigner } from '#services/booking/read/manage-token.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { createSites } from '#services/domain/sites.ts';
import { createSecretBox } from '#services/secrets.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import { createFollowerCall } from '#workflows/client/followers.ts';
import { taskQueues } from '#workflows/policies.ts';
import { recordAs } from './env.ts';
import { installRuntime, rescueStranded } from './stranded.ts';

export type SentMail = { to: string; key: string; subject: string; content: OutgoingEmail };

/** Seals what the lab's integrations keep. */
export const labSecrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

/** The time-skipping server, one worker over the real activities and the real database; mail is only collected. */
export type Lab = {
  env: TestWorkflowEnvironment;
  db: Database;
  tenant: TestTenant;
  sent: SentMail[];
  /** Set to make the mail vendor refuse: called before each send. */
  mailFailure: { before: (email: OutgoingEmail) => void };
  /** Set to put something in front of an activity. */
  intercept: { before: (name: string, input: unknown) => Promise<void> | void };
  /** Set to lose the call of a follower after its commit, as a crash does. */
  calls: { lost: (wakeup: Wakeup) => boolean };
  /** Calls a follower, as the relay does. */
  call: (wakeup: Wakeup) => Promise<void>;
  /** Resolves when every follower that was called has been reached. */
  called: () => Promise<void>;
  /** What a workflow ends with; time is skipped until it does. */
  ended: <Result = unknown>(workflowId: string) => Promise<Result>;
  /** Lets so much time pass for the workflows. */
  sleep: TestWorkflowEnvironment['sleep'];
  close: () => Promise<void>;
};

export type LabSettings = {
  /** Left out: the test process's own database. */
  databaseUrl?: string;
  hosts?: number;
  calendars?: ReadonlyMap<CalendarVendor, CalendarProvider>;
  conferences?: ReadonlyMap<ConferenceVendor, ConferenceProvider>;
  payments?: ReadonlyMap<PaymentVendor, PaymentProvider>;
  billing?: ReadonlyMap<BillingVendor, BillingProvider>;
  /** Left out: no name has any records. */
  dns?: Dns;
  /** Where the installation is reached. */
  publicUrl?: string;
};

const noDns: Dns = { texts: async () => [], aliases: async () => [], addresses: async () => [] };

/** Enough of a mail to tell which it is. */
const renderShort = async ({ template, audience, booking }: EmailContent) => ({
  subject: `${template} ${audience}`,
  html: '',
  text: booking?.meetingUrl ?? '',
});

/**
 * Whom an activity has woken is reached before it ends. Otherwise time may be skipped in between, and a timer fires just when its
 * follower is woken: the server then refuses the task and the run hangs.
 */
const reachedAll = (underWay: ReadonlySet<Promise<void>>) => async (): Promise<void> => {
  while (underWay.size > 0) await Promise.allSettled(underWay);
};

const mailbox = (sent: SentMail[], mailFailure: Lab['mailFailure']): EmailProvider => ({
  vendor: 'resend',
  send: async (content) => {
    mailFailure.before(content);
    sent.push({ to: content.to.email, key: content.idempotencyKey, subject: content.subject, content });
    return { externalId: `mail-${sent.length}` };
  },
});

export const openLab = async (settings: LabSettings = {}): Promise<Lab> => {
  installRuntime();
  const env = await startServer(inject('timeSkippingServerPath'));
  await registerSearchAttributes(env);
  const callOnce = createFollowerCall(env.client, { deadlineMs: 20_000 });
  // Two calls at once may both try to start it: the time-skipping server refuses the second instead of signalling.
  const reach = (wakeup: Wakeup): Promise<void> =>
    callOnce(wakeup).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return reach(wakeup);
    });
  const stranded = rescueStranded(env, reach);
  const call = (wakeup: Wakeup): Promise<void> => {
    stranded.noteCalled(wakeup);
    return reach(wakeup);
  };
  const calls: Lab['calls'] = { lost: () => false };
  const underWay = new Set<Promise<void>>();
  const onWake = (wakeup: Wakeup): void => {
    if (calls.lost(wakeup)) return;
    const made = call(wakeup).finally(() => underWay.delete(made));
    underWay.add(made);
  };
  const db = openDatabase(settings.databaseUrl ?? testDatabase().appUrl, { poolSize: 5, onWake });
  const tenant = await createTestTenant(db, { hosts: settings.hosts ?? 1 });
  const sent: SentMail[] = [];
  const mailFailure: Lab['mailFailure'] = { before: () => undefined };
  const intercept: Lab['intercept'] = { before: () => undefined };
  const email = mailbox(sent, mailFailure);
  const activities = createActivities({
    db,
    email,
    emailAccounts: createEmailAccounts({}),
    render: renderShort,
    signer: createTokenSigner('x'.repeat(32)),
    secrets: labSecrets,
    retentionDays: usualDays,
    calendars: settings.calendars ?? new Map(),
    conferences: settings.conferences ?? new Map(),
    payments: settings.payments ?? new Map(),
    billing: settings.billing ?? new Map(),
    sites: createSites(db, { publicUrl: settings.publicUrl ?? 'http://localhost', tenantDomain: '' }, 0),
    dns: settings.dns ?? noDns,
    appUrl: 'http://localhost/app',
    fromAddress: 'bookings@example.com',
    pushUrl: () => 'http://127.0.0.1:9/push',
  });
  const reached = reachedAll(underWay);
  const intercepted = withInterception(mapFailures(activities, rethrow), {
    before: intercept,
    after: reached,
  });
  const workers = await createWorkers(env, intercepted);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    env,
    db,
    tenant,
    sent,
    mailFailure,
    intercept,
    calls,
    call,
    called: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    ...stranded.passing,
    close: async () => {
      await reached();
      await stranded.stop();
      for (const worker of workers) worker.shutdown();
      await running;
      await env.teardown();
      await closeDatabase(db);
    },
  };
};

/** The SDK gives the server five seconds to start, which a busy machine may need for other things. */
const startServer = async (path: string, triesLeft = 5): Promise<TestWorkflowEnvironment> => {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
  } catch (error) {
    const isSlow = error instanceof Error && error.message.includes('did not start within');
    if (!isSlow || triesLeft <= 1) throw error;
    return startServer(path, triesLeft - 1);
  }
};

/** An activity that fails in an unexpected way is a bug of the suite or the code: say so at once. */
const rethrow = (name: string, error: unknown): void => {
  process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
};

const { IndexedValueType } = proto.temporal.api.enums.v1;

/** The time-skipping server knows none of ours and has no memory of them. */
const registerSearchAttributes = async (env: TestWorkflowEnvironment): Promise<void> => {
  const kinds = {
    Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  };
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: Object.fromEntries(
      Object.entries(SEARCH_ATTRIBUTES).map(([name, kind]) => [name, kinds[kind]]),
    ),
  });
};

const withInterception = (
  activities: Activities,
  { before, after }: { before: Lab['intercept']; after: () => Promise<void> },
): Activities =>
  Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      async (input: never) => {
        await before.before(name, input);
        try {
          return await activity(input);
        } finally {
          await after();
        }
      },
    ]),
  ) as Activities;

const createWorkers = async (env: TestWorkflowEnvironment, activities: Activities): Promise<Worker[]> => {
  const common = { connection: env.nativeConnection, activities };
  const code = { workflowBundle: { codePath: inject('workflowBundlePath') } };
  return Promise.all([
    Worker.create({ ...common, ...code, taskQueue: taskQueues.bookings }),
    Worker.create({ ...common, ...code, taskQueue: taskQueues.sync }),
    Worker.create({ ...common, taskQueue: taskQueues.notifications }),
  ]);
};

/** What a verb is called with at the workflow server's present moment. */
export const contextOf = async (lab: Lab, actor: Actor = { kind: 'guest' }): Promise<ServiceContext> => {
  const now = await lab.env.currentTimeMs();
  return { db: lab.db, tenantId: lab.tenant.tenantId, actor, now: () => now, newId };
};

/**
 * Keeps the history of a finished workflow as a golden one when RECORD_HISTORIES names a release; replay tests then hold
 * every later version of the workflow to it; `runId`: of an earlier run than the last. Stack traces name files of a machine and are left out.
 */
export const keepHistory = async (
  lab: Lab,
  workflowId: string,
  name: string,
  runId?: string,
): Promise<void> => {
  const release = recordAs;
  if (release === '') return;
  const history = await lab.env.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const file = new URL(`../histories/${name}.${release}.json`, import.meta.url);
  const text = historyToJSON(history).replaceAll(/"stackTrace": *"(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
  await writeFile(file, `${text}\n`);
};

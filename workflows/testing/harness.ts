import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { mapFailures } from '#activities/failures.ts';
import { type Activities, createActivities } from '#activities/index.ts';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { BookingRequestPayload } from '#db/schema/booking.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { BookingAction } from '#domain/booking/transition.ts';
import type { CalendarVendor } from '#domain/vendors.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import type { EmailContent, EmailProvider, OutgoingEmail } from '#providers/email/port.ts';
import { createTokenSigner } from '#services/booking/manage-token.ts';
import { submitRequest } from '#services/booking/submit-request.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { createSecretBox } from '#services/secrets.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';
import type { CommandResult } from '#workflows/booking/messages.ts';
import { taskQueues } from '#workflows/policies.ts';
import { recordAs } from './env.ts';

export type SentMail = { to: string; key: string; subject: string; content: OutgoingEmail };

/** Seals what the lab's connections keep. */
export const labSecrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

/** The time-skipping server, one worker over the real activities and the real database; mail is only collected. */
export type Lab = {
  env: TestWorkflowEnvironment;
  db: Database;
  tenant: TestTenant;
  sent: SentMail[];
  /** Set to make the mail vendor refuse: called before each send. */
  mailTrouble: { before: (email: OutgoingEmail) => void };
  /** Set to put something in front of an activity. */
  intercept: { before: (name: string) => Promise<void> | void };
  close: () => Promise<void>;
};

export type LabSettings = {
  databaseUrl: string;
  serverPath: string;
  hosts?: number;
  calendars?: ReadonlyMap<CalendarVendor, CalendarProvider>;
};

export const openLab = async (settings: LabSettings): Promise<Lab> => {
  quietRuntime();
  const env = await startServer(settings.serverPath);
  await registerSearchAttributes(env);
  const db = openDatabase(settings.databaseUrl, { poolSize: 5 });
  const tenant = await createTestTenant(db, { hosts: settings.hosts ?? 1 });
  const sent: SentMail[] = [];
  const mailTrouble: Lab['mailTrouble'] = { before: () => undefined };
  const intercept: Lab['intercept'] = { before: () => undefined };
  const email: EmailProvider = {
    vendor: 'resend',
    send: async (content) => {
      mailTrouble.before(content);
      sent.push({ to: content.to.email, key: content.idempotencyKey, subject: content.subject, content });
      return { externalId: `mail-${sent.length}` };
    },
  };
  const activities = createActivities({
    db,
    email,
    render: async (content: EmailContent) => ({
      subject: `${content.template} ${content.audience}`,
      html: '',
      text: '',
    }),
    signer: createTokenSigner('x'.repeat(32)),
    secrets: labSecrets,
    calendars: settings.calendars ?? new Map(),
    publicUrl: 'http://localhost',
    appUrl: 'http://localhost/app',
    fromAddress: 'bookings@example.com',
    pushUrl: () => 'http://127.0.0.1:9/push',
  });
  const workers = await createWorkers(env, withInterception(mapFailures(activities, rethrow), intercept));
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    env,
    db,
    tenant,
    sent,
    mailTrouble,
    intercept,
    close: async () => {
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

const quietRuntime = (): void => {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  } catch {
    // Installed by an earlier suite of this process.
  }
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

let bundle: Promise<{ code: string }> | undefined;
const workflowBundle = (): Promise<{ code: string }> => {
  bundle ??= bundleWorkflowCode({
    workflowsPath: new URL('../index.ts', import.meta.url).pathname,
    logger: new DefaultLogger('ERROR'),
  });
  return bundle;
};

const withInterception = (activities: Activities, intercept: Lab['intercept']): Activities =>
  Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      async (input: never) => {
        await intercept.before(name);
        return activity(input);
      },
    ]),
  ) as Activities;

const createWorkers = async (env: TestWorkflowEnvironment, activities: Activities): Promise<Worker[]> => {
  const common = { connection: env.nativeConnection, activities };
  const code = { workflowBundle: await workflowBundle() };
  return Promise.all([
    Worker.create({ ...common, ...code, taskQueue: taskQueues.bookings }),
    Worker.create({ ...common, ...code, taskQueue: taskQueues.sync }),
    Worker.create({ ...common, taskQueue: taskQueues.notifications }),
  ]);
};

export const contextOf = (
  lab: Lab,
  actor: Actor = { kind: 'guest' },
  now: () => number = Date.now,
): ServiceContext => ({
  db: lab.db,
  tenantId: lab.tenant.tenantId,
  actor,
  now,
  newId,
});

/** Writes a request down and returns what its workflow is told. */
export const requestOf = async (
  lab: Lab,
  payload: BookingRequestPayload,
  bookingId?: string,
  actor: Actor = { kind: 'guest' },
) =>
  submitRequest(contextOf(lab, actor), {
    key: randomUUID(),
    secret: 'secret',
    payload,
    ...(bookingId === undefined ? {} : { bookingId }),
  });

/**
 * Keeps the history of a finished workflow as a golden one when RECORD_HISTORIES names a release; replay tests then hold
 * every later version of the workflow to it. Stack traces name files of a machine and are left out.
 */
export const keepHistory = async (lab: Lab, workflowId: string, name: string): Promise<void> => {
  const release = recordAs;
  if (release === '') return;
  const history = await lab.env.client.workflow.getHandle(workflowId).fetchHistory();
  const file = new URL(`../histories/${name}.${release}.json`, import.meta.url);
  const text = historyToJSON(history).replaceAll(/"stackTrace": *"(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
  await writeFile(file, `${text}\n`);
};

const updateNames: Readonly<Record<BookingAction, string>> = {
  complete_hold: 'completeHold',
  release_hold: 'releaseHold',
  approve: 'approve',
  decline: 'decline',
  reschedule: 'reschedule',
  cancel: 'cancel',
  mark_no_show: 'noShow',
  retry_sync: 'retrySync',
};

/** Asks a booking's workflow for a change, as the API does. */
export const askFor = async (
  lab: Lab,
  bookingId: string,
  payload: BookingRequestPayload & { kind: BookingAction },
  actor: Actor = { kind: 'guest' },
): Promise<CommandResult> => {
  const { requestId } = await requestOf(lab, payload, bookingId, actor);
  return lab.env.client.workflow
    .getHandle(`booking/${bookingId}`)
    .executeUpdate<CommandResult, [{ requestId: string }]>(updateNames[payload.kind], {
      updateId: requestId,
      args: [{ requestId }],
    });
};

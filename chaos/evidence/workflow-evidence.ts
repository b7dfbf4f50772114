import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { workflowIdOf } from '#workflows/client/ids.ts';
import type { Followed, Leak, WorkflowFact } from './evidence.ts';
import type { LeakFinder } from './leaks.ts';

const { EventType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;
type WorkflowHistory = proto.temporal.api.history.v1.IHistory;

const concurrency = 8;

/** A termination ends the task that is under way, and that one only. */
const isTerminated = (history: WorkflowHistory): boolean =>
  history.events?.at(-1)?.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED;

/** Failed workflow tasks that say something about the code: a new event that came in meanwhile, or a termination, does not. */
const tellingFailures = (history: WorkflowHistory): string[] =>
  (history.events ?? []).flatMap((event) => {
    const cause = event.workflowTaskFailedEventAttributes?.cause;
    if (cause === undefined || cause === null) return [];
    if (cause === WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND) return [];
    const isForced = cause === WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND;
    if (isForced && isTerminated(history)) return [];
    return [WorkflowTaskFailedCause[cause] ?? String(cause)];
  });

const resultOf = (history: WorkflowHistory): string | null => {
  const last = (history.events ?? []).findLast(
    (event) => event.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  );
  const [payload] = last?.workflowExecutionCompletedEventAttributes?.result?.payloads ?? [];
  if (payload === undefined) return null;
  const result: unknown = defaultPayloadConverter.fromPayload(payload);
  if (typeof result !== 'object' || result === null) return null;
  return 'status' in result ? String(result.status) : 'state' in result ? String(result.state) : null;
};

/** Every text and every payload of a history, one a line. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Uint8Array) yield Buffer.from(value).toString('utf8');
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* textsOf(item);
}

export type WorkflowEvidence = { workflows: WorkflowFact[]; leaks: Leak[]; bytes: number };

let quiet = false;
const quietRuntime = (): void => {
  if (quiet) return;
  quiet = true;
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
    });
  } catch {
    // Another part of this process has installed one.
  }
};

const isOfInterest = `WorkflowType IN ('bookingLifecycle', 'sessionLifecycle', 'paymentLifecycle')`;

type Run = { workflowId: string; runId: string; status: string; startedAt: number };

/** All runs of all followers: a workflow that has ended is started again when more is to come. */
async function listRuns(client: Client): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const { workflowId, runId, status, startTime } of client.workflow.list({ query: isOfInterest }))
    runs.push({ workflowId, runId, status: status.name, startedAt: startTime.getTime() });
  return runs;
}

/** Ids of the workflows of bookings, sessions and payments that run at this moment. */
export async function listRunning(client: Client): Promise<string[]> {
  const query = `${isOfInterest} AND ExecutionStatus = 'Running'`;
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

/** Whom the workflow of this id follows. */
export const followedBy = (workflowId: string): Followed => {
  const [kind, subjectId = ''] = workflowId.split('/');
  return { kind: kind === 'session' || kind === 'payment' ? kind : 'booking', subjectId };
};

type Read = { run: Run; history: WorkflowHistory };

const missing = (workflowId: string): WorkflowFact => ({
  ...followedBy(workflowId),
  status: 'MISSING',
  result: null,
  taskFailures: [],
  pendingTaskAttempt: 0,
  replayError: null,
});

/** Its last run says how the workflow stands, all of them whether its code is sound. */
async function readRuns(
  client: Client,
  workflowId: string,
  runs: readonly Run[],
): Promise<{ fact: WorkflowFact; read: Read[] }> {
  const read: Read[] = [];
  for (const run of runs.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const handle = client.workflow.getHandle(workflowId, run.runId);
    read.push({ run, history: await handle.fetchHistory() });
  }
  const last = read.at(-1);
  if (last === undefined) return { fact: missing(workflowId), read };
  const handle = client.workflow.getHandle(workflowId, last.run.runId);
  const description = await handle.describe();
  const fact: WorkflowFact = {
    ...missing(workflowId),
    status: description.status.name,
    result: resultOf(last.history),
    taskFailures: read.flatMap(({ history }) => tellingFailures(history)),
    pendingTaskAttempt: description.raw.pendingWorkflowTask?.attempt ?? 0,
  };
  return { fact, read };
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

/** Replays the histories on the code of this build; the first error of each workflow. */
async function replay(read: readonly Read[], bundlePath: string): Promise<Map<string, string>> {
  quietRuntime();
  const errors = new Map<string, string>();
  if (read.length === 0) return errors;
  const items = read.map(({ run, history }) => ({ workflowId: run.workflowId, history }));
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: bundlePath } }, items);
  for await (const { workflowId, error } of results)
    if (error !== undefined) errors.set(workflowId, error.message);
  return errors;
}

/** Reads, searches and replays every run of every workflow of a booking, session or payment there is, and of those that are named. */
export async function readWorkflows(input: {
  address: string;
  followed: readonly Followed[];
  bundlePath: string;
  find: LeakFinder;
}): Promise<WorkflowEvidence> {
  const connection = await Connection.connect({ address: input.address });
  const client = new Client({ connection });
  const workflows: WorkflowFact[] = [];
  const leaks: Leak[] = [];
  const all: Read[] = [];
  let bytes = 0;
  try {
    const runs = Map.groupBy(await listRuns(client), ({ workflowId }) => workflowId);
    const named = input.followed.map(({ kind, subjectId }) => workflowIdOf(kind, subjectId));
    await eachOf([...new Set([...named, ...runs.keys()])], async (workflowId) => {
      const { fact, read } = await readRuns(client, workflowId, runs.get(workflowId) ?? []);
      workflows.push(fact);
      for (const one of read) {
        all.push(one);
        const text = [...textsOf(one.history)].join('\n');
        bytes += text.length;
        leaks.push(...input.find(text, `history of ${workflowId}`));
      }
    });
  } finally {
    await connection.close();
  }
  const errors = await replay(all, input.bundlePath);
  return {
    workflows: workflows.map((fact) => ({
      ...fact,
      replayError: errors.get(workflowIdOf(fact.kind, fact.subjectId)) ?? null,
    })),
    leaks,
    bytes,
  };
}

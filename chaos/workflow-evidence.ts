import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { bookingWorkflowId } from '#workflows/client/ids.ts';
import type { Leak, WorkflowFact } from './evidence.ts';
import type { LeakFinder } from './leaks.ts';

const { EventType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;
type WorkflowHistory = proto.temporal.api.history.v1.IHistory;

const concurrency = 8;

/** Failed workflow tasks that say something about the code: a new event that came in meanwhile does not. */
const tellingFailures = (history: WorkflowHistory): string[] =>
  (history.events ?? []).flatMap((event) => {
    const cause = event.workflowTaskFailedEventAttributes?.cause;
    if (cause === undefined || cause === null) return [];
    if (cause === WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND) return [];
    return [WorkflowTaskFailedCause[cause] ?? String(cause)];
  });

const resultOf = (history: WorkflowHistory): string | null => {
  const last = (history.events ?? []).findLast(
    (event) => event.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  );
  const [payload] = last?.workflowExecutionCompletedEventAttributes?.result?.payloads ?? [];
  if (payload === undefined) return null;
  const result: unknown = defaultPayloadConverter.fromPayload(payload);
  return typeof result === 'object' && result !== null && 'status' in result ? String(result.status) : null;
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

async function readOne(
  client: Client,
  bookingId: string,
): Promise<{ fact: WorkflowFact; history: WorkflowHistory | null }> {
  const handle = client.workflow.getHandle(bookingWorkflowId(bookingId));
  const missing: WorkflowFact = {
    bookingId,
    status: 'MISSING',
    result: null,
    taskFailures: [],
    pendingTaskAttempt: 0,
    replayError: null,
  };
  try {
    const description = await handle.describe();
    const history = await handle.fetchHistory();
    const fact: WorkflowFact = {
      ...missing,
      status: description.status.name,
      result: resultOf(history),
      taskFailures: tellingFailures(history),
      pendingTaskAttempt: description.raw.pendingWorkflowTask?.attempt ?? 0,
    };
    return { fact, history };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { fact: missing, history: null };
    throw error;
  }
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

/** Replays the histories on the code of this build; error by workflow id. */
async function replay(
  histories: ReadonlyMap<string, WorkflowHistory>,
  bundlePath: string,
): Promise<Map<string, string>> {
  quietRuntime();
  const errors = new Map<string, string>();
  if (histories.size === 0) return errors;
  const items = [...histories].map(([bookingId, history]) => ({
    workflowId: bookingWorkflowId(bookingId),
    history,
  }));
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: bundlePath } }, items);
  for await (const { workflowId, error } of results)
    if (error !== undefined) errors.set(workflowId.slice('booking/'.length), error.message);
  return errors;
}

/** Reads, searches and replays the workflow of every booking id. */
export async function readWorkflows(input: {
  address: string;
  bookingIds: readonly string[];
  bundlePath: string;
  find: LeakFinder;
}): Promise<WorkflowEvidence> {
  const connection = await Connection.connect({ address: input.address });
  const client = new Client({ connection });
  const workflows: WorkflowFact[] = [];
  const leaks: Leak[] = [];
  const histories = new Map<string, WorkflowHistory>();
  let bytes = 0;
  try {
    await eachOf(input.bookingIds, async (bookingId) => {
      const { fact, history } = await readOne(client, bookingId);
      workflows.push(fact);
      if (history === null) return;
      histories.set(bookingId, history);
      const text = [...textsOf(history)].join('\n');
      bytes += text.length;
      leaks.push(...input.find(text, `history of ${bookingId}`));
    });
  } finally {
    await connection.close();
  }
  const errors = await replay(histories, input.bundlePath);
  return {
    workflows: workflows.map((fact) => ({ ...fact, replayError: errors.get(fact.bookingId) ?? null })),
    leaks,
    bytes,
  };
}

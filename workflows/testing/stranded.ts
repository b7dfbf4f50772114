import { setTimeout } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Wakeup } from '#domain/follower.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';

/**
 * What the time-skipping server answers to a workflow task that cancels a timer which has fired since the task began. It
 * never gives that task out again, and the workflow hangs for ever (temporalio/sdk-java#3088).
 */
const refusal = 'invalid history builder state for action';
/** A task that began is with its worker for less than this, also on a busy machine. */
const longestTaskMs = 5_000;

const rescued = 'its task was refused';

const onRefusal = new Set<() => void>();

/** The SDK's runtime for labs: says nothing but errors, and hears of refused tasks. */
export const installRuntime = (): void => {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    const said = `${message} ${JSON.stringify(meta ?? {})}`;
    if (said.includes(refusal)) for (const hear of onRefusal) hear();
    else if (level === 'ERROR') process.stderr.write(`${said}\n`);
  });
  try {
    Runtime.install({ logger, telemetryOptions: { logging: { forward: {}, filter: 'warn' } } });
  } catch {
    // Installed by an earlier lab of this process.
  }
};

type Task = { runId: string; eventId: string };

/** The task that a follower's worker has in hand, if any. */
const taskOf = async (env: TestWorkflowEnvironment, workflowId: string): Promise<Task | null> => {
  const { events } = await env.client.workflow.getHandle(workflowId).fetchHistory();
  // Signals that came meanwhile stand behind it.
  const last = events?.findLast(
    (event) =>
      event.workflowTaskStartedEventAttributes ||
      event.workflowTaskCompletedEventAttributes ||
      event.workflowTaskFailedEventAttributes ||
      event.workflowTaskTimedOutEventAttributes,
  );
  if (!last?.workflowTaskStartedEventAttributes) return null;
  const runId = events?.[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '';
  return { runId, eventId: String(last.eventId) };
};

/**
 * Ends runs that the server has left hanging and calls their followers anew, which lose nothing by that. `noteCalled` is told
 * of every call; `stop` resolves once nothing more is done.
 */
export const rescueStranded = (env: TestWorkflowEnvironment, call: (wakeup: Wakeup) => Promise<void>) => {
  const called = new Map<string, Wakeup>();
  const stopping = new AbortController();
  let rescue: Promise<void> = Promise.resolve();
  /** Refusals that are still looked into. */
  let rescuing = 0;
  /** The server may go on keeping time still for each refused task, whatever becomes of its run. */
  let held = 0;

  const rescueOne = async (workflowId: string, wakeup: Wakeup): Promise<void> => {
    const before = await taskOf(env, workflowId);
    if (before === null) return;
    await setTimeout(longestTaskMs, undefined, { signal: stopping.signal });
    const after = await taskOf(env, workflowId);
    if (after?.runId !== before.runId || after.eventId !== before.eventId) return;
    await env.client.workflow.getHandle(workflowId, before.runId).terminate(rescued);
    await call(wakeup);
  };

  const hear = (): void => {
    held += 1;
    rescuing += 1;
    rescue = rescue.then(async () => {
      await Promise.allSettled([...called].map(([workflowId, wakeup]) => rescueOne(workflowId, wakeup)));
      rescuing -= 1;
    });
  };
  onRefusal.add(hear);

  /** Lets time be skipped again where it stands still although somebody waits. */
  const letTimeGo = async (waiting: AbortSignal): Promise<void> => {
    let before = await env.currentTimeMs();
    for (;;) {
      await setTimeout(longestTaskMs, undefined, { signal: waiting });
      const now = await env.currentTimeMs();
      const stands = now - before < 2 * longestTaskMs;
      before = now;
      if (!stands || held === 0 || rescuing > 0) continue;
      held -= 1;
      await env.connection.testService?.unlockTimeSkipping({});
    }
  };

  /** Waits for what needs time to be skipped. */
  const skipping = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const waiting = new AbortController();
    const watched = letTimeGo(waiting.signal).catch(() => undefined);
    try {
      return await work();
    } finally {
      waiting.abort();
      await watched;
    }
  };

  /** What a workflow ends with, in its last run. Time is skipped meanwhile. */
  const ended = async <Result>(workflowId: string): Promise<Result> => {
    try {
      return await skipping(() => env.client.workflow.getHandle(workflowId).result());
    } catch (error) {
      const isRescued =
        error instanceof WorkflowFailedError &&
        error.cause instanceof TerminatedFailure &&
        error.cause.message === rescued;
      if (!isRescued) throw error;
      await rescue;
      return ended(workflowId);
    }
  };

  return {
    /** What lets time pass. */
    passing: {
      ended,
      sleep: (duration: Parameters<TestWorkflowEnvironment['sleep']>[0]): Promise<void> =>
        skipping(() => env.sleep(duration)),
    },
    noteCalled: (wakeup: Wakeup): void => {
      called.set(workflowIdOf(wakeup.kind, wakeup.subjectId), wakeup);
    },
    stop: async (): Promise<void> => {
      onRefusal.delete(hear);
      stopping.abort();
      await rescue;
    },
  };
};

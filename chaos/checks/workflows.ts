import { byId, type Check, isOver } from './check.ts';

/** Attempts of one workflow task at which it counts as stuck: a worker that was killed costs one or two. */
const stuckAfterAttempts = 4;

export const workflowsLive: Check = {
  name: 'booking = workflow',
  promise:
    'every booking has a workflow, running while there is something to come and ended with its state; none is stuck or failed',
  run: ({ bookings, workflows, requests, moving }) => {
    const known = byId(bookings);
    const found = new Map(workflows.map((workflow) => [workflow.bookingId, workflow]));
    const violations: string[] = [];
    for (const booking of bookings) {
      if (moving.has(booking.id)) continue;
      const workflow = found.get(booking.id);
      const expected = isOver(booking.status) ? 'COMPLETED' : 'RUNNING';
      if (workflow === undefined || workflow.status !== expected)
        violations.push(
          `${booking.id} is ${booking.status} and its workflow ${workflow?.status ?? 'was not read'}`,
        );
      else if (expected === 'COMPLETED' && workflow.result !== booking.status)
        violations.push(`${booking.id} is ${booking.status} and its workflow ended as ${workflow.result}`);
    }
    for (const workflow of workflows) {
      if (workflow.pendingTaskAttempt >= stuckAfterAttempts)
        violations.push(
          `workflow of ${workflow.bookingId} is at attempt ${workflow.pendingTaskAttempt} of a task`,
        );
      if (known.has(workflow.bookingId) || workflow.status === 'MISSING') continue;
      if (workflow.status !== 'COMPLETED' || workflow.result !== 'refused')
        violations.push(
          `workflow of ${workflow.bookingId} is ${workflow.status} (${workflow.result}) without a booking`,
        );
    }
    for (const request of requests)
      if (request.kind === 'claim' && request.outcome === null && known.has(request.bookingId))
        violations.push(`${request.bookingId} exists and its claim ${request.id} has no outcome`);
    return { checked: bookings.length + workflows.length, violations };
  },
};

export const workflowsSound: Check = {
  name: 'histories replay',
  promise: 'no workflow task failed, and every history replays on the code of this build',
  run: ({ workflows }) => ({
    checked: workflows.filter((workflow) => workflow.status !== 'MISSING').length,
    violations: workflows.flatMap(({ bookingId, taskFailures, replayError }) => [
      ...taskFailures.map((cause) => `workflow of ${bookingId}: a task failed with ${cause}`),
      ...(replayError === null
        ? []
        : [`workflow of ${bookingId} does not replay: ${replayError.split('\n')[0]}`]),
    ]),
  }),
};

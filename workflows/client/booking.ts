import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { BookingAction } from '#domain/booking/transition.ts';
import { AppError, isErrorCode } from '#domain/errors.ts';
import type { bookingLifecycle } from '#workflows/booking/booking-lifecycle.workflow.ts';
import type { BookingLifecycleInput, CommandResult } from '#workflows/booking/messages.ts';
import { toAppError } from './failures.ts';
import { bookingWorkflowId } from './ids.ts';

export type ClaimInput = { tenantId: string; bookingId: string; requestId: string };
export type ChangeInput = ClaimInput & { action: BookingAction };

export type BookingClient = {
  /**
   * Starts the booking's workflow and waits for its claim. Repeating it meets the same workflow and the same answer.
   * Throws the refusal as AppError, `temporarily_unavailable` when no answer came in time.
   */
  claim: (input: ClaimInput) => Promise<void>;
  /** Asks a running booking for a change; same guarantees. */
  change: (input: ChangeInput) => Promise<void>;
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

const throwRefusal = (result: CommandResult): void => {
  if (result.ok) return;
  throw new AppError(isErrorCode(result.code) ? result.code : 'internal', result.detail);
};

export const createBookingClient = (
  client: Client,
  options: { taskQueue: string; deadlineMs: number },
): BookingClient => {
  const inTime = <Result>(call: () => Promise<Result>): Promise<Result> =>
    client.connection.withDeadline(Date.now() + options.deadlineMs, call);
  return {
    claim: async ({ tenantId, bookingId, requestId }) => {
      const input: BookingLifecycleInput = { tenantId, bookingId, claimRequestId: requestId };
      const start = new WithStartWorkflowOperation<typeof bookingLifecycle>('bookingLifecycle', {
        workflowId: bookingWorkflowId(bookingId),
        taskQueue: options.taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        priority: { priorityKey: 1, fairnessKey: tenantId },
        staticSummary: 'A booking, from the claim of its time to its end',
      });
      const result = await inTime(() =>
        client.workflow.executeUpdateWithStart<typeof bookingLifecycle, CommandResult, []>('claim', {
          startWorkflowOperation: start,
          updateId: requestId,
        }),
      ).catch((error: unknown) => {
        throw toAppError(error);
      });
      throwRefusal(result);
    },
    change: async ({ bookingId, requestId, action }) => {
      const handle = client.workflow.getHandle(bookingWorkflowId(bookingId));
      const result = await inTime(() =>
        handle.executeUpdate<CommandResult, [{ requestId: string }]>(updateNames[action], {
          updateId: requestId,
          args: [{ requestId }],
        }),
      ).catch((error: unknown) => {
        throw toAppError(error);
      });
      throwRefusal(result);
    },
  };
};

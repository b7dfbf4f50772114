import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { calendarSync } from '#workflows/calendar/calendar-sync.workflow.ts';
import { toAppError } from './failures.ts';
import { calendarWorkflowId } from './ids.ts';

export type CalendarTarget = { tenantId: string; calendarId: string; connectionId: string };

export type CalendarClient = {
  /** Starts the calendar's workflow, or tells the running one to look. */
  look: (target: CalendarTarget) => Promise<void>;
  /** A hint from the vendor: only a running workflow is told. False when there is none. */
  hint: (calendarId: string) => Promise<boolean>;
  /** The account was connected again. */
  reconnected: (target: CalendarTarget) => Promise<void>;
  /** Ends the sync: channels closed, events forgotten. */
  release: (target: CalendarTarget) => Promise<void>;
};

export const createCalendarClient = (
  client: Client,
  options: { taskQueue: string; deadlineMs: number },
): CalendarClient => {
  const signalOrStart = async (target: CalendarTarget, signal: string): Promise<void> => {
    try {
      await client.connection.withDeadline(Date.now() + options.deadlineMs, () =>
        client.workflow.signalWithStart<typeof calendarSync>('calendarSync', {
          workflowId: calendarWorkflowId(target.calendarId),
          taskQueue: options.taskQueue,
          args: [target],
          signal,
          signalArgs: [],
          priority: { priorityKey: 3, fairnessKey: target.tenantId },
          staticSummary: 'Keeps one connected calendar in step',
        }),
      );
    } catch (error) {
      throw toAppError(error);
    }
  };
  return {
    look: (target) => signalOrStart(target, 'calendarChanged'),
    reconnected: (target) => signalOrStart(target, 'calendarReconnected'),
    release: (target) => signalOrStart(target, 'calendarReleased'),
    hint: async (calendarId) => {
      try {
        await client.connection.withDeadline(Date.now() + options.deadlineMs, () =>
          client.workflow.getHandle(calendarWorkflowId(calendarId)).signal('calendarChanged'),
        );
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw toAppError(error);
      }
    },
  };
};

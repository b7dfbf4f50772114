import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { idPrefixes } from '#domain/ids.ts';
import type { Logger } from '#services/log.ts';

const anyId = new RegExp(`^(?:${Object.values(idPrefixes).join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
const bookingOfWorkflow = /^booking\/(bkg_\w+)$/;

/** Ids of what an activity is about, by the names they have in its input; nothing else of it is written down. */
const idsOf = (input: unknown): Record<string, string> =>
  typeof input === 'object' && input !== null
    ? Object.fromEntries(
        Object.entries(input).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string' && anyId.test(entry[1]),
        ),
      )
    : {};

type AnyActivity = (input: never) => Promise<unknown>;

/**
 * One line for each activity, in the form of the API's lines for requests: ids, outcome, milliseconds. Those that only
 * look, which a workflow runs in its own process, are told at `debug` when they succeed.
 */
export const logActivities = <Activities extends Record<string, AnyActivity>>(
  activities: Activities,
  log: Logger,
): Activities => {
  const wrapped = Object.entries(activities).map(([activity, run]) => [
    activity,
    async (input: never) => {
      const { workflowExecution, workflowType, attempt, isLocal } = activityInfo();
      const workflowId = workflowExecution?.workflowId;
      const bookingId = bookingOfWorkflow.exec(workflowId ?? '')?.[1];
      const line = {
        activity,
        workflowId,
        workflowType,
        attempt,
        ...(bookingId === undefined ? {} : { bookingId }),
        ...idsOf(input),
      };
      const started = performance.now();
      const ms = (): number => Math.round((performance.now() - started) * 10) / 10;
      try {
        const answer = await run(input);
        log[isLocal ? 'debug' : 'info']({ ...line, outcome: 'ok', ms: ms() }, 'activity');
        return answer;
      } catch (error) {
        const code = error instanceof ApplicationFailure ? error.type : undefined;
        log.info({ ...line, outcome: 'failed', code, ms: ms() }, 'activity');
        throw error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
};

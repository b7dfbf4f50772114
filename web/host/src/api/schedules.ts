import { queryOptions } from '@tanstack/react-query';
import type { Attempts } from './attempt.ts';
import { allPages, api, bodyOf, done, versionedBodyOf } from './client.ts';
import type { Schedule, ScheduleInput } from './schemas.ts';

export const schedulesKey = ['schedules'] as const;

export const scheduleListQuery = queryOptions({
  queryKey: [...schedulesKey, 'list'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      bodyOf(
        api.GET('/api/v1/schedules', {
          signal,
          params: { query: { limit: 100, ...(cursor && { cursor }) } },
        }),
      ),
    ),
});

export const scheduleQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: [...schedulesKey, 'detail', scheduleId],
    queryFn: ({ signal }) =>
      versionedBodyOf(
        api.GET('/api/v1/schedules/{scheduleId}', { signal, params: { path: { scheduleId } } }),
      ),
  });

export const createSchedule = (attempts: Attempts, input: ScheduleInput): Promise<Schedule> =>
  attempts.run(input, (key) =>
    bodyOf(api.POST('/api/v1/schedules', { params: { header: { 'Idempotency-Key': key } }, body: input })),
  );

/** Refused with `precondition_failed` when the schedule is no longer the version `etag` names. */
export const replaceSchedule = (
  scheduleId: string,
  etag: string,
  input: ScheduleInput,
): Promise<{ value: Schedule; etag: string }> =>
  versionedBodyOf(
    api.PUT('/api/v1/schedules/{scheduleId}', {
      params: { path: { scheduleId }, header: { 'If-Match': etag } },
      body: input,
    }),
  );

export const deleteSchedule = (scheduleId: string): Promise<void> =>
  done(api.DELETE('/api/v1/schedules/{scheduleId}', { params: { path: { scheduleId } } }));

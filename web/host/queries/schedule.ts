import { queryOptions } from '@tanstack/react-query';
import type { Attempts } from '#web/api/attempt.ts';
import type { Schedule, ScheduleInput } from '#web/api/schemas.ts';
import { allPages, api, bodyOf, type Versioned, versionedBodyOf } from './api.ts';
import { ofNouns, ofOne } from './touched.ts';

export const schedulesKey = ['schedules'] as const;

export const scheduleListQuery = queryOptions({
  queryKey: [...schedulesKey, 'list'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      api.get('/api/v1/schedules', { signal, params: { query: { limit: 100, ...cursor } } }),
    ),
  meta: { touchedBy: ofNouns('schedule') },
});

export const scheduleQuery = (scheduleId: string) =>
  queryOptions({
    queryKey: [...schedulesKey, 'detail', scheduleId],
    queryFn: ({ signal }) =>
      versionedBodyOf(
        api.get('/api/v1/schedules/{scheduleId}', { signal, params: { path: { scheduleId } } }),
      ),
    meta: { touchedBy: ofOne('schedule', scheduleId) },
  });

export const createSchedule = (attempt: Attempts, input: ScheduleInput): Promise<Schedule> =>
  bodyOf(
    attempt(input, (key) =>
      api.post('/api/v1/schedules', { params: { header: { 'Idempotency-Key': key } }, body: input }),
    ),
  );

/** Refused with `precondition_failed` when the schedule is no longer the version `etag` names. */
export const replaceSchedule = (
  scheduleId: string,
  etag: string,
  input: ScheduleInput,
): Promise<Versioned<Schedule>> =>
  versionedBodyOf(
    api.put('/api/v1/schedules/{scheduleId}', {
      params: { path: { scheduleId }, header: { 'If-Match': etag } },
      body: input,
    }),
  );

export const deleteSchedule = (scheduleId: string): Promise<undefined> =>
  bodyOf(api.delete('/api/v1/schedules/{scheduleId}', { params: { path: { scheduleId } } }));

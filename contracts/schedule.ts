import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import {
  InstantOutput,
  idOf,
  LocalDate,
  line,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  TimeZone,
  whole,
} from './fields.ts';

/** Minutes from local midnight, 0..1440. A block that crosses midnight is entered as two, split at midnight. */
export const MinuteRange = z
  .object({ startMinute: whole(0, 1439), endMinute: whole(1, 1440) })
  .refine((range) => range.endMinute > range.startMinute, {
    error: 'must be after startMinute; split a block that crosses midnight',
    path: ['endMinute'],
  })
  .meta({ id: 'MinuteRange' });

export const WeeklyBlock = MinuteRange.safeExtend({ weekday: whole(1, 7) }).meta({
  id: 'WeeklyBlock',
});

export const ScheduleOverride = z
  .object({ date: LocalDate, ranges: z.array(MinuteRange).max(12), title: z.string().max(100).optional() })
  .meta({ id: 'ScheduleOverride' });

export const ScheduleInput = z
  .object({
    name: line(100),
    timeZone: TimeZone,
    weekly: z.array(WeeklyBlock).max(84),
    /** Replaces the weekly hours of its date; no ranges closes the date. */
    overrides: z.array(ScheduleOverride).max(400).default([]),
    isDefault: z.boolean().default(false),
    validFrom: LocalDate.nullable().default(null),
    validUntil: LocalDate.nullable().default(null),
  })
  .meta({ id: 'ScheduleInput' });

export const Schedule = ScheduleInput.extend({
  id: idOf('schedule'),
  version: z.int(),
  updatedAt: InstantOutput,
}).meta({ id: 'Schedule' });

const ScheduleParams = z.object({ scheduleId: idOf('schedule') });
const tag = 'Schedules';

export const listSchedules = defineEndpoint({
  operation: 'listSchedules',
  method: 'get',
  path: '/schedules',
  tag,
  summary: 'My schedules',
  access: { kind: 'member', permission: 'schedules.read', keys: 'member' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Schedule).meta({ id: 'SchedulePage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const createSchedule = defineEndpoint({
  operation: 'createSchedule',
  method: 'post',
  path: '/schedules',
  tag,
  summary: 'Create a schedule',
  access: { kind: 'member', permission: 'schedules.write', keys: 'member' },
  params: noParams,
  query: noQuery,
  body: ScheduleInput,
  response: Schedule,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: [],
});

export const getSchedule = defineEndpoint({
  operation: 'getSchedule',
  method: 'get',
  path: '/schedules/{scheduleId}',
  tag,
  summary: 'One schedule; its ETag goes into If-Match when replacing it',
  access: { kind: 'member', permission: 'schedules.read', keys: 'all' },
  params: ScheduleParams,
  query: noQuery,
  body: nothing,
  response: Schedule,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const replaceSchedule = defineEndpoint({
  operation: 'replaceSchedule',
  method: 'put',
  path: '/schedules/{scheduleId}',
  tag,
  summary: 'Replace hours and overrides of a schedule',
  access: { kind: 'member', permission: 'schedules.write', keys: 'all' },
  params: ScheduleParams,
  query: noQuery,
  body: ScheduleInput,
  response: Schedule,
  status: 200,
  precondition: 'required',
  limit: 'write',
  problems: ['not_found'],
});

export const deleteSchedule = defineEndpoint({
  operation: 'deleteSchedule',
  method: 'delete',
  path: '/schedules/{scheduleId}',
  tag,
  summary: 'Delete a schedule that no link uses',
  access: { kind: 'member', permission: 'schedules.write', keys: 'all' },
  params: ScheduleParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  precondition: 'optional',
  limit: 'write',
  problems: ['not_found', 'in_use'],
});

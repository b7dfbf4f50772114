import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, tenantId, tenantIsolation, updatedAt } from '../columns.ts';
import { members } from './tenant.ts';

export type StoredRange = { startMinute: number; endMinute: number };
export type StoredWeeklyBlock = StoredRange & { weekday: number };

export const schedules = pgTable(
  'schedules',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    memberId: text().notNull(),
    name: text().notNull(),
    timeZone: text().notNull(),
    weekly: jsonb().$type<StoredWeeklyBlock[]>().notNull(),
    isDefault: boolean().notNull().default(false),
    validFrom: date({ mode: 'string' }),
    validUntil: date({ mode: 'string' }),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('schedules_member_idx').on(t.tenantId, t.memberId),
    foreignKey({
      name: 'schedules_member_fk',
      columns: [t.tenantId, t.memberId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('schedules'),
  ],
);

/** One row a date: replaces the weekly hours; empty `ranges` closes the date. */
export const scheduleOverrides = pgTable(
  'schedule_overrides',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    scheduleId: text().notNull(),
    date: date({ mode: 'string' }).notNull(),
    ranges: jsonb().$type<StoredRange[]>().notNull(),
    title: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('schedule_overrides_date_key').on(t.tenantId, t.scheduleId, t.date),
    foreignKey({
      name: 'schedule_overrides_schedule_fk',
      columns: [t.tenantId, t.scheduleId],
      foreignColumns: [schedules.tenantId, schedules.id],
    }).onDelete('cascade'),
    tenantIsolation('schedule_overrides'),
  ],
);

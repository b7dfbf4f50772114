import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { EffectName } from '#domain/effect/types.ts';
import type {
  Channel,
  DeliveryState,
  NotificationState,
  NotificationTemplate,
  SubjectKind,
} from '#domain/notification/types.ts';
import { createdAt, instant, tenantId, tenantIsolation } from './columns.ts';

/** Somebody has to be told something: written by the transaction that causes it, reminders included. */
export const notifications = pgTable(
  'notifications',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    subjectKind: text().$type<SubjectKind>().notNull(),
    subjectId: text().notNull(),
    template: text().$type<NotificationTemplate>().notNull(),
    /** Names it among those of its subject for ever: it is told once however often it is written down. */
    key: text().notNull(),
    /** Of the subject when it was written down. */
    revision: integer().notNull().default(0),
    minutesBefore: integer(),
    state: text().$type<NotificationState>().notNull().default('due'),
    dueAt: instant().notNull(),
    /** May go out before `dueAt` once this effect of its subject is done or has failed. */
    waitsFor: text().$type<EffectName>(),
    /** Not before: the last try failed. */
    tryAt: instant(),
    failures: integer().notNull().default(0),
    failure: text(),
    failingSince: instant(),
    createdAt: createdAt(),
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notifications_key').on(t.tenantId, t.subjectKind, t.subjectId, t.key),
    index('notifications_due_idx').on(t.tenantId, t.subjectKind, t.subjectId).where(sql`state = 'due'`),
    index('notifications_attention_idx')
      .on(t.tenantId, t.subjectKind, t.subjectId)
      .where(sql`failure is not null`),
    tenantIsolation('notifications'),
  ],
);

export type StoredEmail = {
  from: { name: string; email: string };
  to: { name: string; email: string };
  subject: string;
  html: string;
  text: string;
  ics?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string } | undefined;
};

/** One notification to one recipient on one channel, rendered and stored before the first try so that each repeat is byte-equal. */
export const deliveries = pgTable(
  'deliveries',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    notificationId: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** `guest` or the member's id. */
    recipient: text().notNull(),
    /** Lower case. */
    address: text().notNull(),
    content: jsonb().$type<StoredEmail>().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    vendor: text(),
    externalId: text(),
    attempts: integer().notNull().default(0),
    failure: text(),
    createdAt: createdAt(),
    sentAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('deliveries_key').on(t.tenantId, t.notificationId, t.channel, t.recipient),
    index('deliveries_failed_idx')
      .on(t.tenantId, t.notificationId)
      .where(sql`state in ('failed', 'bounced', 'complained')`),
    foreignKey({
      name: 'deliveries_notification_fk',
      columns: [t.tenantId, t.notificationId],
      foreignColumns: [notifications.tenantId, notifications.id],
    }),
    tenantIsolation('deliveries'),
  ],
);

/** Addresses that nothing is sent to: mail came back from them or was called unwanted. Lifted by a member. */
export const suppressions = pgTable(
  'suppressions',
  {
    tenantId: tenantId(),
    channel: text().$type<Channel>().notNull(),
    /** Lower case. */
    address: text().notNull(),
    reason: text().$type<'bounced' | 'complained'>().notNull(),
    deliveryId: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.channel, t.address] }), tenantIsolation('suppressions')],
);

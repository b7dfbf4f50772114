import { sql } from 'drizzle-orm';
import {
  check,
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
import { type Failure, failures } from '#domain/failure.ts';
import {
  type Channel,
  type DeliverySettlement,
  type DeliveryState,
  deliverySettlements,
  deliveryStates,
  failingDeliveryStates,
  type NotificationDetails,
  type NotificationState,
  type NotificationTemplate,
  notificationStates,
  type SubjectKind,
  type SuppressionReason,
  suppressionReasons,
} from '#domain/notification/types.ts';
import { createdAt, instant, isOneOf, readByOperators, tenantId, tenantIsolation } from '../columns.ts';

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
    /** What it says and stands nowhere else. */
    details: jsonb().$type<NotificationDetails>(),
    state: text().$type<NotificationState>().notNull().default('due'),
    dueAt: instant().notNull(),
    /** May go out before `dueAt` once this effect of its subject is done or has failed. */
    waitsFor: text().$type<EffectName>(),
    /** Not before: the last try failed. */
    tryAt: instant(),
    failures: integer().notNull().default(0),
    /** While it is due or given up: why the last try of it failed. Once it is done: why somebody could not be told. */
    failure: text().$type<Failure>(),
    failingSince: instant(),
    /** How often a member had it told again: what a round says that began before that does not count. */
    retries: integer().notNull().default(0),
    createdAt: createdAt(),
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notifications_key').on(t.tenantId, t.subjectKind, t.subjectId, t.key),
    index('notifications_due_idx').on(t.tenantId, t.subjectKind, t.subjectId).where(sql`state = 'due'`),
    index('notifications_failing_idx')
      .on(t.tenantId, t.subjectKind, t.subjectId)
      .where(sql`failure is not null`),
    index('notifications_attention_idx')
      .on(t.tenantId, t.failingSince, t.id)
      .where(sql`failure is not null and state in ('due', 'given_up')`),
    index('notifications_owed_idx').on(t.dueAt).where(sql`state = 'due'`),
    index('notifications_support_idx')
      .on(sql`(details -> 'support' ->> 'userId')`)
      .where(sql`template = 'support_view_entered'`),
    check('notifications_state_check', isOneOf('state', notificationStates)),
    check('notifications_failure_check', isOneOf('failure', failures)),
    check('notifications_failing_check', sql`(failure is null) = (failing_since is null)`),
    tenantIsolation('notifications'),
    readByOperators('notifications'),
  ],
);

export type StoredEmail = {
  from: { name: string; email: string };
  to: { name: string; email: string };
  replyTo?: string | undefined;
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
    /** `guest`, `guest/<position>` of somebody they bring, or the member's id. */
    recipient: text().notNull(),
    /** Counts the deliveries of one notification to one recipient: one that takes a failed one's place follows it. */
    sequence: integer().notNull().default(0),
    /** Lower case. */
    address: text().notNull(),
    /** Null once it was swept (`domain/retention`). */
    content: jsonb().$type<StoredEmail>(),
    state: text().$type<DeliveryState>().notNull(),
    vendor: text(),
    externalId: text(),
    attempts: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    /** Since when it is in one of the failing states. */
    failedAt: instant(),
    /** Null: while it fails it needs attention. */
    settled: text().$type<DeliverySettlement>(),
    createdAt: createdAt(),
    sentAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('deliveries_key').on(t.tenantId, t.notificationId, t.channel, t.recipient, t.sequence),
    index('deliveries_attention_idx')
      .on(t.tenantId, t.failedAt, t.id)
      .where(sql`failed_at is not null and settled is null`),
    // What an address was sent lately.
    index('deliveries_address_idx').on(t.tenantId, t.address, t.createdAt),
    index('deliveries_failing_address_idx')
      .on(t.tenantId, t.address)
      .where(sql`failed_at is not null and settled is null`),
    index('deliveries_content_idx').on(t.createdAt).where(sql`content is not null`),
    check('deliveries_content_check', sql`content is not null or state <> 'queued'`),
    check('deliveries_state_check', isOneOf('state', deliveryStates)),
    check('deliveries_failure_check', isOneOf('failure', failures)),
    check('deliveries_settled_check', isOneOf('settled', deliverySettlements)),
    check(
      'deliveries_failing_check',
      sql`(failed_at is not null) = (${isOneOf('state', failingDeliveryStates)}) and (failed_at is null or failure is not null)`,
    ),
    foreignKey({
      name: 'deliveries_notification_fk',
      columns: [t.tenantId, t.notificationId],
      foreignColumns: [notifications.tenantId, notifications.id],
    }),
    tenantIsolation('deliveries'),
    readByOperators('deliveries'),
  ],
);

/** Addresses that nothing is sent to: mail came back from them or was called unwanted. Lifted by a member. */
export const suppressions = pgTable(
  'suppressions',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** Lower case. */
    address: text().notNull(),
    reason: text().$type<SuppressionReason>().notNull(),
    deliveryId: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('suppressions_address_key').on(t.tenantId, t.channel, t.address),
    check('suppressions_reason_check', isOneOf('reason', suppressionReasons)),
    foreignKey({
      name: 'suppressions_delivery_fk',
      columns: [t.tenantId, t.deliveryId],
      foreignColumns: [deliveries.tenantId, deliveries.id],
    }),
    tenantIsolation('suppressions'),
  ],
);

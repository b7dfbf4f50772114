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
import { bookings } from './booking.ts';
import { createdAt, instant, tenantId, tenantIsolation } from './columns.ts';

export type StoredEmail = {
  from: { name: string; email: string };
  to: { name: string; email: string };
  subject: string;
  html: string;
  text: string;
  ics?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string } | undefined;
};

/** Every mail, rendered and stored before the first try so that each repeat is byte-equal. */
export const deliveries = pgTable(
  'deliveries',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    bookingId: text(),
    template: text().notNull(),
    audience: text().notNull(),
    /** One mail per key, for ever. */
    key: text().notNull(),
    content: jsonb().$type<StoredEmail>().notNull(),
    status: text()
      .$type<'queued' | 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed'>()
      .notNull(),
    externalId: text(),
    attempts: integer().notNull().default(0),
    detail: text(),
    createdAt: createdAt(),
    sentAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('deliveries_key').on(t.tenantId, t.key),
    index('deliveries_booking_idx').on(t.tenantId, t.bookingId),
    foreignKey({
      name: 'deliveries_booking_fk',
      columns: [t.tenantId, t.bookingId],
      foreignColumns: [bookings.tenantId, bookings.id],
    }),
    tenantIsolation('deliveries'),
  ],
);

/** Answers to writes by their Idempotency-Key. A row without `status` is a request still running. */
export const idempotencyRecords = pgTable(
  'idempotency_records',
  {
    tenantId: tenantId(),
    operation: text().notNull(),
    actorId: text().notNull(),
    keyHash: text().notNull(),
    requestHash: text().notNull(),
    status: integer(),
    response: jsonb().$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.operation, t.actorId, t.keyHash] }),
    tenantIsolation('idempotency_records'),
  ],
);

/** Append-only: who did what to what, when, from where. Personal values stay out of before/after. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    at: instant().notNull(),
    actorKind: text().$type<'guest' | 'member' | 'system'>().notNull(),
    actorId: text(),
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    requestId: text(),
    addressPrefix: text(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_log_target_idx').on(t.tenantId, t.targetKind, t.targetId),
    index('audit_log_at_idx').on(t.tenantId, t.at),
    tenantIsolation('audit_log'),
  ],
);

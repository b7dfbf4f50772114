import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant } from '../columns.ts';

/** Stored once by the vendor's event id before it is acknowledged; holds no personal data. */
export const webhookInbox = pgTable(
  'webhook_inbox',
  {
    id: text().primaryKey(),
    vendor: text().notNull(),
    eventId: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    receivedAt: createdAt(),
    processedAt: instant(),
    outcome: text(),
  },
  (t) => [
    uniqueIndex('webhook_inbox_event_key').on(t.vendor, t.eventId),
    index('webhook_inbox_received_at_idx').on(t.receivedAt),
  ],
);

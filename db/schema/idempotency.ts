import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ErrorCode, FieldError } from '#domain/errors.ts';
import { createdAt, tenantId, tenantIsolation } from '../columns.ts';

/**
 * How the first request under an Idempotency-Key ended, written in the transaction of its effect. Holds hashes, ids and
 * codes, nothing of what was sent.
 */
export const idempotencyRecords = pgTable(
  'idempotency_records',
  {
    tenantId: tenantId(),
    /** Over operation, caller, path and key: nobody meets the record of somebody else. */
    keyHash: text().notNull(),
    operation: text().notNull(),
    requestHash: text().notNull(),
    /** What it was about, or made. Null when it was refused before there was anything. */
    subjectId: text(),
    refusal: jsonb().$type<{ code: ErrorCode; detail: string; errors?: readonly FieldError[] }>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'idempotency_records_pkey', columns: [t.tenantId, t.keyHash] }),
    index('idempotency_records_created_at_idx').on(t.createdAt),
    tenantIsolation('idempotency_records'),
  ],
);

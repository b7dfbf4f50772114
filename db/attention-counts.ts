import { sql } from 'drizzle-orm';
import type { AttentionKind } from '#domain/attention/types.ts';
import type { Failure } from '#domain/failure.ts';
import type { Database } from './client.ts';

export type AttentionCount = { kind: AttentionKind; failure: Failure; count: number };

/** Of each kind no more than these are counted: an outage makes the number large, never the query. */
const mostCounted = 10_000;

/** How much needs attention in the whole installation, by kind and failure: numbers only, whatever the tenant. */
export const countAttention = async (db: Database): Promise<AttentionCount[]> =>
  (await db.execute<AttentionCount>(sql`select kind, failure, count from attention_counts(${mostCounted})`))
    .rows;

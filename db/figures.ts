import { sql } from 'drizzle-orm';
import type { Failure } from '#domain/failure.ts';
import type { Database } from './client.ts';

/** What of one kind stands with one failure (null: nothing has failed yet), over all tenants. */
export type Figure = {
  kind: 'effect' | 'notification' | 'delivery';
  failure: Failure | null;
  /** Needs somebody: still failing or given up. */
  attention: number;
  /** Is due and not done. */
  owed: number;
  /** Since when the longest of these is owed, epoch milliseconds. */
  owedSince: number | null;
};

type Row = Omit<Figure, 'owedSince'> & { since: string | null };

/** How much is owed and failing in the whole installation: counts and nothing else. */
export const readFigures = async (db: Database): Promise<Figure[]> => {
  const { rows } = await db.execute<Row>(
    sql`select kind, failure, attention::int, owed::int, owed_since as since from operating_figures()`,
  );
  return rows.map(({ since, ...figure }) => ({
    ...figure,
    owedSince: since === null ? null : new Date(since).getTime(),
  }));
};

import { type SQL, sql } from 'drizzle-orm';
import { effects } from '#db/schema/effect.ts';
import type { EffectName } from '#domain/effect/types.ts';
import type { Failure } from '#domain/failure.ts';
import type { SubjectKind } from '#domain/notification/types.ts';

type EffectRow = { name: EffectName; tryAt: string; failure: Failure | null };

/** The effects that a subject is owed, as a column of the query that reads it. */
export const owedEffects = (kind: SubjectKind, tenantId: SQL, id: SQL) => sql<EffectRow[]>`(
  select coalesce(json_agg(json_build_object('name', e.name, 'tryAt', e.try_at, 'failure', e.failure)), '[]')
  from ${effects} e
  where e.tenant_id = ${tenantId} and e.subject_kind = ${kind} and e.subject_id = ${id} and e.state = 'owed')`;

/** One of them as followers see it: epoch milliseconds. */
export const toEffectView = ({ tryAt, ...effect }: EffectRow) => ({ ...effect, tryAt: Date.parse(tryAt) });

import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { domains } from '#db/schema/tenant.ts';
import { danglingDays } from '#domain/domain/follow.ts';
import { proofName, proofText } from '#domain/domain/types.ts';
import { AppError } from '#domain/errors.ts';

export type DomainRow = typeof domains.$inferSelect;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const dayMs = 24 * 60 * 60_000;

type Shown = Omit<DomainRow, 'tenantId' | 'token' | 'addedBy' | 'tryAt' | 'askedAt' | 'unansweredSince'>;

/** What everybody who may see a domain sees of it. */
export const presentState = (row: Shown) => ({
  id: row.id,
  name: row.name,
  state: row.state,
  finding: row.finding,
  createdAt: new Date(row.createdAt).toISOString(),
  verifiedAt: iso(row.verifiedAt),
  checkedAt: iso(row.checkedAt),
  releaseAt:
    row.state === 'failing' && row.failingSince !== null
      ? iso(row.failingSince + danglingDays * dayMs)
      : null,
});

/** The wire form (contract `Domain`): with the records that its owner has to set. `target`: the installation's own host. */
export const presentDomain = (row: DomainRow, target: string) => ({
  ...presentState(row),
  proof: { name: proofName(row.name), value: proofText(row.token) },
  target,
});

export type DomainAnswer = ReturnType<typeof presentDomain>;

/** A domain of the tenant, held until the end of the transaction; `not_found` otherwise. */
export const lockDomain = async (tx: Transaction, tenantId: string, id: string): Promise<DomainRow> => {
  const [row] = await tx
    .select()
    .from(domains)
    .where(and(eq(domains.tenantId, tenantId), eq(domains.id, id)))
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'There is no such domain.');
  return row;
};

import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { reconciliations } from '#db/schema/payment.ts';
import { netOf } from '#domain/payment/reconciliation.ts';
import type { ReconciliationRow } from './load-reconciliation.ts';

type Row = ReconciliationRow & { accountLabel: string };

export const selectReconciliations = (tx: Transaction) =>
  tx
    .select({ ...getTableColumns(reconciliations), accountLabel: integrations.accountLabel })
    .from(reconciliations)
    .innerJoin(
      integrations,
      and(
        eq(integrations.tenantId, reconciliations.tenantId),
        eq(integrations.id, reconciliations.integrationId),
      ),
    );

const iso = (instant: number): string => new Date(instant).toISOString();

/** A reconciliation in a list (contract `Reconciliation`). */
export const presentReconciliation = (row: Row) => ({
  id: row.id,
  account: { id: row.integrationId, label: row.accountLabel },
  state: row.state,
  phase: row.phase,
  from: iso(row.fromAt),
  to: iso(row.toAt),
  read: row.read,
  healed: row.healed,
  found: row.found,
  standing: row.standing,
  failure: row.failure,
  startedAt: iso(row.startedAt),
  endedAt: row.endedAt === null ? null : iso(row.endedAt),
});

/** The same with what was taken by day and currency (contract `ReconciliationDetail`). */
export const presentReconciliationDetail = (row: Row) => ({
  ...presentReconciliation(row),
  // Before its end nothing of ours is in them.
  totals: (row.state === 'done' ? row.totals : []).toReversed().map(({ day, currency, ours, theirs }) => ({
    day,
    currency,
    ours: { ...ours, netMinor: netOf(ours) },
    theirs: { ...theirs, netMinor: netOf(theirs) },
  })),
});

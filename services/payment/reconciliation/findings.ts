import { and, eq, inArray, isNull, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { paymentFindings, reconciliations } from '#db/schema/payment.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type { FindingKind } from '#domain/payment/types.ts';
import { isReconciliation, type ReconciliationRow } from './load-reconciliation.ts';

export type Found = {
  kind: FindingKind;
  externalId: string;
  paymentId: string | null;
  oursMinor: number;
  theirsMinor: number | null;
  currency: Currency | null;
  takenAt: number;
};

const ofAccount = ({ tenantId, integrationId }: ReconciliationRow) =>
  and(eq(paymentFindings.tenantId, tenantId), eq(paymentFindings.integrationId, integrationId));

/** One that was right meanwhile, or is another by now, is new. */
const isNew = sql`(${paymentFindings.healedAt} is not null
  or (${paymentFindings.oursMinor}, ${paymentFindings.theirsMinor}) is distinct from (excluded.ours_minor, excluded.theirs_minor))`;

const renewed = (column: SQL, otherwise: SQL) => sql`case when ${isNew} then ${column} else ${otherwise} end`;

/** Lists what the vendor says otherwise, each once however often it is met; what is listed already stays as it was seen and dismissed. */
export const listFindings = async (
  tx: Transaction,
  run: ReconciliationRow,
  found: readonly Found[],
  now: number,
): Promise<void> => {
  if (found.length === 0) return;
  const { tenantId, integrationId, id: seenIn } = run;
  const rows = await tx
    .insert(paymentFindings)
    .values(
      found.map((each) => ({
        ...each,
        tenantId,
        integrationId,
        id: newId('paymentFinding'),
        foundAt: now,
        seenIn,
      })),
    )
    .onConflictDoUpdate({
      target: [
        paymentFindings.tenantId,
        paymentFindings.integrationId,
        paymentFindings.kind,
        paymentFindings.externalId,
      ],
      set: {
        foundAt: renewed(sql`excluded.found_at`, sql`${paymentFindings.foundAt}`),
        dismissedAt: renewed(sql`null`, sql`${paymentFindings.dismissedAt}`),
        dismissedBy: renewed(sql`null`, sql`${paymentFindings.dismissedBy}`),
        oursMinor: sql`excluded.ours_minor`,
        theirsMinor: sql`excluded.theirs_minor`,
        paymentId: sql`excluded.payment_id`,
        healedAt: null,
        seenIn,
      },
    })
    .returning({ foundAt: paymentFindings.foundAt });
  const count = rows.filter(({ foundAt }) => foundAt === now).length;
  if (count > 0)
    await tx
      .update(reconciliations)
      .set({ found: sql`${reconciliations.found} + ${count}` })
      .where(isReconciliation({ tenantId, reconciliationId: seenIn }));
};

/** What was listed of a payment, but for these kinds, is right again. Answers how much. */
export const healPayment = async (
  tx: Transaction,
  run: ReconciliationRow,
  { paymentId, except, now }: { paymentId: string; except: readonly FindingKind[]; now: number },
): Promise<number> => {
  const rows = await tx
    .update(paymentFindings)
    .set({ healedAt: now })
    .where(
      and(
        ofAccount(run),
        eq(paymentFindings.paymentId, paymentId),
        isNull(paymentFindings.healedAt),
        except.length === 0 ? undefined : notInArray(paymentFindings.kind, [...except]),
      ),
    )
    .returning({ id: paymentFindings.id });
  return rows.length;
};

/** Money that is a payment of ours by now, or has gone back, is listed no more. */
export const healUnknown = async (
  tx: Transaction,
  run: ReconciliationRow,
  chargeIds: readonly string[],
  now: number,
): Promise<void> => {
  if (chargeIds.length === 0) return;
  await tx
    .update(paymentFindings)
    .set({ healedAt: now })
    .where(
      and(
        ofAccount(run),
        eq(paymentFindings.kind, 'unknown_payment'),
        inArray(paymentFindings.externalId, [...chargeIds]),
        isNull(paymentFindings.healedAt),
      ),
    );
};

/** When money that is listed was taken, by its name. */
export const listedMoney = async (
  tx: Transaction,
  run: ReconciliationRow,
  chargeIds: readonly string[],
): Promise<Map<string, { takenAt: number; currency: Currency | null }>> => {
  if (chargeIds.length === 0) return new Map();
  const rows = await tx
    .select({
      chargeId: paymentFindings.externalId,
      takenAt: paymentFindings.takenAt,
      currency: paymentFindings.currency,
    })
    .from(paymentFindings)
    .where(
      and(
        ofAccount(run),
        eq(paymentFindings.kind, 'unknown_payment'),
        inArray(paymentFindings.externalId, [...chargeIds]),
      ),
    );
  return new Map(rows.map(({ chargeId, ...rest }) => [chargeId, rest]));
};

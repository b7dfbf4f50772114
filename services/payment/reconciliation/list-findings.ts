import { and, desc, eq, getTableColumns, gt, isNotNull, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { paymentFindings, payments } from '#db/schema/payment.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { FindingState } from '#domain/payment/types.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { isReconciliation, type ReconciliationRow } from './load-reconciliation.ts';
import { selectReconciliations } from './present-reconciliation.ts';

const select = (tx: Transaction) =>
  tx
    .select({
      ...getTableColumns(paymentFindings),
      bookingId: bookings.id,
      code: bookings.code,
      dismisser: memberProfiles.name,
    })
    .from(paymentFindings)
    .leftJoin(
      payments,
      and(eq(payments.tenantId, paymentFindings.tenantId), eq(payments.id, paymentFindings.paymentId)),
    )
    .leftJoin(bookings, and(eq(bookings.tenantId, payments.tenantId), eq(bookings.id, payments.bookingId)))
    .leftJoin(
      memberProfiles,
      and(
        eq(memberProfiles.tenantId, paymentFindings.tenantId),
        eq(memberProfiles.id, paymentFindings.dismissedBy),
      ),
    );

type Row = Awaited<ReturnType<typeof select>>[number];

const isoOrNull = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

const stateOf = ({ healedAt, dismissedAt }: Row): FindingState =>
  healedAt !== null ? 'healed' : dismissedAt !== null ? 'dismissed' : 'open';

/** Contract `PaymentFinding`. */
const present = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  state: stateOf(row),
  accountId: row.integrationId,
  externalId: row.externalId,
  payment:
    row.paymentId === null || row.bookingId === null || row.code === null
      ? null
      : { id: row.paymentId, bookingId: row.bookingId, code: row.code },
  currency: row.currency,
  oursMinor: row.oursMinor,
  theirsMinor: row.theirsMinor,
  takenAt: new Date(row.takenAt).toISOString(),
  foundAt: new Date(row.foundAt).toISOString(),
  healedAt: isoOrNull(row.healedAt),
  dismissedAt: isoOrNull(row.dismissedAt),
  dismissedBy: row.dismissedBy === null ? null : { id: row.dismissedBy, name: row.dismisser },
});

const inState: Readonly<Record<FindingState, SQL | undefined>> = {
  open: and(isNull(paymentFindings.healedAt), isNull(paymentFindings.dismissedAt)),
  dismissed: and(isNull(paymentFindings.healedAt), isNotNull(paymentFindings.dismissedAt)),
  healed: isNotNull(paymentFindings.healedAt),
};

/** What stood when a reconciliation ended, or stands while it is under way. */
const standingAt = ({ integrationId, endedAt }: ReconciliationRow): SQL | undefined =>
  and(
    eq(paymentFindings.integrationId, integrationId),
    endedAt === null ? undefined : lte(paymentFindings.foundAt, endedAt),
    endedAt === null
      ? isNull(paymentFindings.healedAt)
      : or(isNull(paymentFindings.healedAt), gt(paymentFindings.healedAt, endedAt)),
  );

export type FindingPageRequest = PageRequest & {
  state?: FindingState | undefined;
  reconciliationId?: string | undefined;
};

/**
 * A page of what vendors say otherwise than we do, the newest first: of the state that is asked for, or what stood at the end of a
 * reconciliation. `not_found` for one that there is none of. (contract `PaymentFindingPage`)
 */
export const listPaymentFindings = async (ctx: ServiceContext, input: FindingPageRequest) => {
  requireAccess(ctx, 'tenant_integrations.read');
  const { tenantId } = ctx;
  const { state, reconciliationId } = input;
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, tenantId, async (tx) => {
    const [run] =
      reconciliationId === undefined
        ? []
        : await selectReconciliations(tx).where(isReconciliation({ tenantId, reconciliationId }));
    if (reconciliationId !== undefined && run === undefined)
      throw new AppError('not_found', 'There is no such reconciliation.');
    return select(tx)
      .where(
        and(
          eq(paymentFindings.tenantId, tenantId),
          run === undefined ? undefined : standingAt(run),
          state === undefined ? undefined : inState[state],
          after === null ? undefined : lt(paymentFindings.id, after),
        ),
      )
      .orderBy(desc(paymentFindings.id))
      .limit(input.limit + 1);
  });
  return pageFrom(rows, input.limit, present);
};

/** One of them; `not_found` otherwise. */
export const readFinding = async (tx: Transaction, tenantId: string, paymentFindingId: string) => {
  const [row] = await select(tx).where(
    and(eq(paymentFindings.tenantId, tenantId), eq(paymentFindings.id, paymentFindingId)),
  );
  if (row === undefined) throw new AppError('not_found', 'There is no such finding.');
  return present(row);
};

import { and, desc, eq, getTableColumns, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookingGuests, bookings } from '#db/schema/booking.ts';
import { disputes, payments, refunds } from '#db/schema/payment.ts';
import { AppError } from '#domain/errors.ts';
import { idPattern } from '#domain/ids.ts';
import type { PaymentConcern, PaymentState } from '#domain/payment/types.ts';
import type { Caller } from '#services/authorize.ts';
import { visibleTo } from '#services/booking/read/find-bookings.ts';
import { ofFirstGuest } from '#services/booking/read/load-booking.ts';
import { cursorTo, placeAfter } from '#services/page.ts';
import type { PaymentRow } from '#services/payment/load-payment.ts';
import {
  type BookingPayment,
  disputesInRow,
  ofPayment,
  refundsInRow,
} from '#services/payment/money-of-booking.ts';
import { contains, containsCode, containsFolded, containsPhone } from '#services/search.ts';

export type PaymentFilter = {
  state?: PaymentState | undefined;
  with?: PaymentConcern | undefined;
  linkId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  search?: string | undefined;
};

export type PaymentPageRequest = PaymentFilter & { cursor?: string | undefined; limit: number };

/** A payment with what a list says of its booking, its refunds and its disputes. */
export type FoundPayment = {
  payment: PaymentRow;
  booking: { id: string; code: string; title: string; startsAt: number };
  guest: { name: string | null; email: string | null };
  refunds: BookingPayment['refunds'];
  disputes: BookingPayment['disputes'];
};

const row = sql`"payments"`;

const hasRefund = (which: SQL): SQL =>
  sql`exists (select 1 from ${refunds} r where ${ofPayment(sql`r`, row)} and ${which})`;

/** Whatever is failing has an index of its own in each table, which a condition over both would leave unused. */
const isFailing = (tenantId: string): SQL => sql`${payments.id} in (
  select p.id from ${payments} p where p.tenant_id = ${tenantId} and p.failure is not null
  union all
  select r.payment_id from ${refunds} r
  where r.tenant_id = ${tenantId} and r.state = 'owed' and r.failure is not null)`;

const concernOf = (concern: PaymentConcern, tenantId: string): SQL => {
  switch (concern) {
    case 'refunds':
      return hasRefund(sql`true`);
    case 'refund_failed':
      return hasRefund(sql`r.state = 'failed'`);
    case 'disputed':
      return sql`exists (select 1 from ${disputes} d where ${ofPayment(sql`d`, row)})`;
    case 'failing':
      return isFailing(tenantId);
  }
};

const isSaid = (search: string | undefined): SQL | undefined =>
  search === undefined || search === ''
    ? undefined
    : or(
        containsFolded(bookingGuests.name, search),
        contains(bookingGuests.email, search),
        containsCode(bookings.code, search),
        containsPhone(bookingGuests.phone, search),
      );

const beyond = (cursor: string | undefined): SQL | undefined => {
  if (cursor === undefined) return undefined;
  const { at, id } = placeAfter(cursor, idPattern('payment'));
  return or(lt(payments.createdAt, at), and(eq(payments.createdAt, at), lt(payments.id, id)));
};

const select = (tx: Transaction) =>
  tx
    .select({
      payment: getTableColumns(payments),
      booking: {
        id: bookings.id,
        code: bookings.code,
        title: sql<string>`${bookings.terms}->>'title'`,
        startsAt: bookings.startsAt,
      },
      guest: { name: bookingGuests.name, email: bookingGuests.email },
      refunds: refundsInRow(row),
      disputes: disputesInRow(row),
    })
    .from(payments)
    .innerJoin(bookings, and(eq(bookings.tenantId, payments.tenantId), eq(bookings.id, payments.bookingId)))
    .leftJoin(bookingGuests, ofFirstGuest);

type Who = { tenantId: string; member: Caller };

const withGuest = ({
  guest,
  ...rest
}: Omit<FoundPayment, 'guest'> & { guest: FoundPayment['guest'] | null }) => ({
  ...rest,
  guest: guest ?? { name: null, email: null },
});

/** Payments of bookings that the member may see, the newest first: one statement whatever its length. */
export const findPayments = async (
  tx: Transaction,
  { tenantId, member }: Who,
  input: PaymentPageRequest,
): Promise<{ rows: FoundPayment[]; nextCursor: string | null }> => {
  const found = await select(tx)
    .where(
      and(
        eq(payments.tenantId, tenantId),
        visibleTo(member, tenantId),
        input.state === undefined ? undefined : eq(payments.state, input.state),
        input.with === undefined ? undefined : concernOf(input.with, tenantId),
        input.linkId === undefined ? undefined : eq(bookings.linkId, input.linkId),
        input.from === undefined ? undefined : gte(payments.createdAt, input.from),
        input.to === undefined ? undefined : lt(payments.createdAt, input.to),
        isSaid(input.search),
        beyond(input.cursor),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(input.limit + 1);
  const rows = found.slice(0, input.limit).map(withGuest);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor:
      found.length > input.limit && last !== undefined
        ? cursorTo({ at: last.payment.createdAt, id: last.payment.id })
        : null,
  };
};

/** One of them; `not_found` when there is none, or none that the member may see. */
export const findPayment = async (
  tx: Transaction,
  { tenantId, member }: Who,
  paymentId: string,
): Promise<FoundPayment> => {
  const [found] = await select(tx).where(
    and(eq(payments.tenantId, tenantId), eq(payments.id, paymentId), visibleTo(member, tenantId)),
  );
  if (found === undefined) throw new AppError('not_found', 'There is no such payment.');
  return withGuest(found);
};

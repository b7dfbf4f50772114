import { type SQL, sql } from 'drizzle-orm';
import { disputes, payments, refunds } from '#db/schema/payment.ts';
import type { Failure } from '#domain/failure.ts';
import type { Currency } from '#domain/money/currencies.ts';
import type {
  CaptureTime,
  DisputeState,
  PaymentPurpose,
  PaymentState,
  RefundReason,
  RefundState,
  ReservationAim,
} from '#domain/payment/types.ts';

/** A payment as those see it whose booking it is for. Instants as Postgres writes them in JSON. */
export type BookingPayment = {
  id: string;
  state: PaymentState;
  purpose: PaymentPurpose;
  moveTo: string | null;
  captures: CaptureTime;
  aim: ReservationAim | null;
  captureBefore: string | null;
  amountMinor: number;
  currency: Currency;
  taxBasisPoints: number;
  payBy: string;
  capturedMinor: number;
  refundedMinor: number;
  lostMinor: number;
  keptMinor: number;
  /** No vendor takes it: its guest has paid a host. */
  isOutside: boolean;
  method: string | null;
  receiptUrl: string | null;
  capturedAt: string | null;
  isSettled: boolean;
  refunds: {
    id: string;
    amountMinor: number;
    state: RefundState;
    reason: RefundReason;
    createdAt: string;
    failure: Failure | null;
  }[];
  disputes: { amountMinor: number; state: DisputeState; reason: string; respondBy: string | null }[];
};

/** Rows of that table that belong to a row of payments under that name. */
export const ofPayment = (table: SQL, payment: SQL): SQL =>
  sql`${table}.tenant_id = ${payment}.tenant_id and ${table}.payment_id = ${payment}.id`;

/** The refunds of a row of payments under that name, the first one first, as one of its columns. */
export const refundsInRow = (payment: SQL) => sql<BookingPayment['refunds']>`(
  select coalesce(json_agg(json_build_object('id', r.id, 'amountMinor', r.amount_minor, 'state', r.state,
    'reason', r.reason, 'createdAt', r.created_at, 'failure', r.failure) order by r.created_at, r.id), '[]')
  from ${refunds} r where ${ofPayment(sql`r`, payment)})`;

/** Its disputes. */
export const disputesInRow = (payment: SQL) => sql<BookingPayment['disputes']>`(
  select coalesce(json_agg(json_build_object('amountMinor', d.amount_minor, 'state', d.state,
    'reason', d.reason, 'respondBy', d.respond_by) order by d.created_at, d.id), '[]')
  from ${disputes} d where ${ofPayment(sql`d`, payment)})`;

/** The payments of a row of `bookings`, the first one first, as one of its columns; null where there is none, nor a price. */
export const moneyOfBooking = sql<BookingPayment[] | null>`(
  select coalesce(json_agg(json_build_object(
    'id', p.id, 'state', p.state, 'purpose', p.purpose, 'moveTo', p.move_to, 'captures', p.captures, 'aim', p.aim,
    'captureBefore', p.capture_before, 'amountMinor', p.amount_minor, 'currency', p.currency,
    'taxBasisPoints', p.tax_basis_points, 'payBy', p.pay_by, 'capturedMinor', p.captured_minor,
    'refundedMinor', p.refunded_minor, 'lostMinor', p.lost_minor, 'keptMinor', p.kept_minor, 'isOutside', p.vendor is null,
    'method', p.method,
    'receiptUrl', p.receipt_url, 'capturedAt', p.captured_at, 'isSettled', p.settled_at is not null,
    'refunds', ${refundsInRow(sql`p`)}, 'disputes', ${disputesInRow(sql`p`)}
  ) order by p.created_at, p.id), case when "bookings"."price_minor" is null then null else '[]'::json end)
  from ${payments} p
  where p.tenant_id = "bookings"."tenant_id" and p.booking_id = "bookings"."id")`;

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import type { BookingDetails } from '#domain/booking/types.ts';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import { claimSlot } from '#services/booking/claim/claim-slot.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/read/load-booking.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { hashOf, inCommand } from '#services/idempotency.ts';
import { loadLinkById } from '#services/link/public-link.ts';

export type At = { tenantId: string; now: number };

/** What a verb is called with: by a guest unless told otherwise, repeated under `key` when one is given. */
export const contextAt = (
  db: Database,
  { tenantId, now }: At,
  { actor = { kind: 'guest' }, key, body = null }: { actor?: Actor; key?: string; body?: unknown } = {},
): ServiceContext => ({
  db,
  tenantId,
  actor,
  now: () => now,
  newId,
  ...(key === undefined
    ? {}
    : { request: { operation: 'test', keyHash: hashOf(key), requestHash: hashOf(body) } }),
});

/** The code an attempt is refused with, null when it is not. */
export const refusalOf = async (attempt: Promise<unknown>): Promise<ErrorCode | null> => {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

/** A member who may act for everybody. */
export const ownerOf = ({ hosts: [owner] }: TestTenant): Actor => ({
  kind: 'member',
  memberId: owner?.id ?? '',
  userId: owner?.userId ?? '',
  role: 'owner',
  name: 'Owner',
});

/** The guest whom a booking belongs to. */
export const guestOf = (bookingId: string): Actor => ({ kind: 'guest', bookingId });

export const guestDetails = (values: Partial<BookingDetails> = {}): BookingDetails => ({
  guest: { name: 'An', email: 'an@example.com' },
  timeZone: 'UTC',
  locale: 'en',
  answers: {},
  ...values,
});

export type ClaimInput = {
  linkId: string;
  start: number;
  durationMinutes?: number;
  /** Null: only hold the time. */
  details?: BookingDetails | null;
};

/** Claims half an hour of a link as `bookLink` and `placeHold` do; throws what they throw. */
export const claimAsGuest = async (
  db: Database,
  at: At,
  input: ClaimInput,
  { key = randomUUID() }: { key?: string } = {},
): Promise<LoadedBooking> => {
  const { linkId, start, durationMinutes = 30, details = guestDetails() } = input;
  const ctx = contextAt(db, at, { key, body: input });
  const bookingId = newId('booking');
  return inCommand(ctx, {
    run: async (tx) => {
      const target = await loadLinkById(tx, at.tenantId, linkId);
      const timeZone = details?.timeZone ?? 'UTC';
      const claim = { bookingId, start, durationMinutes, timeZone, details };
      const refusal = await claimSlot(tx, ctx, target, claim);
      return refusal ?? { subjectId: bookingId, answer: await loadBooking(tx, at.tenantId, bookingId) };
    },
    replay: (tx, id) => loadBooking(tx, at.tenantId, id),
  });
};

/** A booking that was made; throws when it is refused. */
export const bookAsGuest = async (db: Database, at: At, input: ClaimInput): Promise<string> =>
  (await claimAsGuest(db, at, input)).booking.id;

/** The session of a booking, as a query of its id. */
export const sessionOf = (tx: Transaction, bookingId: string) =>
  tx.select({ id: bookings.sessionId }).from(bookings).where(eq(bookings.id, bookingId));

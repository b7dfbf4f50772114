import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { BookingRequestPayload } from '#db/schema/booking.ts';
import { claimSlot } from '../claim-slot.ts';
import type { RequestInput } from '../internal.ts';
import { submitRequest } from '../submit-request.ts';

type ClaimPayload = Extract<BookingRequestPayload, { kind: 'claim' }>;

/** A guest's wish for half an hour; tests change what they are about. */
export const claimPayload = (
  linkId: string,
  start: number,
  values: Partial<ClaimPayload> = {},
): ClaimPayload => ({
  kind: 'claim',
  linkId,
  start,
  durationMinutes: 30,
  timeZone: 'UTC',
  locale: 'en',
  answers: {},
  guest: { name: 'An', email: 'an@example.com' },
  ...values,
});

/** Writes a guest's request down and answers what the booking's workflow would give its activity. */
export const askAsGuest = async (
  db: Database,
  { tenantId, now }: { tenantId: string; now: number },
  payload: BookingRequestPayload,
  { bookingId, key = randomUUID() }: { bookingId?: string | undefined; key?: string | undefined } = {},
): Promise<RequestInput> => {
  const request = await submitRequest(
    { db, tenantId, actor: { kind: 'guest' }, now: () => now, newId },
    { key, secret: 's', payload, ...(bookingId === undefined ? {} : { bookingId }) },
  );
  const { requestId } = request;
  return { tenantId, bookingId: request.bookingId, requestId, workflowRunId: 'run', now };
};

/** A booking that was made; throws when it is refused. */
export const bookAsGuest = async (
  db: Database,
  at: { tenantId: string; now: number },
  payload: ClaimPayload,
): Promise<string> => {
  const input = await askAsGuest(db, at, payload);
  const { outcome } = await claimSlot(db, input);
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return input.bookingId;
};

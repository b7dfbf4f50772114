import type { Database } from '#db/client.ts';
import type { BookingAction } from '#domain/booking/transition.ts';
import {
  approveBooking,
  cancelBooking,
  completeHold,
  declineBooking,
  endBooking,
  markNoShow,
  releaseHold,
  rescheduleBooking,
  retrySync,
  type SystemChange,
  type SystemEnd,
} from '#services/booking/change-booking.ts';
import { abandonClaim, claimSlot } from '#services/booking/claim-slot.ts';
import type { RequestInput, RequestResult } from '#services/booking/internal.ts';

const changes: Readonly<
  Record<BookingAction, (db: Database, input: RequestInput) => Promise<RequestResult>>
> = {
  complete_hold: completeHold,
  release_hold: releaseHold,
  approve: approveBooking,
  decline: declineBooking,
  reschedule: rescheduleBooking,
  cancel: cancelBooking,
  mark_no_show: markNoShow,
  retry_sync: retrySync,
};

/** One transaction each, safe to repeat: the outcome is stored with the request. */
export const createBookingActivities = (deps: { db: Database }) => ({
  claimSlot: (input: RequestInput) => claimSlot(deps.db, input),
  abandonClaim: (input: RequestInput) => abandonClaim(deps.db, input),
  changeBooking: ({ action, ...input }: RequestInput & { action: BookingAction }) =>
    changes[action](deps.db, input),
  endBooking: (input: SystemChange & { as: SystemEnd }) => endBooking(deps.db, input),
});

import type { Database } from '#db/client.ts';
import type { GuestErasureView } from '#domain/guest-data/follow.ts';
import {
  eraseGuestRows,
  finishGuestErasure,
  type GuestErasureInput,
  lookAtGuestErasure,
} from '#services/guest-data/follow-erasure.ts';

/** The follower of a guest who is erased. Each is safe to repeat. */
export const createGuestErasureActivities = (deps: { db: Database }) => ({
  lookAtGuestErasure: (input: GuestErasureInput): Promise<GuestErasureView | null> =>
    lookAtGuestErasure(deps.db, input),
  eraseGuest: (input: GuestErasureInput): Promise<void> => eraseGuestRows(deps.db, input),
  finishGuestErasure: (input: GuestErasureInput): Promise<void> => finishGuestErasure(deps.db, input),
});

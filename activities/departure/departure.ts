import type { Database } from '#db/client.ts';
import type { DepartureView } from '#domain/departure/follow.ts';
import {
  type DepartureInput,
  finishDeparture,
  lookAtDeparture,
  settleDeparture,
} from '#services/departure/follow-departure.ts';

/** The follower of a member who goes: settles their bookings, then ends their accounts. Each is safe to repeat. */
export const createDepartureActivities = (deps: { db: Database }) => ({
  lookAtDeparture: (input: DepartureInput): Promise<DepartureView | null> => lookAtDeparture(deps.db, input),
  settleDeparture: (input: DepartureInput): Promise<void> => settleDeparture(deps.db, input),
  finishDeparture: (input: DepartureInput): Promise<void> => finishDeparture(deps.db, input),
});

import type { Database } from '#db/client.ts';
import type { SupportFollowed } from '#domain/support/follow.ts';
import {
  endSupportView,
  lookAtSupportView,
  type SupportInput,
} from '#services/support/follow-support-view.ts';

/** The follower of a support view: ends it in time. Each is safe to repeat. */
export const createSupportActivities = ({ db }: { db: Database }) => ({
  lookAtSupportView: (input: SupportInput): Promise<SupportFollowed | null> => lookAtSupportView(db, input),
  endSupportView: (input: SupportInput): Promise<void> => endSupportView(db, input),
});

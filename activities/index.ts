import type { Database } from '#db/client.ts';
import type { SecretBox } from '#services/secrets.ts';
import { createBookingActivities, createEffectActivities, createSessionActivities } from './booking.ts';
import { createCalendarActivities } from './calendar.ts';
import { createNotificationActivities, type MailDeps } from './notification.ts';
import { type CalendarRegistry, createWithSession } from './sessions.ts';

export type ActivityDeps = MailDeps & {
  db: Database;
  secrets: SecretBox;
  calendars: CalendarRegistry;
  pushUrl: (vendor: string) => string | null;
};

/** Everything a worker can do for a workflow. */
export const createActivities = (deps: ActivityDeps) => {
  const withSession = createWithSession(deps);
  return {
    ...createBookingActivities(deps),
    ...createSessionActivities(deps),
    ...createEffectActivities({ ...deps, withSession }),
    ...createNotificationActivities(deps),
    ...createCalendarActivities({ ...deps, withSession }),
  };
};

export type Activities = ReturnType<typeof createActivities>;

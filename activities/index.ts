import type { Database } from '#db/client.ts';
import type { SecretBox } from '#services/secrets.ts';
import { createBookingActivities, createEffectActivities, createSessionActivities } from './booking.ts';
import { createCalendarActivities } from './calendar.ts';
import { type CalendarRegistry, createWithClient } from './clients.ts';
import { createNotificationActivities, type MailDeps } from './notification.ts';

export type ActivityDeps = MailDeps & {
  db: Database;
  secrets: SecretBox;
  calendars: CalendarRegistry;
  pushUrl: (vendor: string) => string | null;
};

/** Everything a worker can do for a workflow. */
export const createActivities = (deps: ActivityDeps) => {
  const withClient = createWithClient(deps);
  return {
    ...createBookingActivities(deps),
    ...createSessionActivities(deps),
    ...createEffectActivities({ ...deps, withClient }),
    ...createNotificationActivities(deps),
    ...createCalendarActivities({ ...deps, withClient }),
  };
};

export type Activities = ReturnType<typeof createActivities>;

import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { keepWithheld } from '#domain/sync/removal.ts';
import type { ServiceContext } from '#services/context.ts';
import { wakeCalendars } from '#services/integration/wake-calendars.ts';
import { removeUnseen } from '../stored-events.ts';
import type { ConflictRow } from './conflicts.ts';

/** What becomes of events that a full pass missed: they go at once, or stay and are looked for again. */
export const decideRemoval = async (
  tx: Transaction,
  ctx: ServiceContext,
  { tenantId, calendarId }: ConflictRow,
  resolution: 'accept' | 'keep',
): Promise<null> => {
  const isThisOne = and(eq(calendars.tenantId, tenantId), eq(calendars.id, calendarId));
  const [calendar] = await tx.select().from(calendars).where(isThisOne);
  const withheld = calendar?.withheld ?? null;
  if (calendar === undefined || withheld === null) return null;
  if (resolution === 'accept') {
    await removeUnseen(tx, calendar, withheld.pass);
    const state = calendar.state === 'in_doubt' ? 'up_to_date' : calendar.state;
    await tx.update(calendars).set({ withheld: null, state }).where(isThisOne);
  } else
    await tx
      .update(calendars)
      .set({ withheld: keepWithheld(withheld, ctx.now()) })
      .where(isThisOne);
  wakeCalendars(tx, tenantId, [calendarId]);
  return null;
};

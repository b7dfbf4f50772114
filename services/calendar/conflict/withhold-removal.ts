import type { Transaction } from '#db/client.ts';
import { isDoubtful, type Withheld, withhold } from '#domain/sync/removal.ts';
import { type CalendarRow, countUnseen, removeUnseen } from '../stored-events.ts';
import { openConflict, settleConflict } from './conflicts.ts';

/**
 * What a full pass has not seen goes, unless so many events to come are missing that the vendor's answer is doubtful: then
 * they stay, and so does the time they take. It is read again later, and once that has told nothing else its owner is asked.
 * Answers what is withheld from now on.
 */
export const endFullPass = async (
  tx: Transaction,
  calendar: CalendarRow,
  { pass, until, now }: { pass: number; until: number; now: number },
): Promise<Withheld | null> => {
  const { tenantId, id: calendarId, withheld: before } = calendar;
  const counted = await countUnseen(tx, calendar, { pass, from: now, to: until });
  const key = { tenantId, calendarId };
  if (!isDoubtful(counted)) {
    await removeUnseen(tx, calendar, pass);
    if (before !== null) await settleConflict(tx, { ...key, sessionId: null, outcome: 'gone', now });
    return null;
  }
  const withheld = withhold(before, { pass, now, ...counted });
  if (withheld.repeatAt === null)
    await openConflict(tx, {
      ...key,
      kind: 'events_missing',
      subjectKind: 'integration',
      subjectId: calendar.integrationId,
      missing: withheld.missing,
      foundAt: now,
    });
  return withheld;
};

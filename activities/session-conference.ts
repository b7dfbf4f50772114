import type { Database } from '#db/client.ts';
import type { ConferenceClient, ConferenceProvider } from '#providers/conference/port.ts';
import { type MeetingCarrier, planMeeting } from '#services/conference/plan-meeting.ts';
import { recordVendorMeeting } from '#services/conference/record-meeting.ts';
import type { WithClient } from './clients.ts';

export type ConferenceEffectDeps = {
  db: Database;
  withConference: WithClient<ConferenceClient, ConferenceProvider>;
};

/**
 * Has the organisation's conference account make the meeting a session still lacks and writes its address down. Repeating
 * it meets the same meeting.
 */
export const makeMeeting = async (
  { db, withConference }: ConferenceEffectDeps,
  carrier: MeetingCarrier,
  now: number,
): Promise<void> => {
  const planned = await planMeeting(db, carrier);
  if (planned === null) return;
  const { sessionId, title, start, end } = planned;
  const { url } = await withConference(planned, (client) =>
    client.createMeeting({ key: `${planned.tenantId}/${sessionId}`, title, start, end }),
  );
  await recordVendorMeeting(db, { carrier, sessionId, url }, now);
};

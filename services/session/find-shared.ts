import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { sessions } from '#db/schema/session.ts';
import type { ConferenceSource } from '#domain/conference/types.ts';
import { takenAt } from './seats.ts';

export type SharedTime = { tenantId: string; linkId: string; start: number };
export type SharedSession = {
  sessionId: string;
  endsAt: number;
  placesLeft: number;
  meetingUrl: string | null;
  conference: ConferenceSource | null;
};

/** The open session that guests of a group link share at a time, with the places left at `now`; a look, no lock. */
export const findShared = async (
  tx: Transaction,
  { tenantId, linkId, start }: SharedTime,
  now: number,
): Promise<SharedSession | null> => {
  const { rows } = await tx.execute<{
    id: string;
    ends: number;
    left: number;
    meetingUrl: string | null;
    conference: ConferenceSource | null;
  }>(sql`
    select s.id, s.meeting_url as "meetingUrl", s.conference, (extract(epoch from s.ends_at) * 1000)::float8 as ends, s.capacity - ${takenAt(timestampAt(now))} as left
    from ${sessions} s
    where s.tenant_id = ${tenantId} and s.link_id = ${linkId}
      and s.starts_at = ${timestampAt(start)} and s.capacity > 1 and s.status = 'open'`);
  const [row] = rows;
  return row === undefined
    ? null
    : {
        sessionId: row.id,
        endsAt: row.ends,
        placesLeft: row.left,
        meetingUrl: row.meetingUrl,
        conference: row.conference,
      };
};

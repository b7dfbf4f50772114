import { isCancelled, type Sabotage } from './site.ts';

/** What can be wrong with places, and with what guests of one session share. */
export const sessionSabotages: readonly Sabotage[] = [
  {
    invariant: 'never oversold',
    what: 'a place that is counted and that nobody has, the constraint being gone',
    act: async (site) => {
      const { session } = site.takeMeeting();
      await site.lab.sql.query('alter table sessions drop constraint sessions_places_check');
      await site.lab.sql.query('update sessions set taken = taken + 1 where id = $1', [session.id]);
      return `${session.id} counts ${session.taken + 1} places`;
    },
  },
  {
    invariant: 'never oversold',
    what: 'one guest too many, the constraint being gone',
    act: async (site) => {
      const { session, guests } = site.takeMeeting();
      const [first] = guests;
      const more = session.capacity - session.taken + 1;
      for (let index = 0; index < more; index += 1)
        await site.copyRow('bookings', first?.id ?? '', {
          id: `bkg_sabotage_more_${index}`,
          code: `ONE-MORE-${index}`,
        });
      await site.lab.sql.query('update sessions set taken = capacity + 1 where id = $1', [session.id]);
      return `${session.id} has ${session.capacity} places and gave ${session.capacity + 1}`;
    },
  },
  {
    invariant: 'never oversold',
    what: 'a confirmed guest without a place, the constraint being gone',
    act: async (site) => {
      const [first] = site.takeMeeting().guests;
      await site.lab.sql.query('alter table bookings drop constraint bookings_seated_check');
      await site.lab.sql.query('update bookings set seated = false where id = $1', [first?.id]);
      return `${first?.id} is confirmed and has no place`;
    },
  },
  {
    invariant: 'one session each',
    what: 'a second session of a group at one time, the index being gone',
    act: async (site) => {
      const { session } = site.takeMeeting();
      await site.lab.sql.query('drop index sessions_shared_key');
      await site.copyRow('sessions', session.id, { id: 'ses_sabotage' });
      return [session.id, 'ses_sabotage'].toSorted().join(' and ');
    },
  },
  {
    invariant: 'closed when empty',
    what: 'a session that is closed while guests are in it',
    act: async (site) => {
      const { session, guests } = site.takeMeeting();
      await site.lab.sql.query(`update sessions set status = 'closed' where id = $1`, [session.id]);
      return `${session.id} is closed and ${guests[0]?.id} (confirmed) has places in it`;
    },
  },
  {
    invariant: 'closed when empty',
    what: 'a session that is open and empty',
    act: async (site) => {
      const { sessionId } = site.take(isCancelled);
      await site.lab.sql.query(`update sessions set status = 'open' where id = $1`, [sessionId]);
      return `${sessionId} is open and nobody`;
    },
  },
  {
    invariant: 'blocks = bookings',
    what: 'a session with two blocks of one host, the constraint being gone',
    act: async (site) => {
      const { session } = site.takeMeeting();
      const block = site.sound.blocks.find(({ sessionId }) => sessionId === session.id);
      await site.addBlock(block?.id ?? '', 'meeting');
      return `${session.id} has 2 blocks`;
    },
  },
  {
    invariant: 'one event each',
    what: "a guest whom a session's event does not name",
    act: async (site) => {
      const { session, guests, event } = site.takeMeeting();
      const guest = guests[0]?.guestEmail ?? '';
      const lines = event.description.split('\n').filter((line) => !line.includes(guest));
      await site.lab.vendors.rewriteEvent(event.calendarId, event.eventId, lines.join('\n'));
      return `${session.id} has an event in ${event.calendarId} that lacks ${guest}`;
    },
  },
  {
    invariant: 'one event each',
    what: "somebody in a session's event who has no place in it",
    act: async (site) => {
      const { session, event } = site.takeMeeting();
      const text = `${event.description}\nA stranger <stranger@example.test>`;
      await site.lab.vendors.rewriteEvent(event.calendarId, event.eventId, text);
      return `${session.id} has an event in ${event.calendarId} that names stranger@example.test`;
    },
  },
  {
    invariant: 'session = workflow',
    what: 'a session whose vendors are behind and whose follower nobody will call',
    act: async (site) => {
      const { session } = site.takeMeeting();
      await site.lab.sql.query(
        `update effects set state = 'owed', try_at = now() + interval '1 hour' where subject_id = $1`,
        [session.id],
      );
      return `${session.id} goes on at`;
    },
  },
  {
    invariant: 'session = workflow',
    what: 'a follower that is to be called for nothing',
    act: async (site) => {
      const { session } = site.takeMeeting();
      await site.lab.sql.query(
        `insert into wakeups (tenant_id, kind, subject_id, due_at, call_at)
          values ($1, 'session', $2, now() + interval '1 hour', now() + interval '1 hour')`,
        [session.tenantId, session.id],
      );
      return `${session.id} has nothing to come`;
    },
  },
];

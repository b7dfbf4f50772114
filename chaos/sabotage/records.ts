import { isCancelled, isConfirmed, type Sabotage } from './site.ts';

/** What can be wrong in the records of bookings. */
export const recordSabotages: readonly Sabotage[] = [
  {
    invariant: 'no overlap',
    what: 'a second block over a booking, the constraint being gone',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      const block = site.sound.blocks.find(({ sessionId }) => sessionId === booking.sessionId);
      await site.addBlock(block?.id ?? '', 'overlap');
      return booking.sessionId;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a cancelled booking that is confirmed again',
    act: async (site) => {
      const booking = site.take(isCancelled);
      await site.lab.sql.query(`update bookings set status = 'confirmed', seated = true where id = $1`, [
        booking.id,
      ]);
      return booking.id;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a booking that lies an hour later than its guest was told',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(
        `update sessions set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where id = $1`,
        [booking.sessionId],
      );
      return booking.id;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a booking with another code',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(`update bookings set code = 'OTHER-CODE' where id = $1`, [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'one booking per key',
    what: 'a second booking of one request',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.copyRow('bookings', booking.id, { id: 'bkg_sabotage', code: 'SECOND-ONE' });
      await site.lab.sql.query(
        `insert into booking_guests (tenant_id, booking_id, position, name, email)
          select tenant_id, 'bkg_sabotage', position, name, email from booking_guests where booking_id = $1`,
        [booking.id],
      );
      return booking.id;
    },
  },
  {
    invariant: 'blocks = bookings',
    what: 'a booking without its block',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query('delete from time_blocks where session_id = $1', [booking.sessionId]);
      return booking.sessionId;
    },
  },
  {
    invariant: 'busy times = vendor',
    what: "an event of the vendor's that is missing here",
    act: async (site) => {
      const calendars = new Set(site.sound.targets.map(({ externalId }) => externalId));
      const event = site.sound.events.find(
        ({ sessionId, calendarId }) => sessionId === null && calendars.has(calendarId),
      );
      await site.lab.sql.query('delete from events where external_id = $1', [event?.eventId ?? '']);
      return event?.eventId ?? 'none';
    },
  },
  {
    invariant: 'all on record',
    what: 'a timeline that lost an entry',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query('alter table booking_timeline disable trigger user');
      await site.lab.sql.query('delete from booking_timeline where booking_id = $1', [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'all on record',
    what: 'an audit log that lost an entry',
    act: async (site) => {
      const booking = site.take(isCancelled);
      await site.lab.sql.query('alter table audit_log disable trigger user');
      await site.lab.sql.query(`delete from audit_log where target_id = $1 and action = 'booking.cancel'`, [
        booking.id,
      ]);
      return `cancelAsGuest of ${booking.id}`;
    },
  },
  {
    invariant: 'inbox empty',
    what: 'a webhook nobody processed',
    act: async (site) => {
      await site.lab.sql.query(`insert into webhook_inbox (id, vendor, event_id, payload, received_at)
        values ('whk_sabotage', 'any', 'sabotage', '{}', now() - interval '10 minutes')`);
      return 'whk_sabotage';
    },
  },
  {
    invariant: 'always answered',
    what: 'a command that was answered with 503 while nothing was down',
    act: async (site) => {
      const op = { id: 999_001, kind: 'book', key: 'sabotage', keyHash: 'sabotage', linkId: 'none' } as const;
      site.lab.history.append({ phase: 'invoke', op });
      site.lab.history.append({ phase: 'unknown', id: op.id, why: '503 unavailable', ms: 5 });
      return `operation ${op.id} got 503`;
    },
  },
];

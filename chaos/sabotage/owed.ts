import { isConfirmed, isConfirmedInCalendar, isConfirmedLater, type Sabotage } from './site.ts';

/** What can be wrong in what is owed and in what runs out. */
export const owedSabotages: readonly Sabotage[] = [
  {
    invariant: 'deadlines hold',
    what: 'a hold that has run out and is still held',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(
        `update bookings set status = 'held', hold_until = now() - interval '10 minutes' where id = $1`,
        [booking.id],
      );
      return `${booking.id} is held`;
    },
  },
  {
    invariant: 'deadlines hold',
    what: 'an approval that has run out and still waits',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(
        `update bookings set status = 'pending_approval', approve_by = now() - interval '10 minutes' where id = $1`,
        [booking.id],
      );
      return `${booking.id} is pending_approval`;
    },
  },
  {
    invariant: 'deadlines hold',
    what: 'a block that is given up while its booking stands',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(
        `update claims set hold_until = now() + interval '1 minute'
          where id in (select claim_id from time_blocks where session_id = $1)`,
        [booking.sessionId],
      );
      return `${booking.sessionId} is kept for good`;
    },
  },
  {
    invariant: 'one subject per key',
    what: 'a key that stands for a second booking',
    act: async (site) => {
      const [booking, other] = [site.take(isConfirmed), site.take(isConfirmed)];
      await site.lab.sql.query('alter table idempotency_records drop constraint idempotency_records_pkey');
      await site.lab.sql.query(
        `insert into idempotency_records (tenant_id, key_hash, operation, request_hash, subject_id, created_at)
          select tenant_id, key_hash, operation, request_hash, $2, created_at from idempotency_records
          where subject_id = $1 and refusal is null limit 1`,
        [booking.id, other.id],
      );
      return `stands for ${[booking.id, other.id].toSorted().join(' and ')}`;
    },
  },
  {
    invariant: 'one subject per key',
    what: 'a key whose client was told of another booking',
    act: async (site) => {
      const [booking, other] = [site.take(isConfirmed), site.take(isConfirmed)];
      await site.lab.sql.query(
        'update idempotency_records set subject_id = $2 where subject_id = $1 and refusal is null',
        [booking.id, other.id],
      );
      return `was answered with ${booking.id} and recorded as ${other.id}`;
    },
  },
  {
    invariant: 'told once',
    what: 'a thing to say that is written down twice, the constraint being gone',
    act: async (site) => {
      const { id, subjectId, key } = site.confirmationOf(site.take(isConfirmed));
      await site.lab.sql.query('drop index notifications_key');
      await site.copyRow('notifications', id, { id: 'ntf_sabotage' });
      return `${subjectId}/${key} was written down 2 times`;
    },
  },
  {
    invariant: 'told once',
    what: 'a notification that is done and was delivered to nobody',
    act: async (site) => {
      const { id, subjectId, key } = site.confirmationOf(site.take(isConfirmed));
      await site.lab.sql.query('delete from deliveries where notification_id = $1', [id]);
      return `${subjectId}/${key} is done and guest was not told`;
    },
  },
  {
    invariant: 'told once',
    what: 'a second delivery to the same person, the constraint being gone',
    act: async (site) => {
      const { id, subjectId, key } = site.confirmationOf(site.take(isConfirmed));
      await site.lab.sql.query('drop index deliveries_key');
      const { rows } = await site.lab.sql.query<{ id: string }>(
        `select id from deliveries where notification_id = $1 and recipient = 'guest'`,
        [id],
      );
      await site.copyRow('deliveries', rows[0]?.id ?? '', { id: 'dlv_sabotage' });
      return `${subjectId}/${key} has two deliveries for guest`;
    },
  },
  {
    invariant: 'told once',
    what: 'a confirmation that was dropped',
    act: async (site) => {
      const { id, subjectId, key } = site.confirmationOf(site.take(isConfirmed));
      await site.lab.sql.query(`update notifications set state = 'dropped' where id = $1`, [id]);
      return `${subjectId}/${key} was dropped`;
    },
  },
  {
    invariant: 'nothing left owed',
    what: 'a notification that was due and is not told',
    act: async (site) => {
      const { id, subjectId, key } = site.confirmationOf(site.take(isConfirmed));
      await site.lab.sql.query(
        `update notifications set state = 'due', due_at = now() - interval '10 minutes' where id = $1`,
        [id],
      );
      return `${subjectId}/${key} was due`;
    },
  },
  {
    invariant: 'nothing left owed',
    what: 'an effect that is still owed',
    act: async (site) => {
      const booking = site.take(isConfirmedInCalendar);
      await site.lab.sql.query(`update effects set state = 'owed' where subject_id = $1`, [booking.id]);
      return `calendar of ${booking.id} is owed`;
    },
  },
  {
    invariant: 'nothing left owed',
    what: 'a follower that has missed its moment and is not called',
    act: async (site) => {
      const booking = site.take(isConfirmed);
      await site.lab.sql.query(
        `update wakeups set due_at = now() - interval '10 minutes', call_at = now() + interval '1 hour' where subject_id = $1`,
        [booking.id],
      );
      return `follower of ${booking.id}`;
    },
  },
  {
    invariant: 'booking = workflow',
    what: 'a follower that nobody will call when it is lost',
    act: async (site) => {
      const booking = site.take(isConfirmedLater);
      await site.lab.sql.query('delete from wakeups where subject_id = $1', [booking.id]);
      return `${booking.id} goes on at`;
    },
  },
];

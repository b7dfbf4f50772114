import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateFolder } from '#scripts/project.ts';
import { bookingWorkflowId } from '#workflows/client/ids.ts';
import { parseMailKey } from './checks/mails.ts';
import type { BookingFact, Evidence } from './evidence.ts';
import { heal } from './injector.ts';
import { checkInvariants, type InvariantName, invariants, type Result } from './invariants.ts';
import { gatherEvidence, type Lab, openLab } from './lab.ts';
import { runLoad } from './load.ts';
import { quiesce } from './quiesce.ts';
import { createRandom } from './random.ts';

const stateDir = join(stateFolder, 'prove', 'sabotage');
const report = (): undefined => undefined;
const minuteMs = 60_000;

let lab: Lab;
let sound: Evidence;
let broken: Result[];
/** What each sabotage did, by its name: the violation must name this. */
const traces = new Map<string, string>();

const used = new Set<string>();
/** A booking no other sabotage touches. */
const take = (fits: (booking: BookingFact) => boolean): BookingFact => {
  const found = sound.bookings.find((booking) => !used.has(booking.id) && fits(booking));
  if (found === undefined) throw new Error('the calm load left no booking that fits');
  used.add(found.id);
  return found;
};

const isFar = (booking: BookingFact): boolean => booking.startsAt > sound.now + 30 * minuteMs;
const isConfirmed = (booking: BookingFact): boolean => booking.status === 'confirmed' && isFar(booking);
const isCancelled = (booking: BookingFact): boolean => booking.status === 'cancelled';
const connected = (booking: BookingFact): boolean =>
  booking.hostIds.some((host) => sound.targets.some((target) => target.memberId === host));

type Sabotage = { invariant: InvariantName; what: string; act: () => Promise<string> };

const mailAs = async (booking: BookingFact, rest: string): Promise<string> => {
  const key = `${booking.tenantId}/${booking.id}/${rest}`;
  const apiKey = lab.stack.env['RESEND_API_KEY'] ?? '';
  await lab.vendors.sendMail({ key, to: 'somebody@example.test', subject: 'Sabotage', apiKey });
  return booking.id;
};

const withClient = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
  const connection = await Connection.connect({ address: lab.stack.temporalAddress });
  try {
    await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
};

const eventOf = (booking: BookingFact) => {
  const event = sound.events.find(({ bookingId }) => bookingId === booking.id);
  if (event === undefined) throw new Error(`${booking.id} has no event`);
  return event;
};

/** Columns that can be written: Postgres fills the generated ones itself. */
const writableColumns = async (table: string): Promise<string[]> => {
  const { rows } = await lab.sql.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => escapeIdentifier(name));
};

const copyRow = async (table: string, id: string, changes: Readonly<Record<string, string>>) => {
  const columns = (await writableColumns(table)).join(', ');
  await lab.sql.query(
    `insert into ${table} (${columns})
      select ${columns} from (select (jsonb_populate_record(t, $1::text::jsonb)).* from ${table} t where id = $2) copy`,
    [JSON.stringify(changes), id],
  );
};

const sabotages: readonly Sabotage[] = [
  {
    invariant: 'no overlap',
    what: 'a second block over a booking, the constraint being gone',
    act: async () => {
      const booking = take(isConfirmed);
      const block = sound.blocks.find(({ bookingId }) => bookingId === booking.id);
      await lab.sql.query('alter table claims drop constraint claims_person_during_excl');
      await lab.sql.query(
        `with claimed as (
           insert into claims (id, person_id, during)
           select 'clm_sabotage', c.person_id, c.during from claims c join time_blocks b on b.claim_id = c.id where b.id = $1
           returning id)
         insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id, booking_id)
         select b.tenant_id, 'blk_sabotage', b.member_id, b.during, b.kind, true, claimed.id, b.booking_id
         from time_blocks b, claimed where b.id = $1`,
        [block?.id ?? ''],
      );
      return booking.id;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a cancelled booking that is confirmed again',
    act: async () => {
      const booking = take(isCancelled);
      await lab.sql.query(`update bookings set status = 'confirmed' where id = $1`, [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a booking that lies an hour later than its guest was told',
    act: async () => {
      const booking = take(isConfirmed);
      await lab.sql.query(
        `update bookings set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where id = $1`,
        [booking.id],
      );
      return booking.id;
    },
  },
  {
    invariant: 'acknowledged stays',
    what: 'a booking with another code',
    act: async () => {
      const booking = take(isConfirmed);
      await lab.sql.query(`update bookings set code = 'OTHER-CODE' where id = $1`, [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'one booking per key',
    what: 'a second booking of one request',
    act: async () => {
      const booking = take(isConfirmed);
      await copyRow('bookings', booking.id, { id: 'bkg_sabotage', code: 'SECOND-ONE' });
      return booking.id;
    },
  },
  {
    invariant: 'blocks = bookings',
    what: 'a booking without its block',
    act: async () => {
      const booking = take(isConfirmed);
      await lab.sql.query('delete from time_blocks where booking_id = $1', [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'booking = workflow',
    what: 'a terminated workflow',
    act: async () => {
      const booking = take(isConfirmed);
      await withClient((client) =>
        client.workflow.getHandle(bookingWorkflowId(booking.id)).terminate('sabotage'),
      );
      return booking.id;
    },
  },
  {
    invariant: 'histories replay',
    what: 'workflow code that calls another activity than its histories tell',
    act: async () => {
      const path = lab.stack.env['WORKFLOW_BUNDLE'] ?? '';
      const code = await readFile(path, 'utf8');
      await writeFile(
        join(stateDir, 'changed-bundle.js'),
        code.replaceAll('sendBookingMails', 'sendBookingPosts'),
      );
      return take(isConfirmed).id;
    },
  },
  {
    invariant: 'one event each',
    what: 'an event that was deleted at the vendor',
    act: async () => {
      const booking = take((each) => isConfirmed(each) && connected(each));
      const event = eventOf(booking);
      await lab.vendors.removeEvent(event.calendarId, event.eventId);
      return booking.id;
    },
  },
  {
    invariant: 'one event each',
    what: 'an event that lies an hour later at the vendor',
    act: async () => {
      const booking = take((each) => isConfirmed(each) && connected(each));
      const { calendarId, eventId, start, end } = eventOf(booking);
      await lab.vendors.moveEvent(calendarId, eventId, {
        start: start + 60 * minuteMs,
        end: end + 60 * minuteMs,
      });
      return booking.id;
    },
  },
  {
    invariant: 'busy times = vendor',
    what: "an event of the vendor's that is missing here",
    act: async () => {
      const calendars = new Set(sound.targets.map(({ externalId }) => externalId));
      const event = sound.events.find(
        ({ bookingId, calendarId }) => bookingId === null && calendars.has(calendarId),
      );
      await lab.sql.query('delete from events where external_id = $1', [event?.eventId ?? '']);
      return event?.eventId ?? 'none';
    },
  },
  {
    invariant: 'reminders once',
    what: 'a reminder of a cancelled booking',
    act: async () =>
      mailAs(
        take((each) => isCancelled(each) && isFar(each)),
        'booking_reminder/r0/3/guest',
      ),
  },
  {
    invariant: 'one mail per key',
    what: 'a reminder sent again under a second key',
    act: async () => {
      const mail = sound.mails.find(({ key }) => parseMailKey(key)?.template === 'booking_confirmed');
      const key = parseMailKey(mail?.key ?? null);
      await mailAs(
        take(({ id }) => id === key?.bookingId),
        'booking_confirmed/r0/guest/again',
      );
      return `${key?.bookingId}/booking_confirmed/r0/guest/again`;
    },
  },
  {
    invariant: 'guests told',
    what: 'a second confirmation',
    act: async () => mailAs(take(isConfirmed), 'booking_confirmed/r7/guest'),
  },
  {
    invariant: 'all on record',
    what: 'a timeline that lost an entry',
    act: async () => {
      const booking = take(isConfirmed);
      await lab.sql.query('alter table booking_timeline disable trigger user');
      await lab.sql.query('delete from booking_timeline where booking_id = $1', [booking.id]);
      return booking.id;
    },
  },
  {
    invariant: 'all on record',
    what: 'an audit log that lost an entry',
    act: async () => {
      const booking = take(isCancelled);
      await lab.sql.query('alter table audit_log disable trigger user');
      await lab.sql.query(`delete from audit_log where target_id = $1 and action = 'booking.cancel'`, [
        booking.id,
      ]);
      return `cancel of ${booking.id}`;
    },
  },
  {
    invariant: 'inbox empty',
    what: 'a notification nobody processed',
    act: async () => {
      await lab.sql.query(`insert into webhook_inbox (id, vendor, event_id, payload, received_at)
        values ('whk_sabotage', 'any', 'sabotage', '{}', now() - interval '10 minutes')`);
      return 'whk_sabotage';
    },
  },
  {
    invariant: 'nothing leaks',
    what: "a guest's name in a line of log",
    act: async () => {
      await appendFile(join(stateDir, 'logs', 'api.log'), `{"msg":"hello Guest ${lab.world.canary}"}\n`);
      return 'api.log';
    },
  },
  {
    invariant: 'nothing leaks',
    what: 'a secret in a line of log',
    act: async () => {
      await appendFile(join(stateDir, 'logs', 'worker.log'), `signed with ${lab.stack.env['LINK_SECRET']}\n`);
      return 'LINK_SECRET in worker.log';
    },
  },
  {
    invariant: 'nothing leaks',
    what: "a guest's address in a workflow's history",
    act: async () => {
      const booking = take(isConfirmed);
      const payload = { email: `somebody@${lab.world.canary}.test` };
      await withClient((client) =>
        client.workflow.getHandle(bookingWorkflowId(booking.id)).signal('sabotage', payload),
      );
      return `history of ${booking.id}`;
    },
  },
];

const violationsOf = (results: readonly Result[], name: InvariantName): readonly string[] =>
  results.find((result) => result.name === name)?.violations ?? [];

beforeAll(async () => {
  await rm(stateDir, { recursive: true, force: true });
  const random = createRandom(11);
  lab = await openLab({ stateDir, random: random.fork(), tenants: [2, 2], report });
  await heal(lab.vendors);
  const load = { seed: 11, random, guests: 8, thinkMs: 60, plan: [], report };
  await runLoad(lab, { ...load, durationMs: 25_000 });
  await quiesce(lab, 120_000);
  sound = await gatherEvidence(lab);
  for (const { what, act } of sabotages) traces.set(what, await act());
  broken = checkInvariants(await gatherEvidence(lab, join(stateDir, 'changed-bundle.js')));
}, 400_000);

afterAll(async () => {
  await lab?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

describe('the checker', () => {
  test.each(invariants.map(({ name }) => name))('finds "%s" intact after a calm load', (name) => {
    expect(violationsOf(checkInvariants(sound), name)).toEqual([]);
  });

  test('has sabotage for every invariant', () => {
    const covered = new Set<string>(sabotages.map(({ invariant }) => invariant));
    expect(invariants.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test.each(sabotages.map(({ invariant, what }) => [invariant, what] as const))(
    'reports as "%s": %s',
    (invariant, what) => {
      expect(violationsOf(broken, invariant)).toContainEqual(
        expect.stringContaining(traces.get(what) ?? '(nothing was done)'),
      );
    },
  );

  test('reports as "reminders once": reminders that fell due and were never sent', () => {
    const later = { ...sound, now: sound.now + 120 * minuteMs };
    expect(violationsOf(checkInvariants(later), 'reminders once').length).toBeGreaterThan(0);
  });

  test('reports as "booking = workflow": a booking without any workflow', () => {
    const booking = sound.bookings[0]?.id ?? '';
    const workflows = sound.workflows.map((each) =>
      each.bookingId === booking ? { ...each, status: 'MISSING' } : each,
    );
    expect(violationsOf(checkInvariants({ ...sound, workflows }), 'booking = workflow')).toContainEqual(
      expect.stringContaining(booking),
    );
  });

  test('reports as "histories replay": a workflow task that failed', () => {
    const workflows = sound.workflows.map((each) => ({ ...each, taskFailures: ['NON_DETERMINISTIC_ERROR'] }));
    expect(violationsOf(checkInvariants({ ...sound, workflows }), 'histories replay').length).toBe(
      workflows.length,
    );
  });
});

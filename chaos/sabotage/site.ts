import { Client, Connection } from '@temporalio/client';
import { escapeIdentifier } from 'pg';
import { vendorSettings } from '#scripts/stack/stand-ins.ts';
import type { BookingFact, Evidence, NotificationFact, SessionFact } from '../evidence/evidence.ts';
import type { InvariantName } from '../invariants.ts';
import type { Lab } from '../lab.ts';
import type { VendorPage } from '../till.ts';
import type { VendorEvent } from '../vendors.ts';

export const minuteMs = 60_000;

/** The key that the stack's mail vendor is used with. */
const mailKeyOf = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env).find(
    ([name, value]) => vendorSettings.has(name) && name.endsWith('_API_KEY') && value,
  )?.[1] ?? '';

type Fits = (booking: BookingFact, sound: Evidence) => boolean;

const isFar: Fits = (booking, sound) => booking.startsAt > sound.now + 30 * minuteMs;
const isAlone: Fits = ({ capacity }) => capacity === 1;
const isPaid: Fits = ({ id }, sound) => sound.agreements.some(({ bookingId }) => bookingId === id);
export const isConfirmed: Fits = (booking, sound) =>
  booking.status === 'confirmed' &&
  isAlone(booking, sound) &&
  isFar(booking, sound) &&
  !isPaid(booking, sound);
/** By one payment, of which nothing went back. */
export const isPaidAndConfirmed: Fits = (booking, sound) => {
  const own = sound.payments.filter(({ bookingId }) => bookingId === booking.id);
  return (
    booking.status === 'confirmed' &&
    isAlone(booking, sound) &&
    isFar(booking, sound) &&
    own.length === 1 &&
    own.every(({ capturedMinor, keptMinor }) => capturedMinor > 0 && keptMinor === capturedMinor)
  );
};
/** Nothing falls due for it while it is looked at: its first reminder is hours away. */
export const isConfirmedLater: Fits = (booking, sound) =>
  isConfirmed(booking, sound) && booking.startsAt > sound.now + 180 * minuteMs;
export const isCancelled: Fits = (booking, sound) =>
  booking.status === 'cancelled' && isAlone(booking, sound) && !isPaid(booking, sound);
export const isCancelledFar: Fits = (booking, sound) => isCancelled(booking, sound) && isFar(booking, sound);
export const isConfirmedInCalendar: Fits = (booking, sound) =>
  isConfirmed(booking, sound) &&
  booking.hostIds.some((host) => sound.targets.some((target) => target.memberId === host));

/** A session in which several confirmed guests meet, in a calendar, and what is there of it. */
export type Meeting = { session: SessionFact; guests: readonly BookingFact[]; event: VendorEvent };

const meetingsIn = (sound: Evidence): Meeting[] =>
  sound.sessions.flatMap((session) => {
    const isAhead = session.startsAt > sound.now + 30 * minuteMs;
    const own = sound.bookings.filter(({ sessionId }) => sessionId === session.id);
    const guests = own.filter(({ status }) => status === 'confirmed');
    const event = sound.events.find(({ sessionId }) => sessionId === session.id);
    return session.capacity > 1 && isAhead && guests.length > 1 && event !== undefined
      ? [{ session, guests, event }]
      : [];
  });

/** An installation that is sound, and the tools to break it. */
export type Site = {
  lab: Lab;
  sound: Evidence;
  /** A booking no other sabotage touches. */
  take: (fits: Fits) => BookingFact;
  /** A shared session no other sabotage touches. */
  takeMeeting: () => Meeting;
  /** A second claim and block over one that is there, the constraint being gone. */
  addBlock: (blockId: string, name: string) => Promise<void>;
  copyRow: (table: string, id: string, changes: Readonly<Record<string, string>>) => Promise<void>;
  /** Sends a mail under a key of a booking; resolves with the booking's id. */
  mailAs: (booking: BookingFact, rest: string) => Promise<string>;
  mailUnder: (key: string) => Promise<void>;
  /** On which a booking was paid. */
  pageOf: (booking: BookingFact) => VendorPage;
  withClient: (work: (client: Client) => Promise<unknown>) => Promise<void>;
  eventOf: (booking: BookingFact) => VendorEvent;
  confirmationOf: (booking: BookingFact) => NotificationFact;
};

export type Sabotage = {
  invariant: InvariantName;
  what: string;
  /** Breaks something; resolves with what the violation must name. */
  act: (site: Site) => Promise<string>;
};

/** Columns that can be written: Postgres fills the generated ones itself. */
const writableColumns = async (lab: Lab, table: string): Promise<string[]> => {
  const { rows } = await lab.sql.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => escapeIdentifier(name));
};

const required = <Found>(found: Found | undefined, what: string): Found => {
  if (found === undefined) throw new Error(`the calm load left no ${what}`);
  return found;
};

const mailUnder = (lab: Lab, key: string): Promise<void> =>
  lab.vendors.sendMail({
    key,
    to: 'somebody@example.test',
    subject: 'Sabotage',
    apiKey: mailKeyOf(lab.stack.env),
  });

const addBlock = async (lab: Lab, blockId: string, name: string): Promise<void> => {
  await lab.sql.query('alter table claims drop constraint if exists claims_person_during_excl');
  await lab.sql.query(
    `with claimed as (
       insert into claims (id, person_id, during)
       select $2, c.person_id, c.during from claims c join time_blocks b on b.claim_id = c.id where b.id = $1
       returning id)
     insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id, session_id)
     select b.tenant_id, $3, b.member_id, b.during, b.kind, true, claimed.id, b.session_id
     from time_blocks b, claimed where b.id = $1`,
    [blockId, `clm_sabotage_${name}`, `blk_sabotage_${name}`],
  );
};

export const openSite = (lab: Lab, sound: Evidence): Site => {
  const used = new Set<string>();
  const meetings = meetingsIn(sound);
  return {
    lab,
    sound,
    take: (fits) => {
      const found = required(
        sound.bookings.find((booking) => !used.has(booking.id) && fits(booking, sound)),
        'booking that fits',
      );
      used.add(found.id);
      return found;
    },
    takeMeeting: () => required(meetings.pop(), 'session that several share'),
    addBlock: (blockId, name) => addBlock(lab, blockId, name),
    copyRow: async (table, id, changes) => {
      const columns = (await writableColumns(lab, table)).join(', ');
      await lab.sql.query(
        `insert into ${table} (${columns})
          select ${columns} from (select (jsonb_populate_record(t, $1::text::jsonb)).* from ${table} t where id = $2) copy`,
        [JSON.stringify(changes), id],
      );
    },
    mailAs: async (booking, rest) => {
      await mailUnder(lab, `${booking.tenantId}/${booking.id}/${rest}`);
      return booking.id;
    },
    mailUnder: (key) => mailUnder(lab, key),
    pageOf: (booking) =>
      required(
        sound.pages.find(({ bookingId, capturedMinor }) => bookingId === booking.id && capturedMinor > 0),
        `page of ${booking.id}`,
      ),
    withClient: async (work) => {
      const connection = await Connection.connect({ address: lab.stack.temporalAddress });
      try {
        await work(new Client({ connection }));
      } finally {
        await connection.close();
      }
    },
    eventOf: (booking) =>
      required(
        sound.events.find(({ sessionId }) => sessionId === booking.sessionId),
        `event of ${booking.id}`,
      ),
    confirmationOf: (booking) =>
      required(
        sound.notifications.find(
          ({ subjectId, template }) => subjectId === booking.id && template === 'booking_confirmed',
        ),
        `confirmation of ${booking.id}`,
      ),
  };
};

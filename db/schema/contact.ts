import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type Failure, failures } from '#domain/failure.ts';
import {
  type GuestErasureState,
  type GuestWish,
  guestErasureStates,
  guestWishes,
} from '#domain/guest-data/types.ts';
import { createdAt, instant, isOneOf, tenantId, tenantIsolation, updatedAt } from '../columns.ts';
import { members } from './tenant.ts';

/** A guest as the tenant knows them, over all bookings: one for each e-mail address. */
export const contacts = pgTable(
  'contacts',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    /** Lower case. */
    email: text().notNull(),
    /** As they last gave them. */
    name: text().notNull(),
    phone: text(),
    timeZone: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('contacts_email_key').on(t.tenantId, t.email),
    tenantIsolation('contacts'),
  ],
);

/**
 * A guest, or whoever knows an address, wants all that is kept of them to be erased from the tenant. Without a contact it is about
 * somebody who was only brought by others.
 */
export const guestErasures = pgTable(
  'guest_erasures',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    contactId: text(),
    /** Lower case. Null once their last mail is sent or cannot be: then nothing names them. */
    email: text(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    /** The member who had it done; null: the guest by the link in a mail. */
    askedBy: text(),
    state: text().$type<GuestErasureState>().notNull().default('open'),
    /** Bookings that were cancelled for it. */
    cancelled: integer().notNull().default(0),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    createdAt: createdAt(),
    erasedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('guest_erasures_open_key').on(t.tenantId, t.email).where(sql`state = 'open'`),
    index('guest_erasures_contact_idx').on(t.tenantId, t.contactId),
    check('guest_erasures_state_check', isOneOf('state', guestErasureStates)),
    check('guest_erasures_failure_check', isOneOf('failure', failures)),
    check('guest_erasures_email_check', sql`(state = 'erased') = (email is null)`),
    check('guest_erasures_erased_check', sql`(state = 'open') = (erased_at is null)`),
    foreignKey({
      name: 'guest_erasures_contact_fk',
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }),
    foreignKey({
      name: 'guest_erasures_asked_by_fk',
      columns: [t.tenantId, t.askedBy],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantIsolation('guest_erasures'),
  ],
);

/** Somebody has asked for the link to what the tenant keeps of an address, whether or not anything is kept of it. */
export const guestRequests = pgTable(
  'guest_requests',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    /** Lower case; null once it was erased. */
    email: text(),
    locale: text().$type<'en' | 'vi'>().notNull(),
    wish: text().$type<GuestWish>().notNull(),
    /** What has become of the address: the link says so until it expires. */
    erasureId: text(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check('guest_requests_wish_check', isOneOf('wish', guestWishes)),
    index('guest_requests_email_idx').on(t.tenantId, t.email),
    index('guest_requests_expires_at_idx').on(t.expiresAt),
    foreignKey({
      name: 'guest_requests_erasure_fk',
      columns: [t.tenantId, t.erasureId],
      foreignColumns: [guestErasures.tenantId, guestErasures.id],
    }),
    tenantIsolation('guest_requests'),
  ],
);

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  type AccountDeletionPlan,
  type AccountDeletionState,
  accountDeletionPlans,
  accountDeletionStates,
} from '#domain/account-deletion/types.ts';
import { type ExportState, exportStates } from '#domain/export/types.ts';
import { type Failure, failures } from '#domain/failure.ts';
import {
  appRole,
  bytes,
  createdAt,
  instant,
  instantRange,
  isOneOf,
  routedBy,
  tenantId,
  tenantIsolation,
} from '../columns.ts';

/**
 * Persons whose memberships a transaction sees: those of its tenant's members. Asked row by row, as few are read or written
 * at a time; in a large tenant a list of all its members costs more.
 */
const isOfMember = (column: string) =>
  sql.raw(`exists (select 1 from members m where m.person_id = ${column})`);

/**
 * Somebody who signs in, in no tenant or in several. `user_id` is the identity (`auth.users`). A tenant sees the persons
 * of its members; an identity leads to its person before a tenant is known.
 */
export const persons = pgTable(
  'persons',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    locale: text().$type<'en' | 'vi'>().notNull().default('en'),
    timeZone: text().notNull(),
    /** Null: as is usual in the person's language. */
    clock: text().$type<'12h' | '24h'>(),
    /** ISO weekday, 1 = Monday. */
    weekStart: integer().notNull().default(1),
    /** When the password was last set; what was sent to set it before leads nowhere. */
    passwordSetAt: instant(),
    /** When the address was last changed; what was sent to change it before leads nowhere. */
    emailSetAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('persons_user_key').on(t.userId),
    check('persons_clock_check', sql`clock in ('12h', '24h')`),
    check('persons_week_start_check', sql`week_start between 1 and 7`),
    pgPolicy('persons_of_members', {
      for: 'all',
      to: appRole,
      using: isOfMember('persons.id'),
      withCheck: isOfMember('persons.id'),
    }),
    routedBy('persons', 'user_id'),
  ],
);

/** The photo of a person as we have encoded it, whatever was sent. */
export const personPhotos = pgTable(
  'person_photos',
  {
    personId: text().primaryKey(),
    content: bytes().notNull(),
    /** Of `content`; stands in the photo's address, which can so be kept for ever. */
    hash: text().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    foreignKey({ name: 'person_photos_person_fk', columns: [t.personId], foreignColumns: [persons.id] }),
    pgPolicy('person_photos_of_members', {
      for: 'all',
      to: appRole,
      using: isOfMember('person_photos.person_id'),
      withCheck: isOfMember('person_photos.person_id'),
    }),
  ],
);

/**
 * What a person has asked to have of their data, over all their memberships. It stands in the tenant where they asked; the
 * person finds it from every other.
 */
export const exports = pgTable(
  'exports',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    personId: text().notNull(),
    state: text().$type<ExportState>().notNull().default('open'),
    /** The attempt that writes: what an earlier one still sends is refused. */
    writer: text(),
    /** Of the file. */
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    createdAt: createdAt(),
    readyAt: instant(),
    expiresAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('exports_person_idx').on(t.personId),
    /** One at a time. */
    uniqueIndex('exports_open_key').on(t.personId).where(sql`state = 'open'`),
    check('exports_state_check', isOneOf('state', exportStates)),
    check('exports_failure_check', isOneOf('failure', failures)),
    check(
      'exports_ready_check',
      sql`(state = 'ready') = (ready_at is not null) and (ready_at is null) = (expires_at is null)`,
    ),
    foreignKey({ name: 'exports_person_fk', columns: [t.personId], foreignColumns: [persons.id] }),
    tenantIsolation('exports'),
    routedBy('exports', 'person_id'),
  ],
);

/** The file of an export, in pieces that are read one at a time. */
export const exportChunks = pgTable(
  'export_chunks',
  {
    tenantId: tenantId(),
    exportId: text().notNull(),
    /** From 0, without gaps. */
    position: integer().notNull(),
    content: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.exportId, t.position] }),
    foreignKey({
      name: 'export_chunks_export_fk',
      columns: [t.tenantId, t.exportId],
      foreignColumns: [exports.tenantId, exports.id],
    }).onDelete('cascade'),
    tenantIsolation('export_chunks'),
  ],
);

/**
 * A person wants to be deleted with everything that names them. It stands in the tenant where they asked; the person finds it
 * from every other.
 */
export const accountDeletions = pgTable(
  'account_deletions',
  {
    tenantId: tenantId(),
    id: text().notNull(),
    personId: text().notNull(),
    plan: text().$type<AccountDeletionPlan>().notNull(),
    state: text().$type<AccountDeletionState>().notNull().default('grace'),
    dueAt: instant().notNull(),
    tryAt: instant().notNull(),
    failures: integer().notNull().default(0),
    failure: text().$type<Failure>(),
    createdAt: createdAt(),
    settledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('account_deletions_person_idx').on(t.personId),
    uniqueIndex('account_deletions_open_key').on(t.personId).where(sql`state in ('grace', 'leaving')`),
    check('account_deletions_state_check', isOneOf('state', accountDeletionStates)),
    check('account_deletions_plan_check', isOneOf('plan', accountDeletionPlans)),
    check('account_deletions_failure_check', isOneOf('failure', failures)),
    check(
      'account_deletions_settled_check',
      sql`(state in ('erased', 'called_off')) = (settled_at is not null)`,
    ),
    foreignKey({
      name: 'account_deletions_person_fk',
      columns: [t.personId],
      foreignColumns: [persons.id],
    }),
    tenantIsolation('account_deletions'),
    routedBy('account_deletions', 'person_id'),
  ],
);

/** A tenant changes and ends what its own blocks own; holds it may end whoever made them, since holds end by themselves. */
const hasOwnBlock = 'exists (select 1 from time_blocks b where b.claim_id = claims.id)';

/**
 * Time that a person has given away, in whatever tenant: exclusive claims of one person never overlap
 * (`claims_person_during_excl`). Each belongs to one row of `time_blocks`; deleting either deletes the other. It says
 * nothing else, because another tenant of the person may read it. Its id is random: it does not tell when it was made.
 */
export const claims = pgTable(
  'claims',
  {
    id: text().primaryKey(),
    personId: text().notNull(),
    /** Half-open, buffers included. */
    during: instantRange().notNull(),
    /** The bounds as columns: see `timeBlocks`. */
    startsAt: instant().generatedAlwaysAs(sql`lower(during)`),
    endsAt: instant().generatedAlwaysAs(sql`upper(during)`),
    exclusive: boolean().notNull().default(true),
    /** From this instant on the claim has ended, whether or not anybody has removed it. */
    holdUntil: instant(),
  },
  (t) => [
    index('claims_person_time_idx').on(t.personId, t.endsAt, t.startsAt),
    foreignKey({ name: 'claims_person_fk', columns: [t.personId], foreignColumns: [persons.id] }),
    /** Many are read at a time: here the list is cheaper. */
    pgPolicy('claims_read', {
      for: 'select',
      to: appRole,
      using: sql`person_id in (select person_id from members)`,
    }),
    pgPolicy('claims_insert', { for: 'insert', to: appRole, withCheck: isOfMember('claims.person_id') }),
    pgPolicy('claims_update', {
      for: 'update',
      to: appRole,
      using: sql.raw(hasOwnBlock),
      withCheck: sql.raw(hasOwnBlock),
    }),
    pgPolicy('claims_delete', {
      for: 'delete',
      to: appRole,
      using: sql.raw(`hold_until is not null or ${hasOwnBlock}`),
    }),
  ],
);

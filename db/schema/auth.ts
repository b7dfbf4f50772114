import {
  bigint,
  boolean,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytes } from '../columns.ts';

/** Identity only (better-auth's tables and our own beside them); its role sees nothing else, and the application's role sees nothing here. */
export const authSchema = pgSchema('auth');

const at = () => timestamp({ withTimezone: true, mode: 'date' });
const ownerId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

export const users = authSchema.table('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
});

export const sessions = authSchema.table(
  'sessions',
  {
    id: text().primaryKey(),
    userId: ownerId(),
    token: text().notNull().unique(),
    expiresAt: at().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** The tenant this sign-in acts in; each request checks that the membership still stands. */
    chosenTenantId: text(),
    /** The support view that this sign-in has entered; each request checks that it still stands. */
    supportViewId: text(),
    /** Shortened (/24 or /48); the full address is kept nowhere. */
    addressPrefix: text(),
    /** Written once in a few minutes at most. */
    lastSeenAt: at(),
    /** When its owner last showed that it is them; null: when it was made. */
    confirmedAt: at(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [index('sessions_user_id_idx').on(t.userId)],
);

export const accounts = authSchema.table(
  'accounts',
  {
    id: text().primaryKey(),
    userId: ownerId(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    /** What its owner knows it by, of a sign-in at a vendor. */
    label: text(),
    lastUsedAt: at(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [
    index('accounts_user_id_idx').on(t.userId),
    uniqueIndex('accounts_account_key').on(t.providerId, t.accountId),
  ],
);

export const verifications = authSchema.table('verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: at().notNull(),
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
});

/** What an app makes one-time codes of. */
export const secondFactors = authSchema.table('second_factors', {
  userId: ownerId().primaryKey(),
  /** Sealed: see services/secrets.ts. */
  seed: text().notNull(),
  /** Null until its owner has shown a code of it: until then nobody is asked for one. */
  enabledAt: at(),
  /** Which half minute the last accepted code was of: neither it nor an earlier one is accepted again. */
  lastStep: bigint({ mode: 'number' }).notNull().default(0),
  /** Wrong codes since the last right one, recovery codes included. */
  failures: integer().notNull().default(0),
  /** Before this no other code is looked at. */
  blockedUntil: at(),
  createdAt: at().notNull().defaultNow(),
});

/** Codes to get in without the app, each of them once. */
export const recoveryCodes = authSchema.table(
  'recovery_codes',
  {
    userId: ownerId(),
    /** SHA-256 of 80 random bits. */
    codeHash: text().notNull(),
    usedAt: at(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const passkeys = authSchema.table(
  'passkeys',
  {
    id: text().primaryKey(),
    userId: ownerId(),
    name: text().notNull(),
    /** As the authenticator names it, base64url. */
    credentialId: text().notNull().unique(),
    publicKey: bytes().notNull(),
    /** Of its last use; 0 for those that do not count. */
    counter: bigint({ mode: 'number' }).notNull(),
    /** How a browser reaches it, comma-separated. */
    transports: text().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
  },
  (t) => [index('passkeys_user_id_idx').on(t.userId)],
);

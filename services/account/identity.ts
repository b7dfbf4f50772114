import { randomUUID } from 'node:crypto';
import { and, eq, like, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { accounts, sessions, users, verifications } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';
import { absoluteLifeMs, configureLibrary, type IdentityOptions } from './sign-in/library.ts';

export type SignedInUser = {
  userId: string;
  sessionId: string;
  sessionCreatedAt: number;
  /** When its owner last showed that it is them, and when it was last seen, as far as that was written down. */
  confirmedAt: number;
  lastSeenAt: number;
  email: string;
  /** Somebody has proved that the address is theirs. */
  isVerified: boolean;
  name: string;
  /** The tenant this sign-in acts in; null until one was chosen. Says nothing about whether the membership still stands. */
  chosenTenantId: string | null;
  /** The support view it has entered; says nothing about whether that still stands. */
  supportViewId: string | null;
};

/** Somebody who has shown that it is them, in whatever way. */
export type Known = { userId: string; email: string; name: string };

/** From where somebody signs in, and when (epoch milliseconds). */
export type SignInFrom = { userAgent: string; addressPrefix: string; now: number };

export type Identity = {
  /** Serves the few identity operations that are open. */
  handle: (request: Request) => Promise<Response>;
  /** The user of a session cookie or signed bearer token, or null. */
  sessionOf: (headers: Headers) => Promise<SignedInUser | null>;
  /** Who has this address and this password, or null; an address that nobody has takes as long. */
  checkPassword: (email: string, password: string) => Promise<Known | null>;
  /** Signs somebody in; the headers carry it to the caller. */
  startSignIn: (userId: string, from: SignInFrom) => Promise<{ signInId: string; headers: Headers }>;
  /** Its owner has shown once more that it is them. */
  confirm: (sessionId: string, now: number) => Promise<void>;
  noteSeen: (sessionId: string, seen: { now: number; addressPrefix: string }) => Promise<void>;
  /** Lets a sign-in act in a tenant; with `instead`, only if it has not chosen otherwise meanwhile. */
  chooseTenant: (sessionId: string, tenantId: string, instead?: { of: string | null }) => Promise<void>;
  /** Lets a sign-in look through a support view, or act as itself again. */
  lookThrough: (sessionId: string, supportViewId: string | null) => Promise<void>;
  /**
   * Adds somebody who signs in with e-mail and password. An identity that has proved the address is returned as it is; one
   * that has not was made by who knows whom, and ends here with all its sign-ins.
   */
  createUser: (user: {
    email: string;
    name: string;
    password: string;
  }) => Promise<{ userId: string; isNew: boolean }>;
  /** What is kept of a password. */
  hashPassword: (password: string) => Promise<string>;
  isHashOf: (hash: string, password: string) => Promise<boolean>;
  /**
   * Adds somebody who has proved an address, with a password or a sign-in at a vendor. Answers the identity that has the address
   * from then on: `userId`, or another one that had proved it before. One that had not ends here, as with `createUser`.
   */
  addProven: (user: NewUser) => Promise<string>;
  /** The identity that has proved an address, or null. */
  findUser: (email: string) => Promise<string | null>;
  /** Whether an identity signs in with this password. */
  isPassword: (userId: string, password: string) => Promise<boolean>;
  /** Gives an identity another password and ends its sign-ins, all but `keep`; answers the ids of those that ended. */
  setPassword: (userId: string, password: string, but?: { keep: string }) => Promise<string[]>;
};

export type NewUser = {
  userId: string;
  email: string;
  name: string;
  way: { passwordHash: string } | { vendor: string; subject: string; label: string };
};

/** Whatever goes wrong when sign-ins are read or written; what the library throws may quote values. */
const unavailable = (cause: unknown): never => {
  throw new AppError('temporarily_unavailable', 'Signing in does not work at the moment.', {
    retryAfterSeconds: 2,
    cause,
  });
};

/** Under what name the library keeps passwords, among the accounts with which people sign in. */
export const passwordProvider = 'credential';

const withPassword = (userId: string) =>
  and(eq(accounts.userId, userId), eq(accounts.providerId, passwordProvider));

type Library = ReturnType<typeof configureLibrary>;

/** What is written of how somebody signs in. */
const accountOf = (userId: string, way: NewUser['way']): typeof accounts.$inferInsert => ({
  id: randomUUID(),
  userId,
  ...('vendor' in way
    ? { providerId: way.vendor, accountId: way.subject, label: way.label }
    : { providerId: passwordProvider, accountId: userId, password: way.passwordHash }),
});

const addProven = (db: Database, { userId, email, name, way }: NewUser): Promise<string> =>
  db.transaction(async (tx) => {
    const address = email.toLowerCase();
    await tx.delete(users).where(and(eq(users.email, address), eq(users.emailVerified, false)));
    const [made] = await tx
      .insert(users)
      .values({ id: userId, email: address, name, emailVerified: true })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (made !== undefined) await tx.insert(accounts).values(accountOf(userId, way));
    const [owner] = await tx.select({ id: users.id }).from(users).where(eq(users.email, address));
    if (owner === undefined) throw new Error('an address that was taken has an identity');
    return owner.id;
  });

/** Who signs in by e-mail and password. */
const passwordsOf = (
  auth: Library,
  db: Database,
): Pick<
  Identity,
  | 'checkPassword'
  | 'createUser'
  | 'hashPassword'
  | 'isHashOf'
  | 'addProven'
  | 'findUser'
  | 'isPassword'
  | 'setPassword'
> => ({
  checkPassword: async (email, password) => {
    const { password: hasher } = await auth.$context;
    const [user] = await db
      .select({ userId: users.id, email: users.email, name: users.name, hash: accounts.password })
      .from(users)
      .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, passwordProvider)))
      .where(eq(users.email, email.toLowerCase()))
      .catch(unavailable);
    if (user?.hash == null) {
      await hasher.hash(password);
      return null;
    }
    const { hash, ...known } = user;
    return (await hasher.verify({ hash, password })) ? known : null;
  },
  createUser: async ({ email, name, password }) => {
    const made = newId('user');
    const passwordHash = await (await auth.$context).password.hash(password);
    const userId = await addProven(db, { userId: made, email, name, way: { passwordHash } });
    return { userId, isNew: userId === made };
  },
  hashPassword: async (password) => (await auth.$context).password.hash(password),
  isHashOf: async (hash, password) => (await auth.$context).password.verify({ hash, password }),
  addProven: (user) => addProven(db, user),
  findUser: async (email) => {
    const context = await auth.$context;
    const found = await context.internalAdapter.findUserByEmail(email.toLowerCase());
    return found?.user.emailVerified === true ? found.user.id : null;
  },
  isPassword: async (userId, password) => {
    const { password: hasher } = await auth.$context;
    const [account] = await db.select({ hash: accounts.password }).from(accounts).where(withPassword(userId));
    return account?.hash != null && (await hasher.verify({ hash: account.hash, password }));
  },
  setPassword: async (userId, password, but) => {
    const { password: hasher } = await auth.$context;
    const hash = await hasher.hash(password);
    return db.transaction(async (tx) => {
      await tx
        .insert(accounts)
        .values(accountOf(userId, { passwordHash: hash }))
        .onConflictDoUpdate({
          target: [accounts.providerId, accounts.accountId],
          set: { password: hash, updatedAt: sql`now()` },
        });
      await tx
        .delete(verifications)
        .where(and(like(verifications.identifier, 'second_factor/%'), eq(verifications.value, userId)));
      const others = but === undefined ? undefined : ne(sessions.id, but.keep);
      const ended = await tx
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), others))
        .returning({ id: sessions.id });
      return ended.map(({ id }) => id);
    });
  },
});

/** E-mail and password identity on its own schema and role; calendar accounts are connected elsewhere. */
export const createIdentity = (options: IdentityOptions): Identity => {
  const auth = configureLibrary(options);
  return {
    ...passwordsOf(auth, options.db),
    startSignIn: async (userId, { userAgent, addressPrefix, now }) => {
      const body = { userId, userAgent: userAgent.slice(0, 400), addressPrefix, confirmedAt: new Date(now) };
      const { headers, response } = await auth.api
        .startSignIn({ body, returnHeaders: true })
        .catch(unavailable);
      return { signInId: response.signInId, headers };
    },
    handle: async (request) => auth.handler(request),
    sessionOf: async (headers) => {
      // An unknown or forged cookie yields null; what is thrown means that the sessions could not be read.
      const found = await auth.api.getSession({ headers }).catch(unavailable);
      if (found === null) return null;
      const sessionCreatedAt = found.session.createdAt.getTime();
      return {
        userId: found.user.id,
        sessionId: found.session.id,
        sessionCreatedAt,
        confirmedAt: found.session.confirmedAt?.getTime() ?? sessionCreatedAt,
        lastSeenAt: found.session.lastSeenAt?.getTime() ?? 0,
        email: found.user.email,
        isVerified: found.user.emailVerified,
        name: found.user.name,
        chosenTenantId: found.session.chosenTenantId ?? null,
        supportViewId: found.session.supportViewId ?? null,
      };
    },
    confirm: async (sessionId, now) => {
      await options.db
        .update(sessions)
        .set({ confirmedAt: new Date(now) })
        .where(eq(sessions.id, sessionId))
        .catch(unavailable);
    },
    noteSeen: async (sessionId, { now, addressPrefix }) => {
      await options.db
        .update(sessions)
        .set({ lastSeenAt: new Date(now), addressPrefix })
        .where(eq(sessions.id, sessionId))
        .catch(unavailable);
    },
    lookThrough: async (sessionId, supportViewId) => {
      await options.db
        .update(sessions)
        .set({ supportViewId })
        .where(eq(sessions.id, sessionId))
        .catch(unavailable);
    },
    chooseTenant: async (sessionId, tenantId, instead) => {
      const chosen = sessions.chosenTenantId;
      const before = instead === undefined ? undefined : sql`${chosen} is not distinct from ${instead.of}`;
      await options.db
        .update(sessions)
        .set({ chosenTenantId: tenantId })
        .where(and(eq(sessions.id, sessionId), before));
    },
  };
};

/** Whether a session has reached its absolute end. */
export const hasOutlived = (user: SignedInUser, now: number): boolean =>
  now - user.sessionCreatedAt > absoluteLifeMs;

import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { bearer } from 'better-auth/plugins/bearer';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { accounts, sessions, users, verifications } from '#db/schema/auth.ts';
import { AppError } from '#domain/errors.ts';

export type IdentityOptions = {
  /** A pool of the identity role, which sees nothing but schema `auth`. */
  db: Database;
  secret: string;
  publicUrl: string;
  trustedOrigins: readonly string[];
  signUpEnabled: boolean;
  /** Told about failures inside the library; never given personal data by us. */
  onError?: (message: string) => void;
};

export type SignedInUser = {
  userId: string;
  sessionId: string;
  sessionCreatedAt: number;
  email: string;
  /** Somebody has proved that the address is theirs. */
  isVerified: boolean;
  name: string;
  /** The tenant this sign-in acts in; null until one was chosen. Says nothing about whether the membership still stands. */
  chosenTenantId: string | null;
};

export type Identity = {
  /** Serves the few identity operations that are open. */
  handle: (request: Request) => Promise<Response>;
  /** The user of a session cookie or signed bearer token, or null. */
  sessionOf: (headers: Headers) => Promise<SignedInUser | null>;
  /** Lets a sign-in act in a tenant; with `instead`, only if it has not chosen otherwise meanwhile. */
  chooseTenant: (sessionId: string, tenantId: string, instead?: { of: string | null }) => Promise<void>;
  /**
   * Adds somebody who signs in with e-mail and password. An identity that has proved the address is returned as it is; one
   * that has not was made by who knows whom, and ends here with all its sign-ins.
   */
  createUser: (user: {
    email: string;
    name: string;
    password: string;
  }) => Promise<{ userId: string; isNew: boolean }>;
  /** The identity that has proved an address, or null. */
  findUser: (email: string) => Promise<string | null>;
  /** Whether an identity signs in with this password. */
  isPassword: (userId: string, password: string) => Promise<boolean>;
  /** Gives an identity another password and ends its sign-ins, all but `keep`; answers the ids of those that ended. */
  setPassword: (userId: string, password: string, but?: { keep: string }) => Promise<string[]>;
};

const dayMs = 24 * 60 * 60 * 1000;
/** A session slides for seven idle days and ends thirty days after signing in, whatever happens. */
const absoluteLifeMs = 30 * dayMs;

/** Database errors quote addresses and tokens after `params:`. */
const withoutValues = (message: string): string => message.split('\nparams:', 1)[0] ?? '';

const cookies = (https: boolean) => {
  const prefix = https ? '__Host-everslot' : 'everslot';
  const attributes = { secure: https, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return {
    useSecureCookies: false,
    defaultCookieAttributes: attributes,
    cookies: {
      session_token: { name: `${prefix}.session_token`, attributes },
      dont_remember: { name: `${prefix}.dont_remember`, attributes },
    },
  };
};

const configure = (options: IdentityOptions) =>
  betterAuth({
    appName: 'Everslot',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    trustedOrigins: [options.publicUrl, ...options.trustedOrigins],
    database: drizzleAdapter(options.db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
      transaction: true,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: !options.signUpEnabled,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: (7 * dayMs) / 1000,
      updateAge: dayMs / 1000,
      additionalFields: { chosenTenantId: { type: 'string', required: false, input: false } },
    },
    plugins: [bearer({ requireSignature: true })],
    // The API's own limits apply before a request gets here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => options.onError?.(withoutValues(message)) },
    // Thrown to the caller, who logs with care: left to itself the library prints statements with their values.
    onAPIError: { throw: true },
    advanced: {
      ...cookies(options.publicUrl.startsWith('https://')),
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => (model === 'user' ? newId('user') : crypto.randomUUID()) },
    },
  });

const withPassword = (userId: string) =>
  and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'));

/** E-mail and password identity on its own schema and role; calendar accounts are connected elsewhere. */
export const createIdentity = (options: IdentityOptions): Identity => {
  const auth = configure(options);
  return {
    handle: async (request) => auth.handler(request),
    sessionOf: async (headers) => {
      // An unknown or forged cookie yields null; what is thrown means that the sessions could not be read.
      const found = await auth.api.getSession({ headers }).catch((cause: unknown) => {
        throw new AppError('temporarily_unavailable', 'Sessions cannot be read at the moment.', {
          retryAfterSeconds: 2,
          cause,
        });
      });
      if (found === null) return null;
      const sessionCreatedAt = found.session.createdAt.getTime();
      return {
        userId: found.user.id,
        sessionId: found.session.id,
        sessionCreatedAt,
        email: found.user.email,
        isVerified: found.user.emailVerified,
        name: found.user.name,
        chosenTenantId: found.session.chosenTenantId ?? null,
      };
    },
    chooseTenant: async (sessionId, tenantId, instead) => {
      const chosen = sessions.chosenTenantId;
      const before = instead === undefined ? undefined : sql`${chosen} is not distinct from ${instead.of}`;
      await options.db
        .update(sessions)
        .set({ chosenTenantId: tenantId })
        .where(and(eq(sessions.id, sessionId), before));
    },
    createUser: async ({ email, name, password }) => {
      const context = await auth.$context;
      const address = email.toLowerCase();
      const existing = await context.internalAdapter.findUserByEmail(address);
      if (existing?.user.emailVerified === true) return { userId: existing.user.id, isNew: false };
      if (existing !== null) await options.db.delete(users).where(eq(users.id, existing.user.id));
      const user = await context.internalAdapter.createUser(
        { email: address, name, emailVerified: true },
        { method: 'email-password' },
      );
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      });
      return { userId: user.id, isNew: true };
    },
    findUser: async (email) => {
      const context = await auth.$context;
      const found = await context.internalAdapter.findUserByEmail(email.toLowerCase());
      return found?.user.emailVerified === true ? found.user.id : null;
    },
    isPassword: async (userId, password) => {
      const { password: hasher } = await auth.$context;
      const [account] = await options.db
        .select({ hash: accounts.password })
        .from(accounts)
        .where(withPassword(userId));
      return account?.hash != null && (await hasher.verify({ hash: account.hash, password }));
    },
    setPassword: async (userId, password, but) => {
      const { password: hasher } = await auth.$context;
      const hash = await hasher.hash(password);
      return options.db.transaction(async (tx) => {
        await tx.update(accounts).set({ password: hash, updatedAt: sql`now()` }).where(withPassword(userId));
        const others = but === undefined ? undefined : ne(sessions.id, but.keep);
        const ended = await tx
          .delete(sessions)
          .where(and(eq(sessions.userId, userId), others))
          .returning({ id: sessions.id });
        return ended.map(({ id }) => id);
      });
    },
  };
};

/** Whether a session has reached its absolute end. */
export const hasOutlived = (user: SignedInUser, now: number): boolean =>
  now - user.sessionCreatedAt > absoluteLifeMs;

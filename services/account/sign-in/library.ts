import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { bearer } from 'better-auth/plugins/bearer';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { accounts, sessions, users, verifications } from '#db/schema/auth.ts';

export type IdentityOptions = {
  /** A pool of the identity role, which sees nothing but schema `auth`. */
  db: Database;
  secret: string;
  publicUrl: string;
  trustedOrigins: readonly string[];
  /** Told about failures inside the library; never given personal data by us. */
  onError?: (message: string) => void;
};

const dayMs = 24 * 60 * 60 * 1000;
/** A sign-in slides for seven idle days and ends thirty days after signing in, whatever happens. */
export const idleLifeMs = 7 * dayMs;
export const absoluteLifeMs = 30 * dayMs;

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

const Starting = z.object({
  userId: z.string(),
  userAgent: z.string(),
  addressPrefix: z.string(),
  confirmedAt: z.date(),
});

/**
 * Signs in whoever has shown that it is them, in whatever way: the library signs in by password alone, and at once, which
 * leaves no place for a second factor. Called by us, never by a request.
 */
const startSignIn = createAuthEndpoint(
  '/start-sign-in',
  { method: 'POST', body: Starting, metadata: { SERVER_ONLY: true } },
  async (c) => {
    const { internalAdapter } = c.context;
    const { userId, confirmedAt, ...from } = c.body;
    const user = await internalAdapter.findUserById(userId);
    if (user === null) throw c.error('UNAUTHORIZED');
    const seen = { ...from, confirmedAt, lastSeenAt: confirmedAt };
    const session = await internalAdapter.createSession(userId, false, seen);
    await setSessionCookie(c, { session, user });
    return c.json({ signInId: session.id });
  },
);

const ofSignIn = { type: 'date', required: false, input: false } as const;

/** The library as we use it: cookies, tokens and passwords. */
export const configureLibrary = (options: IdentityOptions) =>
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
      // Who registers proves the address first: services/registration.
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: idleLifeMs / 1000,
      updateAge: dayMs / 1000,
      additionalFields: {
        chosenTenantId: { type: 'string', required: false, input: false },
        supportViewId: { type: 'string', required: false, input: false },
        addressPrefix: { type: 'string', required: false, input: false },
        lastSeenAt: ofSignIn,
        confirmedAt: ofSignIn,
      },
    },
    plugins: [bearer({ requireSignature: true }), { id: 'everslot', endpoints: { startSignIn } }],
    // The API's own limits apply before a request gets here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => options.onError?.(withoutValues(message)) },
    // Thrown to the caller, who logs with care: left to itself the library prints statements with their values.
    onAPIError: { throw: true },
    advanced: {
      ...cookies(options.publicUrl.startsWith('https://')),
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) => {
          if (model === 'user') return newId('user');
          return model === 'session' ? newId('signIn') : crypto.randomUUID();
        },
      },
    },
  });

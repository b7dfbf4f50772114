import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { Locale, TimeZone } from '#contracts/fields.ts';
import * as contract from '#contracts/sign-in/connected.ts';
import { AppError } from '#domain/errors.ts';
import type { VendorPurpose } from '#domain/identity/types.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type IdentityVendor, identityVendors } from '#domain/vendors.ts';
import type { IdentityProvider } from '#providers/identity/port.ts';
import { requireSignIn } from '#services/account/record-of-person.ts';
import {
  beginVisit,
  secretsOf,
  type Visit,
  visitMinutes,
} from '#services/account/vendor-sign-in/begun-visit.ts';
import { readNewcomer } from '#services/account/vendor-sign-in/newcomer.ts';
import { disconnectSignIn, listConnectedSignIns } from '#services/account/vendor-sign-in/vendor-accounts.ts';
import { registerNewcomer } from '#services/registration/register-newcomer.ts';
import { requireUser } from './confirm.ts';
import { enter } from './identity.ts';
import { OwnTenant, type RegistrationRoutes, registrationDeps } from './registration.ts';

export type VendorRoutes = RegistrationRoutes & {
  vendors: ReadonlyMap<IdentityVendor, IdentityProvider>;
};

export const callbackPath = (vendor: IdentityVendor): string => `/api/auth/callback/${vendor}`;

export const providerOf = ({ vendors }: Pick<VendorRoutes, 'vendors'>, vendor: IdentityVendor) => {
  const provider = vendors.get(vendor);
  if (provider === undefined) throw new AppError('not_found', 'Nobody signs in here with this vendor.');
  return provider;
};

/** The browser that goes to the vendor is the one that comes back: it keeps the state itself. */
const isHttps = ({ publicUrl }: VendorRoutes): boolean => publicUrl.startsWith('https://');
export const cookieName = (options: VendorRoutes): string =>
  `${isHttps(options) ? '__Host-' : ''}everslot.vendor_visit`;
export const visitCookie = (options: VendorRoutes, state: string, seconds: number): string =>
  `${cookieName(options)}=${state}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isHttps(options) ? '; Secure' : ''}`;

const unavailable = (error: unknown): never => {
  if (!(error instanceof ProviderFailure)) throw error;
  throw new AppError('temporarily_unavailable', 'The vendor does not answer at the moment.', {
    retryAfterSeconds: error.retryAfterSeconds ?? 5,
  });
};

/** Where the browser goes; the cookie that it needs to come back goes with the answer. */
const begin = async (
  c: Context<AppEnv>,
  options: VendorRoutes,
  visit: Omit<Visit, 'at'>,
  loginHint?: string,
): Promise<string> => {
  const provider = providerOf(options, visit.vendor);
  const state = await beginVisit(options.authDb, { ...visit, at: options.now() });
  const { nonce, codeChallenge } = secretsOf(options.signed, state);
  const url = await provider
    .authorizationUrl({
      state,
      nonce,
      codeChallenge,
      redirectUri: `${options.publicUrl}${callbackPath(visit.vendor)}`,
      fresh: visit.purpose === 'confirm',
      ...(loginHint === undefined ? {} : { loginHint }),
    })
    .catch(unavailable);
  c.header('Set-Cookie', visitCookie(options, state, visitMinutes * 60), { append: true });
  return url;
};

/** A path of the host app, and nothing that leads elsewhere. */
const AppPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\p{Cc}\\]*$/u, { error: 'must be a path of the host app' });

const Asked = z.object({
  vendor: z.enum(identityVendors),
  purpose: z.enum(['sign_in', 'confirm'] satisfies VendorPurpose[]).default('sign_in'),
  redirect: AppPath.default('/bookings'),
  locale: Locale,
  timeZone: TimeZone,
});

const visit = async (c: Context<AppEnv>, options: VendorRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const asked = parsePart('body', Asked, await readJson(c.req.raw));
  const user = asked.purpose === 'confirm' ? await requireUser(c, options) : null;
  if (asked.purpose === 'confirm' && !providerOf(options, asked.vendor).canConfirm)
    throw new AppError('not_found', 'This vendor does not say when somebody has signed in.');
  return c.json({ url: await begin(c, options, { ...asked, signInId: user?.sessionId ?? null }) });
};

const Token = z.string().max(100);

const openNewcomer = async (c: Context<AppEnv>, options: VendorRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const { token } = parsePart('body', z.object({ token: Token }), await readJson(c.req.raw));
  const { email, name, vendor } = await readNewcomer(options.authDb, token, options.now());
  return c.json({ email, name, vendor });
};

const register = async (c: Context<AppEnv>, options: VendorRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const given = parsePart('body', OwnTenant.extend({ token: Token }), await readJson(c.req.raw));
  return enter(
    c,
    options,
    await registerNewcomer({ ...registrationDeps(c, options), plan: options.plan }, given),
  );
};

/** Serves going to a vendor to sign in, what a newcomer then does, and which ways in there are. */
export const vendorRoutes = (app: Hono<AppEnv>, options: VendorRoutes): void => {
  const ways = {
    registration: options.isOpen,
    vendors: [...options.vendors.values()].map(({ vendor, canConfirm }) => ({ vendor, canConfirm })),
  };
  app.get('/api/auth/ways', async (c) => {
    c.set('route', '/api/auth/ways');
    await options.limits.consume(c, 'read');
    c.header('Cache-Control', 'no-store');
    return c.json(ways);
  });
  for (const [name, answer] of [
    ['sign-in/vendor', visit],
    ...(options.isOpen
      ? ([
          ['register/vendor/open', openNewcomer],
          ['register/vendor', register],
        ] as const)
      : []),
  ] as const) {
    const path = `/api/auth/${name}`;
    app.post(path, async (c) => {
      c.set('route', path);
      refuseForeignOrigin(c, options.origins);
      c.header('Cache-Control', 'no-store');
      return answer(c, options);
    });
  }
};

/** Serves the vendors that members sign in with. */
export const connectedSignInRoutes = (router: Router, options: VendorRoutes): void => {
  const { authDb, vendors } = options;
  bindMember(router, contract.listConnectedSignIns, async ({ ctx }) => ({
    body: await listConnectedSignIns(ctx, authDb, [...vendors.keys()]),
  }));
  bindMember(router, contract.connectSignIn, async ({ c, ctx, params }) => {
    const { sessionId } = requireSignIn(ctx);
    const url = await begin(c, options, {
      ...params,
      purpose: 'connect',
      signInId: sessionId,
      redirect: '/security',
      locale: 'en',
      timeZone: 'UTC',
    });
    return { body: { url } };
  });
  bindMember(router, contract.disconnectSignIn, async ({ ctx, params }) => {
    await disconnectSignIn(ctx, authDb, params.vendor);
    return { body: undefined };
  });
};

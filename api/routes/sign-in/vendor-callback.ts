import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import type { AppEnv } from '#api/variables.ts';
import { line, SignInEmail } from '#contracts/fields.ts';
import { AppError } from '#domain/errors.ts';
import type { VendorRefusal } from '#domain/identity/types.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type IdentityVendor, identityVendors } from '#domain/vendors.ts';
import type { VendorIdentity } from '#providers/identity/port.ts';
import { hasOutlived, type Known, type SignedInUser } from '#services/account/identity.ts';
import { hasSecondFactor } from '#services/account/second-factor/check-code.ts';
import { beginHalfSignIn } from '#services/account/second-factor/half-sign-in.ts';
import { endVisit, secretsOf, type Visit } from '#services/account/vendor-sign-in/begun-visit.ts';
import { keepNewcomer } from '#services/account/vendor-sign-in/newcomer.ts';
import { recordConnection } from '#services/account/vendor-sign-in/record-connection.ts';
import { connectVendorAccount, useVendorAccount } from '#services/account/vendor-sign-in/vendor-accounts.ts';
import { joinByVendor } from '#services/invitation/accept-invitation.ts';
import { findInvitation } from '#services/invitation/find-invitation.ts';
import { enter } from './identity.ts';
import { callbackPath, cookieName, providerOf, type VendorRoutes, visitCookie } from './vendor.ts';

/** What is shown instead of letting somebody in. */
class Refused extends Error {
  readonly refusal: VendorRefusal;
  constructor(refusal: VendorRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

const refusalOf = (error: unknown): VendorRefusal => {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof ProviderFailure) {
    if (error.reason === 'identity_not_proven') return 'not_proven';
    return error.reason === 'authorization_expired' ? 'expired' : 'unavailable';
  }
  if (error instanceof AppError && error.code === 'account_exists') return 'unverified';
  return 'unavailable';
};

/** The account at the vendor, as far as it is kept. */
const accountOf = (vendor: IdentityVendor, { subject, email }: VendorIdentity) => ({
  vendor,
  subject,
  label: email ?? '',
});

type Arrival = { visit: Visit; identity: VendorIdentity };
/** Where the browser goes, signed in as somebody or not. */
type Outcome = { to: string; known?: Known };

/** Somebody whose address belongs to an account here: both sides have seen that it is theirs. */
const link = async (options: VendorRoutes, userId: string, { visit, identity }: Arrival): Promise<Known> => {
  const account = accountOf(visit.vendor, identity);
  const made = await connectVendorAccount(options.authDb, userId, account);
  if (made !== 'connected') throw new Refused(made);
  await recordConnection(options, userId, visit.vendor);
  const known = await useVendorAccount(options.authDb, account, options.now());
  if (known === null) throw new Refused('expired');
  return known;
};

/** What a vendor calls somebody, where it can be a name here. */
const nameOf = ({ name }: VendorIdentity, email: string): string => {
  const given = line(120).safeParse(name);
  return given.success ? given.data : (email.split('@', 1)[0] ?? email).slice(0, 120);
};

/** Somebody whom nobody knows here: they come by an invitation of their address, or make an organisation of their own, or not at all. */
const welcome = async (
  options: VendorRoutes,
  email: string,
  { visit, identity }: Arrival,
): Promise<Outcome> => {
  const { authDb, db, isOpen, newId, now } = options;
  const { vendor, locale, timeZone } = visit;
  const name = nameOf(identity, email);
  const userId = newId('user');
  const invitation = await findInvitation(db, email, now());
  if (invitation !== null) {
    const way = accountOf(vendor, identity);
    const joined = await joinByVendor(options, invitation, { userId, email, name, way, locale, timeZone });
    if (joined !== null) return { to: '/bookings', known: joined };
  }
  if (!isOpen) throw new Refused('no_account');
  const { subject } = identity;
  const token = await keepNewcomer(authDb, { userId, vendor, subject, email, name }, now());
  return { to: `/register/vendor#${token}` };
};

const signIn = async (options: VendorRoutes, arrival: Arrival): Promise<Outcome> => {
  const { visit, identity } = arrival;
  const known = await useVendorAccount(options.authDb, accountOf(visit.vendor, identity), options.now());
  if (known !== null) return { to: visit.redirect, known };
  const address = SignInEmail.safeParse(identity.email);
  if (!address.success || !identity.isVerified) throw new Refused('unverified');
  const email = address.data;
  const userId = await options.identity.findUser(email);
  if (userId !== null) {
    // What stands in for the password must not come in by the address alone.
    if (await hasSecondFactor(options.authDb, userId)) throw new Refused('connect_first');
    return { to: visit.redirect, known: await link(options, userId, arrival) };
  }
  return welcome(options, email, arrival);
};

/** Whoever comes back is still signed in as they were when they went. */
const requireSame = async (
  c: Context<AppEnv>,
  options: VendorRoutes,
  visit: Visit,
): Promise<SignedInUser> => {
  const user = await options.identity.sessionOf(c.req.raw.headers);
  if (user === null || hasOutlived(user, options.now()) || user.sessionId !== visit.signInId)
    throw new Refused('expired');
  return user;
};

const connect = async (c: Context<AppEnv>, options: VendorRoutes, arrival: Arrival): Promise<Outcome> => {
  const user = await requireSame(c, options, arrival.visit);
  await link(options, user.userId, arrival);
  return { to: `/security?connected=${arrival.visit.vendor}` };
};

const confirm = async (c: Context<AppEnv>, options: VendorRoutes, arrival: Arrival): Promise<Outcome> => {
  const { visit, identity } = arrival;
  const user = await requireSame(c, options, visit);
  const known = await useVendorAccount(options.authDb, accountOf(visit.vendor, identity), options.now());
  if (known?.userId !== user.userId) throw new Refused('other_account');
  await options.identity.confirm(user.sessionId, options.now());
  return { to: visit.redirect };
};

const Query = z.object({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(4000).optional(),
});

const identify = (options: VendorRoutes, visit: Visit, answer: { state: string; code: string }) => {
  const { codeVerifier, nonce } = secretsOf(options.signed, answer.state);
  return providerOf(options, visit.vendor).identify({
    code: answer.code,
    codeVerifier,
    nonce,
    redirectUri: `${options.publicUrl}${callbackPath(visit.vendor)}`,
    ...(visit.purpose === 'confirm' ? { authenticatedSince: visit.at } : {}),
  });
};

/** The state that the browser has kept goes with every answer. */
const leadTo = (options: VendorRoutes, path: string, headers = new Headers()): Response => {
  headers.delete('content-type');
  headers.set('Location', `/app${path}`);
  headers.set('Cache-Control', 'no-store');
  headers.append('Set-Cookie', visitCookie(options, '', 0));
  return new Response(null, { status: 303, headers });
};

/** A second factor is asked for as after a password. */
const letIn = async (
  c: Context<AppEnv>,
  options: VendorRoutes,
  { to, known }: Outcome,
): Promise<Response> => {
  if (known === undefined) return leadTo(options, to);
  const { authDb, now } = options;
  if (await hasSecondFactor(authDb, known.userId)) {
    const token = await beginHalfSignIn(authDb, known.userId, now());
    return leadTo(options, `/sign-in?redirect=${encodeURIComponent(to)}#${token}`);
  }
  const { headers } = await enter(c, options, known);
  return leadTo(options, to, new Headers(headers));
};

const arrive = async (c: Context<AppEnv>, options: VendorRoutes, vendor: IdentityVendor) => {
  const kept = getCookie(c, cookieName(options)) ?? '';
  const query = Query.safeParse(c.req.query());
  if (!query.success || kept !== query.data.state) return { visit: null };
  const { state, code } = query.data;
  const visit = await endVisit(options.authDb, state, options.now());
  if (visit?.vendor !== vendor) return { visit: null };
  return { visit, answer: code === undefined ? null : { state, code } };
};

const finish = async (
  c: Context<AppEnv>,
  options: VendorRoutes,
  visit: Visit,
  answer: { state: string; code: string } | null,
): Promise<Response> => {
  if (answer === null) throw new Refused('denied');
  const arrival = { visit, identity: await identify(options, visit, answer) };
  if (visit.purpose === 'connect') return letIn(c, options, await connect(c, options, arrival));
  if (visit.purpose === 'confirm') return letIn(c, options, await confirm(c, options, arrival));
  return letIn(c, options, await signIn(options, arrival));
};

/**
 * Where a vendor sends the browser back to: one path a vendor, so that an answer cannot be taken for another's. Works once, in the
 * browser that asked, and ends on our own page in every case; nothing of the vendor's gets into its address.
 */
export const vendorCallback = (app: Hono<AppEnv>, options: VendorRoutes): void => {
  for (const vendor of identityVendors) {
    if (!options.vendors.has(vendor)) continue;
    const path = callbackPath(vendor);
    app.get(path, async (c) => {
      c.set('route', path);
      await options.limits.consume(c, 'signIn');
      const { visit, answer } = await arrive(c, options, vendor);
      if (visit === null) return leadTo(options, '/sign-in?error=expired');
      try {
        return await finish(c, options, visit, answer ?? null);
      } catch (error) {
        const refusal = refusalOf(error);
        if (!(error instanceof Refused))
          c.get('log').warn({ err: error, vendor, refusal }, 'a sign-in failed');
        const page = visit.purpose === 'sign_in' ? '/sign-in' : '/security';
        return leadTo(options, `${page}?error=${refusal}`);
      }
    });
  }
};

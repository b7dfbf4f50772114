import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { addressPrefixOf } from '#api/client-address.ts';
import { readJson } from '#api/middleware/body.ts';
import { refuseForeignOrigin } from '#api/middleware/sign-in.ts';
import { parsePart } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import { Handle, Locale, line, SignInEmail, TimeZone } from '#contracts/fields.ts';
import type { Plan } from '#domain/plan/types.ts';
import { registrationHours } from '#domain/registration/types.ts';
import { askRegistration, sendRegistrationAgain } from '#services/registration/ask-registration.ts';
import { confirmRegistration, openRegistration } from '#services/registration/confirm-registration.ts';
import { type RegistrationDeps, requireLink } from '#services/registration/load-registration.ts';
import {
  openBrowser,
  openRegistrationToken,
  sealBrowser,
} from '#services/registration/registration-token.ts';
import { enter } from './identity.ts';
import { NewPassword, passwordLength, requireStrong } from './new-password.ts';
import type { PasswordRoutes } from './password.ts';

export type RegistrationRoutes = PasswordRoutes & { plan: Plan; isOpen: boolean };

/** What everybody who registers says of the organisation of their own, in whatever way they sign in. */
export const OwnTenant = z.object({
  name: line(120),
  tenantName: line(100),
  handle: Handle,
  locale: Locale,
  timeZone: TimeZone,
});

const Applicant = OwnTenant.extend({ email: SignInEmail, password: NewPassword });
const Token = z.string().max(400);
const Confirmation = z.object({
  token: Token,
  password: z.string().max(passwordLength.most).optional(),
  handle: Handle.optional(),
});

export const registrationDeps = (c: Context<AppEnv>, options: PasswordRoutes): RegistrationDeps => ({
  ...options,
  requestId: c.get('requestId'),
  addressPrefix: addressPrefixOf(c.get('address')),
});

const isHttps = ({ publicUrl }: RegistrationRoutes): boolean => publicUrl.startsWith('https://');
const cookieName = (options: RegistrationRoutes): string =>
  `${isHttps(options) ? '__Host-' : ''}everslot.registration`;

/** Which registration this browser has made. */
const madeHere = (c: Context<AppEnv>, options: RegistrationRoutes): string | null =>
  openBrowser(options.signed, getCookie(c, cookieName(options)) ?? '');

const cookieFor = (options: RegistrationRoutes, value: string, seconds: number): string =>
  `${cookieName(options)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isHttps(options) ? '; Secure' : ''}`;

/**
 * Answers alike, and after the same work, whether or not the address has an account. Counted by network and by address, known or
 * not.
 */
const ask = async (c: Context<AppEnv>, options: RegistrationRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const applicant = parsePart('body', Applicant, await readJson(c.req.raw));
  await requireStrong(applicant.password, applicant, '/password');
  await options.limits.consume(c, 'signInAccount', `register ${applicant.email}`);
  const { registrationId } = await askRegistration(registrationDeps(c, options), applicant);
  const kept = sealBrowser(options.signed, registrationId);
  c.header('Set-Cookie', cookieFor(options, kept, registrationHours * 3_600));
  return c.json({});
};

const again = async (c: Context<AppEnv>, options: RegistrationRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const id = requireLink(madeHere(c, options));
  const { nextMailAt } = await sendRegistrationAgain(registrationDeps(c, options), id);
  return c.json({ nextMailAt: new Date(nextMailAt).toISOString() });
};

const open = async (c: Context<AppEnv>, options: RegistrationRoutes): Promise<Response> => {
  await options.limits.consume(c, 'signIn');
  const { token } = parsePart('body', z.object({ token: Token }), await readJson(c.req.raw));
  const shown = { token, madeHere: madeHere(c, options) };
  return c.json(await openRegistration(registrationDeps(c, options), shown));
};

/** Wrong passwords are counted by registration: the link alone does not let anybody guess. */
const confirm = async (c: Context<AppEnv>, options: RegistrationRoutes): Promise<Response> => {
  const { limits, signed } = options;
  await limits.consume(c, 'signIn');
  const given = parsePart('body', Confirmation, await readJson(c.req.raw));
  const key = `registration ${openRegistrationToken(signed, given.token) ?? ''}`;
  await limits.consume(c, 'signInAccount', key);
  const shown = { ...given, madeHere: madeHere(c, options) };
  const known = await confirmRegistration({ ...registrationDeps(c, options), plan: options.plan }, shown);
  await limits.giveBack(c, 'signInAccount', key);
  const answer = await enter(c, options, known);
  answer.headers.append('Set-Cookie', cookieFor(options, '', 0));
  return answer;
};

/** Serves making an account and an organisation of one's own, where the installation lets everybody do so. */
export const registrationRoutes = (app: Hono<AppEnv>, options: RegistrationRoutes): void => {
  if (!options.isOpen) return;
  for (const [name, answer] of [
    ['register', ask],
    ['register/again', again],
    ['register/open', open],
    ['register/confirm', confirm],
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

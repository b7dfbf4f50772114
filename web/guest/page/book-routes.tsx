import type { Context, Hono } from 'hono';
import type { Failure } from '#web/api/failure.ts';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { isLanguage } from '#web/i18n/languages.ts';
import { bookInput, fieldNames, readForm, validateForm } from '../booking/answers.ts';
import { fieldErrors } from '../booking/problem-text.ts';
import { carriedOn, hrefOf, parseUrlState } from '../flow/url-state.ts';
import { bookingPage, chosenDuration, chosenZone, readLink } from './booking-page.tsx';
import { ProfilePage } from './profile-page.tsx';
import {
  formKey,
  formText,
  type GuestDeps,
  ownPath,
  page,
  problemPage,
  refusal,
  type Scope,
  scopeOf,
  statusOf,
} from './request-scope.tsx';
import { profileData } from './structured-data.ts';
import { TenantPage } from './tenant-page.tsx';

const wellFormed = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;

const showProfile = async (scope: Scope, username: string): Promise<Response> => {
  if (!wellFormed.test(username)) return problemPage(scope, refusal('not_found', 404));
  const profile = await scope.api.get('/api/v1/public/profiles/{username}', {
    params: { path: { username } },
  });
  if (!profile.ok) return problemPage(scope, profile.failure);
  const locale = scope.locale(profile.data.locale);
  const text = guestMessages(locale.language);
  const canonical = `${scope.origin}/${profile.data.username}`;
  const title = text.profile.title(profile.data.name);
  const query = hrefOf('', carriedOn(scope.url));
  return page(
    scope,
    locale,
    {
      title,
      description: profile.data.bio.slice(0, 300) || title,
      canonical,
      jsonLd: profileData(profile.data, canonical),
      dataOf: profile.data.username,
      brand: profile.data.brand,
    },
    <ProfilePage profile={profile.data} text={text} language={locale.language} query={query} />,
  );
};

/** Whom guests can book with the organisation whose own host this is. */
const showTenant = async (scope: Scope): Promise<Response> => {
  const tenant = await scope.api.get('/api/v1/public/tenant', {});
  if (!tenant.ok) return problemPage(scope, tenant.failure);
  const locale = scope.locale(tenant.data.locale);
  const text = guestMessages(locale.language);
  const title = text.profile.title(tenant.data.name);
  return page(
    scope,
    locale,
    {
      title,
      description: title,
      canonical: scope.origin,
      brand: tenant.data.brand,
      dataOf: tenant.data.hosts[0]?.username ?? null,
    },
    <TenantPage tenant={tenant.data} text={text} query={hrefOf('', carriedOn(scope.url))} />,
  );
};

/** No such link, or one that is switched off: a host who is there has others. */
const noLink = async (scope: Scope, username: string, failure: Failure): Promise<Response> => {
  const known = wellFormed.test(username)
    ? await scope.api.get('/api/v1/public/profiles/{username}', { params: { path: { username } } })
    : null;
  if (known === null || !known.ok) return problemPage(scope, failure);
  const { username: name, locale: own, brand } = known.data;
  const hostHref = hrefOf(`/${name}`, carriedOn(scope.url));
  return problemPage(scope, failure, { own, retryHref: null, hostHref, brand });
};

const showLink = async (scope: Scope, address: { username: string; slug: string }): Promise<Response> => {
  if (!wellFormed.test(address.username) || !wellFormed.test(address.slug))
    return noLink(scope, address.username, refusal('not_found', 404));
  const link = await readLink(scope, address);
  if (!link.ok && (link.failure.code === 'not_found' || link.failure.code === 'link_inactive'))
    return noLink(scope, address.username, link.failure);
  if (!link.ok) return problemPage(scope, link.failure);
  return bookingPage({
    scope,
    locale: scope.locale(link.data.brand.locale),
    address,
    link: link.data,
    timeZone: chosenZone(scope, link.data, link.data.hostTimeZone),
    duration: chosenDuration(link.data, scope.url.duration),
    booking: null,
  });
};

/** A form's hidden fields say what the address says otherwise. */
const withForm = (scope: Scope, form: FormData): Scope => {
  const slot = formText(form, 'move') || formText(form, 'start');
  const state = parseUrlState(
    new URLSearchParams({ slot, tz: formText(form, 'tz'), duration: formText(form, 'duration') }),
  );
  const lang = formText(form, 'lang');
  const url = {
    ...scope.url,
    ...state,
    prefill: {},
    theme: scope.url.theme,
    clock: scope.url.clock,
    lang: isLanguage(lang) ? lang : scope.url.lang,
  };
  return {
    ...scope,
    url,
    locale: (own) => scope.locale(isLanguage(lang) ? lang : own),
  };
};

/** Booking without scripts: claims the time, then shows the booking; a refusal draws the form again as it was typed. */
const bookByForm = async (
  before: Scope,
  address: { username: string; slug: string },
  form: FormData,
): Promise<Response> => {
  const scope = withForm(before, form);
  const link = await readLink(scope, address);
  if (!link.ok) return problemPage(scope, link.failure);
  const asked = formText(form, 'lang');
  const own = scope.locale(link.data.brand.locale);
  const locale = { ...own, ...(isLanguage(asked) ? { language: asked } : {}) };
  const text = guestMessages(locale.language);
  const values = readForm(form, fieldNames(link.data));
  const timeZone = chosenZone(scope, link.data, link.data.hostTimeZone);
  const duration = chosenDuration(link.data, scope.url.duration);
  const slot = scope.url.slot;
  const base = { scope, locale, address, link: link.data, timeZone, duration, booking: null };
  const errors = validateForm(values, link.data, text);
  if (slot === null || Object.keys(errors).length > 0)
    return bookingPage({
      ...base,
      typed: { values, errors, failure: slot === null ? refusal('outside_availability', 422) : null, slot },
      status: 422,
    });
  const outcome = await scope.api.post('/api/v1/public/links/{username}/{slug}/bookings', {
    params: { path: address, header: { 'Idempotency-Key': formKey(form) } },
    body: bookInput(values, link.data, {
      start: slot,
      durationMinutes: duration,
      timeZone,
      locale: locale.language,
    }),
  });
  if (outcome.ok) {
    const target = ownPath(outcome.data.links.manage, scope.origin);
    return target === null
      ? problemPage(scope, refusal('internal', 500))
      : scope.c.redirect(hrefOf(target, { ...carriedOn(scope.url), just: 'booked' }), 303);
  }
  const wrong = fieldErrors(outcome.failure, text);
  const failure = Object.keys(wrong).length > 0 ? null : outcome.failure;
  return bookingPage({
    ...base,
    typed: { values, errors: wrong, failure, slot },
    status: statusOf(outcome.failure),
  });
};

const addressOf = (c: Context): { username: string; slug: string } => ({
  username: c.req.param('username') ?? '',
  slug: c.req.param('slug') ?? '',
});

/** Pages of a host and of a booking link. */
export const addBookRoutes = (app: Hono, deps: GuestDeps): void => {
  app.get('/', (c) => showTenant(scopeOf(c, deps)));
  app.get('/:username', (c) => showProfile(scopeOf(c, deps), c.req.param('username')));
  app.get('/:username/:slug', (c) => showLink(scopeOf(c, deps), addressOf(c)));
  app.post('/:username/:slug', async (c) =>
    bookByForm(scopeOf(c, deps), addressOf(c), await c.req.formData()),
  );
};

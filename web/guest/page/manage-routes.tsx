import type { Hono } from 'hono';
import { type Currency, currencies } from '#domain/money/currencies.ts';
import { newKey } from '#web/api/attempt.ts';
import type { Failure } from '#web/api/failure.ts';
import type { ManagedBooking } from '#web/api/schemas.ts';
import type { Locale } from '#web/i18n/choose-locale.ts';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { styleOf } from '#web/time/format.ts';
import { addressesIn } from '#web/ui/addresses-in.ts';
import { clockOf, type FormErrors, voiceOf } from '../booking/model.ts';
import { Notice } from '../booking/notice.tsx';
import { fieldErrors } from '../booking/problem-text.ts';
import { carriedOn, hrefOf, parseUrlState } from '../flow/url-state.ts';
import { BookingCard, type CardMoment } from './booking-card.tsx';
import { bookingPage, chosenZone } from './booking-page.tsx';
import { CancelPage } from './cancel-page.tsx';
import { isConfirming, PayPage } from './payment-part.tsx';
import {
  formKey,
  formText,
  type GuestDeps,
  ownPath,
  type PageStatus,
  page,
  problemPage,
  refusal,
  type Scope,
  scopeOf,
  statusOf,
} from './request-scope.tsx';

/** A guest who booked in Vietnamese reads Vietnamese, whatever this device prefers. */
const localeFor = (scope: Scope, own: Language): Locale => {
  const chosen = scope.url.lang ?? own;
  const locale = scope.locale(own);
  return locale.language === chosen ? locale : { language: chosen, tag: chosen };
};

const readBooking = (scope: Scope, token: string) =>
  scope.api.get('/api/v1/public/bookings/{token}', { params: { path: { token } } });

type TokenPage = '' | '/reschedule' | '/cancel' | '/guests' | '/guests/remove' | '/pay';

/** A page of the link at hand, as a path, so that it works under whatever name the site is reached. */
const pageOf = (scope: Scope, token: string, name: TokenPage = '', just: CardMoment = 'view'): string =>
  hrefOf(`/b/${encodeURIComponent(token)}${name}`, {
    ...carriedOn(scope.url),
    just: just === 'view' ? null : just,
  });

/** Where the guest can go from here: with the same link, so that there is a way back. */
const localLinks = (
  scope: Scope,
  token: string,
  links: ManagedBooking['links'],
): ManagedBooking['links'] => ({
  ...links,
  ...(links.reschedule === undefined ? {} : { reschedule: pageOf(scope, token, '/reschedule') }),
  ...(links.cancel === undefined ? {} : { cancel: pageOf(scope, token, '/cancel') }),
});

type Shown = {
  moment?: CardMoment;
  failure?: Failure | null;
  /** What is shown will be another thing shortly. */
  isWaiting?: boolean;
  /** What the guest came to do and cannot. */
  refused?: 'cancel' | 'reschedule';
  typed?: { guests: string; errors: FormErrors };
};

const showBooking = (
  scope: Scope,
  token: string,
  { booking, links, brand }: Omit<ManagedBooking, 'brand'> & { brand: ManagedBooking['brand'] | null },
  {
    moment = 'view',
    failure = null,
    isWaiting = false,
    refused,
    typed = { guests: '', errors: {} },
  }: Shown = {},
): Response => {
  const locale = localeFor(scope, booking.locale);
  const voice = voiceOf(guestMessages(locale.language), locale);
  const clock = clockOf(scope.url, locale.tag);
  return page(
    scope,
    locale,
    {
      title: voice.text.booking.view,
      dataOf: booking.link.username,
      brand,
      ...(isWaiting ? { waitsFor: `/api/v1/public/bookings/${encodeURIComponent(token)}/stream` } : {}),
      status: failure !== null ? statusOf(failure) : Object.keys(typed.errors).length > 0 ? 422 : 200,
    },
    <div class="panel panel-narrow">
      {failure === null || failure.code.startsWith('too_late') ? null : (
        <Notice voice={voice} failure={failure} style={styleOf(locale.tag, booking.timeZone, clock)} />
      )}
      <BookingCard
        voice={voice}
        booking={booking}
        links={localLinks(scope, token, links)}
        clock={clock}
        moment={moment}
        refused={refused ?? null}
        payPath={links.manage === undefined ? null : pageOf(scope, token, '/pay')}
        stay={
          links.manage === undefined
            ? null
            : { path: pageOf(scope, token, '/reschedule'), key: newKey(), start: booking.start }
        }
        invite={
          links.manage === undefined
            ? null
            : {
                path: pageOf(scope, token, '/guests'),
                key: newKey(),
                typed: typed.guests,
                errors: typed.errors,
                removal: {
                  path: pageOf(scope, token, '/guests/remove'),
                  // Back in this page, another one can be taken out as well.
                  guests: booking.furtherGuests.map((email) => ({ email, key: newKey() })),
                },
              }
        }
      />
    </div>,
  );
};

/** What has just happened, as far as the booking bears it out: an address that was kept says it for ever. */
const momentOf = ({ url: { just } }: Scope, { lastChange }: ManagedBooking['booking']): CardMoment => {
  const kind = lastChange?.kind ?? 'booked';
  // The card says itself whether a booking is cancelled.
  if (just === 'cancelled' || just === 'paid' || just === 'unpaid') return just;
  const bornOut = { booked: ['booked'], moved: ['rescheduled', 'move_requested'] };
  return just !== null && bornOut[just].includes(kind) ? just : 'view';
};

const view = async (scope: Scope, token: string): Promise<Response> => {
  const found = await readBooking(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  const moment = momentOf(scope, found.data.booking);
  const isWaiting = isConfirming(found.data.booking, moment);
  // Whoever comes back from the page where they pay waits for the truth, which the redirect is not.
  if (isWaiting)
    await scope.api.post('/api/v1/public/bookings/{token}/payment/check', { params: { path: { token } } });
  return showBooking(scope, token, found.data, { moment, isWaiting });
};

/** Leads to the page where the booking is paid for: another site, which a form may not lead to by itself. */
const pay = async (scope: Scope, token: string): Promise<Response> => {
  const [found, checkout] = await Promise.all([
    readBooking(scope, token),
    scope.api.post('/api/v1/public/bookings/{token}/checkout', { params: { path: { token } } }),
  ]);
  if (!found.ok) return problemPage(scope, found.failure);
  const { booking, brand } = found.data;
  if (!checkout.ok) return showBooking(scope, token, found.data, { failure: checkout.failure });
  const locale = localeFor(scope, booking.locale);
  const voice = voiceOf(guestMessages(locale.language), locale);
  scope.c.header('Refresh', `0; url=${checkout.data.url}`);
  return page(
    scope,
    locale,
    { title: voice.text.payment.goTitle, brand, dataOf: booking.link.username },
    <PayPage voice={voice} booking={booking} url={checkout.data.url} />,
  );
};

const askCancel = (
  scope: Scope,
  token: string,
  { booking, brand }: ManagedBooking,
  typed: { reason: string; errors: FormErrors; status: PageStatus } = { reason: '', errors: {}, status: 200 },
): Response => {
  const locale = localeFor(scope, booking.locale);
  const voice = voiceOf(guestMessages(locale.language), locale);
  return page(
    scope,
    locale,
    { title: voice.text.cancelPage.title, status: typed.status, dataOf: booking.link.username, brand },
    <CancelPage
      voice={voice}
      booking={booking}
      viewHref={pageOf(scope, token)}
      clock={clockOf(scope.url, locale.tag)}
      path={hrefOf(scope.path, scope.url)}
      idempotencyKey={newKey()}
      reason={typed.reason}
      errors={typed.errors}
    />,
  );
};

const cancelForm = async (scope: Scope, token: string): Promise<Response> => {
  const found = await readBooking(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  return found.data.booking.canCancel
    ? askCancel(scope, token, found.data)
    : showBooking(scope, token, found.data, { refused: 'cancel' });
};

const cancel = async (scope: Scope, token: string, form: FormData): Promise<Response> => {
  const reason = formText(form, 'reason').trim();
  const outcome = await scope.api.post('/api/v1/public/bookings/{token}/cancel', {
    params: { path: { token }, header: { 'Idempotency-Key': formKey(form) } },
    body: reason === '' ? {} : { reason },
  });
  if (outcome.ok) return scope.c.redirect(pageOf(scope, token, '', 'cancelled'), 303);
  const found = await readBooking(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  const locale = localeFor(scope, found.data.booking.locale);
  const errors = fieldErrors(outcome.failure, guestMessages(locale.language));
  if (Object.keys(errors).length > 0)
    return askCancel(scope, token, found.data, { reason, errors, status: 422 });
  return showBooking(scope, token, found.data, { failure: outcome.failure, refused: 'cancel' });
};

type Typed = { reason: string; errors: FormErrors; failure: Failure | null; slot: string | null };

const rescheduleForm = async (scope: Scope, token: string, typed?: Typed): Promise<Response> => {
  const found = await readBooking(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  const { booking, brand } = found.data;
  if (!booking.canReschedule)
    return showBooking(scope, token, found.data, { failure: typed?.failure ?? null, refused: 'reschedule' });
  const address = { username: booking.link.username, slug: booking.link.slug };
  const [link, alternatives] = await Promise.all([
    scope.api.get('/api/v1/public/bookings/{token}/link', { params: { path: { token } } }),
    scope.api.get('/api/v1/public/bookings/{token}/alternatives', { params: { path: { token } } }),
  ]);
  if (!link.ok) return problemPage(scope, link.failure, { own: booking.locale, brand });
  return bookingPage({
    scope,
    locale: localeFor(scope, booking.locale),
    address,
    link: { ...link.data, durationsMinutes: [booking.link.durationMinutes] },
    timeZone: chosenZone(scope, link.data, booking.timeZone),
    duration: booking.link.durationMinutes,
    booking: {
      token,
      current: booking,
      alternatives: alternatives.ok ? alternatives.data.alternatives : [],
      move: link.data.move,
    },
    ...(typed === undefined
      ? {}
      : {
          typed: {
            values: { reason: typed.reason },
            errors: typed.errors,
            failure: typed.failure,
            slot: typed.slot,
          },
          status: typed.failure === null ? 422 : statusOf(typed.failure),
        }),
  });
};

/** The price that a form says its guest was shown; nothing where it showed none. */
const priceIn = (form: FormData): { price?: { amountMinor: number; currency: Currency } | null } => {
  const said = formText(form, 'price');
  if (said === '') return {};
  const [amountMinor, code] = said.split(' ');
  const currency = currencies.find((each) => each === code);
  return { price: currency === undefined ? null : { amountMinor: Number(amountMinor), currency } };
};

const reschedule = async (before: Scope, token: string, form: FormData): Promise<Response> => {
  const wanted = parseUrlState(
    new URLSearchParams({
      slot: formText(form, 'move') || formText(form, 'start'),
      lang: formText(form, 'lang'),
      tz: formText(form, 'tz'),
    }),
  );
  const scope = {
    ...before,
    url: { ...before.url, slot: wanted.slot, tz: wanted.tz, lang: before.url.lang ?? wanted.lang },
  };
  const reason = formText(form, 'reason').trim();
  if (wanted.slot === null)
    return rescheduleForm(scope, token, {
      reason,
      errors: {},
      failure: refusal('outside_availability', 422),
      slot: null,
    });
  const outcome = await scope.api.post('/api/v1/public/bookings/{token}/reschedule', {
    params: { path: { token }, header: { 'Idempotency-Key': formKey(form) } },
    body: { start: wanted.slot, ...(reason === '' ? {} : { reason }), ...priceIn(form) },
  });
  if (outcome.ok) {
    const target = ownPath(outcome.data.links.manage, scope.origin);
    return target === null
      ? showBooking(scope, token, { ...outcome.data, brand: null }, { moment: 'moved' })
      : scope.c.redirect(hrefOf(target, { ...carriedOn(scope.url), just: 'moved' }), 303);
  }
  const errors = fieldErrors(outcome.failure, guestMessages(scope.locale(null).language));
  const failure = Object.keys(errors).length > 0 ? null : outcome.failure;
  return rescheduleForm(scope, token, { reason, errors, failure, slot: wanted.slot });
};

const addGuests = async (scope: Scope, token: string, form: FormData): Promise<Response> => {
  const guests = formText(form, 'furtherGuests');
  const outcome = await scope.api.post('/api/v1/public/bookings/{token}/guests', {
    params: { path: { token }, header: { 'Idempotency-Key': formKey(form) } },
    body: { emails: addressesIn(guests) },
  });
  if (outcome.ok) return scope.c.redirect(pageOf(scope, token), 303);
  const found = await readBooking(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  if (outcome.failure.code !== 'invalid_request')
    return showBooking(scope, token, found.data, { failure: outcome.failure });
  const { errors } = guestMessages(localeFor(scope, found.data.booking.locale).language).form;
  const typed = { guests, errors: { furtherGuests: errors.furtherGuests } };
  return showBooking(scope, token, found.data, { typed });
};

const removeGuest = async (scope: Scope, token: string, form: FormData): Promise<Response> => {
  const outcome = await scope.api.post('/api/v1/public/bookings/{token}/guests/remove', {
    params: { path: { token }, header: { 'Idempotency-Key': formKey(form) } },
    body: { email: formText(form, 'email') },
  });
  // Who is not there (any more) need not be taken out.
  if (outcome.ok || outcome.failure.code === 'invalid_request')
    return scope.c.redirect(pageOf(scope, token), 303);
  const found = await readBooking(scope, token);
  return found.ok
    ? showBooking(scope, token, found.data, { failure: outcome.failure })
    : problemPage(scope, found.failure);
};

/** Pages behind the signed links of a booking. Opening one changes nothing; only its form does. */
export const addManageRoutes = (app: Hono, deps: GuestDeps): void => {
  app.get('/b/:token', (c) => view(scopeOf(c, deps), c.req.param('token')));
  app.get('/b/:token/cancel', (c) => cancelForm(scopeOf(c, deps), c.req.param('token')));
  app.post('/b/:token/cancel', async (c) =>
    cancel(scopeOf(c, deps), c.req.param('token'), await c.req.formData()),
  );
  app.post('/b/:token/pay', (c) => pay(scopeOf(c, deps), c.req.param('token')));
  app.post('/b/:token/guests', async (c) =>
    addGuests(scopeOf(c, deps), c.req.param('token'), await c.req.formData()),
  );
  app.post('/b/:token/guests/remove', async (c) =>
    removeGuest(scopeOf(c, deps), c.req.param('token'), await c.req.formData()),
  );
  app.get('/b/:token/reschedule', (c) => rescheduleForm(scopeOf(c, deps), c.req.param('token')));
  app.post('/b/:token/reschedule', async (c) =>
    reschedule(scopeOf(c, deps), c.req.param('token'), await c.req.formData()),
  );
};

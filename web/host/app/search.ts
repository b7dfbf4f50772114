import {
  type PaymentConcern,
  type PaymentState,
  paymentConcerns,
  paymentStates,
} from '#domain/payment/types.ts';
import { plans } from '#domain/plan/types.ts';
import { stuckKinds } from '#domain/stuck/kinds.ts';
import { tenantStates } from '#domain/tenant/types.ts';
import { type BacklogKind, backlogKinds } from '#domain/vendor-health/backlog.ts';
import { type BookingView, bookingViews } from '#web/host/queries/booking.ts';
import type { TenantFilters } from '#web/host/queries/operator/operator.ts';
import type { StuckFilters } from '#web/host/queries/operator/stuck.ts';
import { isDate } from '#web/time/calendar.ts';

/*
 * What the address may say behind its question mark. The router lays these over what was really there, so a value that
 * does not hold is named as `undefined` and never left out.
 */

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const date = (value: unknown): string | undefined => (isDate(value) ? value : undefined);

/** A path of this app, never another site. */
const ownPath = (value: unknown): string | undefined => {
  const path = text(value);
  return path !== undefined && /^\/(?![/\\])\P{Cc}*$/u.test(path) ? path : undefined;
};

export const signInSearch = (raw: Raw): { redirect?: string | undefined; error?: string | undefined } => ({
  redirect: ownPath(raw['redirect']),
  error: text(raw['error']),
});

/** What came of going to a provider to connect an account there, or to confirm a sign-in. */
export const securitySearch = (raw: Raw): { connected?: string | undefined; error?: string | undefined } => ({
  connected: text(raw['connected']),
  error: text(raw['error']),
});

/** Back from the vendor that sells plans: with one, or from cards and invoices. */
export const billingSearch = (raw: Raw): { bought?: string | undefined; back?: string | undefined } => ({
  bought: raw['bought'] === undefined ? undefined : '1',
  back: raw['back'] === undefined ? undefined : '1',
});

/** An id of a link; an address with anything else there asks for every link. */
const linkIdIn = (value: unknown): string | undefined => {
  const id = text(value);
  return id !== undefined && /^lnk_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id) ? id : undefined;
};

type BookingsSearch = {
  view?: BookingView | undefined;
  search?: string | undefined;
  linkId?: string | undefined;
  /** Dates of the host's clock, both included. */
  from?: string | undefined;
  to?: string | undefined;
};

export const bookingsSearch = (raw: Raw): BookingsSearch => ({
  view: bookingViews.find((name) => name === raw['view']),
  search: text(raw['search']),
  linkId: linkIdIn(raw['linkId']),
  from: date(raw['from']),
  to: date(raw['to']),
});

type PaymentsSearch = Omit<BookingsSearch, 'view'> & {
  state?: PaymentState | undefined;
  with?: PaymentConcern | undefined;
};

export const paymentsSearch = (raw: Raw): PaymentsSearch => ({
  state: paymentStates.find((name) => name === raw['state']),
  with: paymentConcerns.find((name) => name === raw['with']),
  search: text(raw['search']),
  linkId: linkIdIn(raw['linkId']),
  from: date(raw['from']),
  to: date(raw['to']),
});

export const contactsSearch = (raw: Raw): { search?: string | undefined } => ({
  search: text(raw['search']),
});

export const integrationsSearch = (
  raw: Raw,
): { connected?: string | undefined; error?: string | undefined } => ({
  connected: text(raw['connected']),
  error: text(raw['error']),
});

export const tenantsSearch = (raw: Raw): TenantFilters => ({
  search: text(raw['search']),
  state: tenantStates.find((name) => name === raw['state']),
  plan: plans.find((name) => name === raw['plan']),
});

const tenantIdIn = (value: unknown): string | undefined => {
  const id = text(value);
  return id !== undefined && /^ten_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id) ? id : undefined;
};

export const stuckSearch = (raw: Raw): StuckFilters => ({
  kind: stuckKinds.find((name) => name === raw['kind']),
  tenantId: tenantIdIn(raw['tenantId']),
});

export const vendorsSearch = (raw: Raw): { kind?: BacklogKind | undefined } => ({
  kind: backlogKinds.find((name) => name === raw['kind']),
});

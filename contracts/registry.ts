import * as account from './account.ts';
import * as attention from './attention.ts';
import * as booking from './booking.ts';
import * as contact from './contact.ts';
import type { Endpoint } from './endpoint.ts';
import * as hostRequest from './host-request.ts';
import * as integration from './integration.ts';
import * as link from './link.ts';
import * as managedBooking from './managed-booking.ts';
import * as publicPages from './public.ts';
import * as schedule from './schedule.ts';
import * as session from './session.ts';
import * as passkey from './sign-in/passkey.ts';
import * as secondFactor from './sign-in/second-factor.ts';
import * as signIn from './sign-in/sign-in.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'operation' in value && 'path' in value;

/** Every operation of the API, in documentation order. */
export const endpoints: readonly Endpoint[] = [
  publicPages,
  managedBooking,
  booking,
  session,
  contact,
  attention,
  link,
  hostRequest,
  schedule,
  integration,
  account,
  signIn,
  secondFactor,
  passkey,
].flatMap((module) => Object.values(module).filter(isEndpoint));

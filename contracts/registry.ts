import * as accountDeletion from './account/deletion.ts';
import * as dataExport from './account/export.ts';
import * as account from './account.ts';
import * as apiKey from './api-key/api-key.ts';
import * as attention from './attention.ts';
import * as booking from './booking.ts';
import * as contact from './contact.ts';
import type { Endpoint } from './endpoint.ts';
import * as guestData from './guest-data/guest-data.ts';
import * as hostRequest from './host-request.ts';
import * as integration from './integration.ts';
import * as link from './link.ts';
import * as managedBooking from './managed-booking.ts';
import * as departure from './member/departure.ts';
import * as invitation from './member/invitation.ts';
import * as member from './member/member.ts';
import * as feature from './operator/feature.ts';
import * as operator from './operator/operator.ts';
import * as stuck from './operator/stuck.ts';
import * as supportView from './operator/support-view.ts';
import * as operatorTenant from './operator/tenant.ts';
import * as vendorHealth from './operator/vendor-health.ts';
import * as payment from './payment/payment.ts';
import * as reconciliation from './payment/reconciliation.ts';
import * as publicPages from './public.ts';
import * as schedule from './schedule.ts';
import * as session from './session.ts';
import * as connected from './sign-in/connected.ts';
import * as passkey from './sign-in/passkey.ts';
import * as secondFactor from './sign-in/second-factor.ts';
import * as signIn from './sign-in/sign-in.ts';
import * as audit from './tenant/audit.ts';
import * as billing from './tenant/billing.ts';
import * as branding from './tenant/branding.ts';
import * as domain from './tenant/domain.ts';
import * as paymentAccount from './tenant/payment-account.ts';
import * as publicTenant from './tenant/public.ts';
import * as signInPolicy from './tenant/sign-in-policy.ts';
import * as usage from './tenant/usage.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'operation' in value && 'path' in value;

/** Every operation of the API, in documentation order. */
export const endpoints: readonly Endpoint[] = [
  publicPages,
  publicTenant,
  managedBooking,
  guestData,
  booking,
  payment,
  reconciliation,
  session,
  contact,
  attention,
  link,
  hostRequest,
  schedule,
  integration,
  paymentAccount,
  account,
  dataExport,
  accountDeletion,
  member,
  departure,
  invitation,
  signInPolicy,
  usage,
  billing,
  branding,
  domain,
  audit,
  operatorTenant,
  operator,
  supportView,
  feature,
  stuck,
  vendorHealth,
  apiKey,
  signIn,
  secondFactor,
  passkey,
  connected,
].flatMap((module) => Object.values(module).filter(isEndpoint));

import type { Database } from '#db/client.ts';
import type { RetentionDays } from '#domain/retention/policies.ts';
import type { BillingProvider } from '#providers/billing/port.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import type { ConferenceProvider } from '#providers/conference/port.ts';
import type { Dns } from '#providers/dns/port.ts';
import type { EmailAccountRegistry, EmailProvider } from '#providers/email/port.ts';
import type { PaymentProvider } from '#providers/payment/port.ts';
import type { SecretBox } from '#services/secrets.ts';
import { createBookingActivities, createEffectActivities, createSessionActivities } from './booking.ts';
import { createCalendarActivities } from './calendar.ts';
import { createWithClient, type Registry } from './clients.ts';
import { createDepartureActivities } from './departure/departure.ts';
import { createDomainActivities } from './domain/domain.ts';
import { createExportActivities } from './export/export.ts';
import { createGuestErasureActivities } from './guest-data/guest-erasure.ts';
import { createAccountDeletionActivities } from './member/account-deletion.ts';
import { createNotificationActivities, type MailDeps } from './notification.ts';
import { createOpenPaymentAccount } from './payment/open-payment-account.ts';
import { createPaymentActivities } from './payment/payment.ts';
import { createReconciliationActivities } from './payment/reconciliation.ts';
import { createRemoveWebhooks } from './payment/remove-webhooks.ts';
import { createReservationActivities } from './payment/reservation.ts';
import { createRetentionActivities } from './retention.ts';
import { createSubscriptionActivities } from './subscription/subscription.ts';
import { createSupportActivities } from './support/support.ts';
import { createTenantDeletionActivities } from './tenant-deletion/tenant-deletion.ts';
import { createMailerOf } from './tenant-mail.ts';

export type ActivityDeps = Omit<MailDeps, 'mailerOf'> & {
  db: Database;
  /** The installation's. */
  email: EmailProvider;
  emailAccounts: EmailAccountRegistry;
  secrets: SecretBox;
  retentionDays: RetentionDays;
  calendars: Registry<CalendarProvider>;
  conferences: Registry<ConferenceProvider>;
  payments: Registry<PaymentProvider>;
  /** By whom the installation sells its plans. */
  billing: Registry<BillingProvider>;
  dns: Dns;
  pushUrl: (vendor: string) => string | null;
};

/** Everything a worker can do for a workflow. */
export const createActivities = (deps: ActivityDeps) => {
  const { db, secrets } = deps;
  const withClient = createWithClient({ db, secrets, vendors: deps.calendars });
  const openAccount = createOpenPaymentAccount({ db, secrets, vendors: deps.payments });
  const withConference = createWithClient({ db, secrets, vendors: deps.conferences });
  return {
    ...createBookingActivities(deps),
    ...createSessionActivities(deps),
    ...createPaymentActivities({ ...deps, openAccount }),
    ...createReservationActivities({ db, openAccount }),
    ...createReconciliationActivities({ ...deps, openAccount }),
    ...createEffectActivities({ ...deps, withClient, withConference }),
    ...createNotificationActivities({ ...deps, mailerOf: createMailerOf(deps) }),
    ...createDepartureActivities(deps),
    ...createExportActivities(deps),
    ...createAccountDeletionActivities(deps),
    ...createGuestErasureActivities(deps),
    ...createSubscriptionActivities(deps),
    ...createSupportActivities(deps),
    ...createDomainActivities(deps),
    ...createTenantDeletionActivities({ db, leaveVendors: createRemoveWebhooks({ db, openAccount }) }),
    ...createRetentionActivities(deps),
    ...createCalendarActivities({ ...deps, withClient }),
  };
};

export type Activities = ReturnType<typeof createActivities>;

import type { Figure } from '#db/figures.ts';
import type { SweepFigure } from '#db/sweeps.ts';
import type { IdKind } from '#domain/ids.ts';
import type {
  BillingVendor,
  CalendarVendor,
  ConferenceVendor,
  EmailVendor,
  IdentityVendor,
  PaymentVendor,
} from '#domain/vendors.ts';
import type { BillingProvider } from '#providers/billing/port.ts';
import type { CalendarProvider, CalendarPush } from '#providers/calendar/port.ts';
import type { ConferenceProvider } from '#providers/conference/port.ts';
import type { EmailAccountRegistry, EmailDeliveryEvent } from '#providers/email/port.ts';
import type { IdentityProvider } from '#providers/identity/port.ts';
import type { PaymentProvider } from '#providers/payment/port.ts';
import type { Receive } from '#providers/receive.ts';
import type { Identity } from '#services/account/identity.ts';
import type { TokenSigner } from '#services/booking/read/manage-token.ts';
import type { OperatorContext, ServiceContext } from '#services/context.ts';
import type { Sites } from '#services/domain/sites.ts';
import type { Logger } from '#services/log.ts';
import type { SecretBox } from '#services/secrets.ts';
import type { AskedVendor } from '#services/vendor-health/read-vendor-health.ts';
import type { TemporalClients } from '#workflows/client/open.ts';
import type { ApiConfig } from './env.ts';
import type { Metrics } from './metrics.ts';
import type { ChangeFeed } from './sse/change-feed.ts';

/** Everything the API is made of; the composition root and the tests put it together. */
export type AppDeps = {
  config: ApiConfig;
  db: ServiceContext['db'];
  identity: Identity;
  /** The operators' way across tenants; null: this installation has no operators. */
  ops: OperatorContext['ops'] | null;
  /** A pool of the identity role, which sees nothing but schema `auth`. */
  authDb: ServiceContext['db'];
  temporal: TemporalClients;
  /** Which hosts there are, and what stands under each. */
  sites: Sites;
  calendarProviders: ReadonlyMap<CalendarVendor, CalendarProvider>;
  conferences: ReadonlyMap<ConferenceVendor, ConferenceProvider>;
  payments: ReadonlyMap<PaymentVendor, PaymentProvider>;
  /** By whom the installation sells its plans; empty: it sells none. */
  billing: ReadonlyMap<BillingVendor, BillingProvider>;
  identityProviders: ReadonlyMap<IdentityVendor, IdentityProvider>;
  emailAccounts: EmailAccountRegistry;
  /** Those that the settings switch on. */
  vendors: readonly AskedVendor[];
  calendarReceivers: ReadonlyMap<CalendarVendor, Receive<CalendarPush>>;
  emailReceivers: ReadonlyMap<EmailVendor, Receive<EmailDeliveryEvent>>;
  /** Organizer of downloaded iCalendar files. */
  organizerEmail: string;
  secrets: SecretBox;
  signer: TokenSigner;
  changes: ChangeFeed;
  log: Logger;
  metrics: Metrics;
  /** Epoch milliseconds. */
  now: () => number;
  newId: (kind: IdKind) => string;
  /** Followers that have not looked in time, and since when (epoch milliseconds). */
  countBehind: () => Promise<{ count: number; since: number | null }>;
  /** What is owed and failing over all tenants. */
  readFigures: () => Promise<Figure[]>;
  readSweeps: () => Promise<SweepFigure[]>;
  /** Rejects when the database does not answer. */
  checkDatabase: () => Promise<void>;
  /** Statements sent so far; tests read the difference from `X-Statement-Count`. */
  statementCount?: () => number;
};

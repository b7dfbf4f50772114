import type {
  AccountField,
  AccountInput,
  AuthKind,
  IntegrationCapability,
} from '#domain/integration/types.ts';
import type { MemberRole } from '#domain/member/types.ts';
import type { Money } from '#domain/money/money.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { RefundReason } from '#domain/payment/types.ts';
import type { SignInChange } from '#domain/sign-in/changes.ts';
import type { EmailVendor, IntegrationVendor } from '#domain/vendors.ts';
import type { Credentials, Granted } from '#providers/auth.ts';

/** `further_guest`: somebody whom the guest brings. */
export type EmailAudience = 'guest' | 'further_guest' | 'host';
export type EmailLocale = 'en' | 'vi';

/** Everything a template may show. Times are instants; the template renders them in `timeZone` and `locale`. */
export type EmailContent = {
  template: NotificationTemplate;
  audience: EmailAudience;
  locale: EmailLocale;
  timeZone: string;
  /** As the language has it when it is not given. */
  clock?: '12h' | '24h';
  tenantName: string;
  /** How the organisation looks; what is left out looks like the product. */
  brand?: { accent?: string; logo?: { url: string; width: number; height: number } };
  recipientName: string;
  booking?: {
    title: string;
    code: string;
    start: number;
    end: number;
    previousStart?: number;
    previousEnd?: number;
    hostNames: readonly string[];
    /** Other guests may have places at the same time; they stay when this one goes. */
    isShared?: boolean;
    /** A host has made it for the guest. */
    isBookedByHost?: boolean;
    /** It still waits for its hosts' approval. */
    isRequest?: boolean;
    /** When it would begin if its hosts approve the move that its guest asks for. */
    requestedStart?: number;
    guestName: string;
    /** Shown to hosts only, as all that the guest has said. */
    guestEmail?: string;
    guestPhone?: string;
    furtherGuests?: readonly string[];
    /** The address of the guest, for those whom they bring: none of their words. */
    invitedBy?: string;
    viewUrl?: string;
    note?: string;
    location: string;
    meetingUrl?: string;
    /** Shown to hosts only. */
    answers: readonly { question: string; answer: string }[];
    reason?: string;
    cancelledBy?: 'guest' | 'host' | 'system';
    manageUrl?: string;
    rescheduleUrl?: string;
    cancelUrl?: string;
    /** Hosts: the booking in the host app. */
    hostUrl?: string;
    bookAgainUrl?: string;
    approveBy?: number;
    /** Until when a guest can move and cancel it, where its host asks for notice. */
    rescheduleUntil?: number;
    cancelUntil?: number;
    minutesBefore?: number;
  };
  /** Who asks the reader to become a member, as what, and until when the link works. */
  invitation?: { invitedBy: string; role: MemberRole; acceptUrl: string; days: number };
  /** Somebody's link that its reader hosts, or is asked to. */
  hosting?: { title: string; askedBy: string; linksUrl: string };
  integration?: { capability: IntegrationCapability; accountLabel: string; reconnectUrl: string };
  /** Of an account that takes payments: how many differences are new, and where they are listed. */
  reconciliation?: { differences: number; accountLabel: string; url: string };
  /** The link to choose a new password, and for how long it works. */
  password?: { resetUrl: string; minutes: number };
  /** Where somebody finds a file of their data or keeps their account, and for how long. */
  ownData?: { url: string; days: number };
  /** Where a guest sees what is kept of them, and for how long. */
  guestData?: { url: string; minutes: number };
  /** How many bookings the plan allows in a month, and where admins see how many there are. */
  plan?: { allowed: number; usageUrl: string };
  /** Whom the plan has no place for (the first of them by name), how many members it allows, and where owners see them. */
  frozen?: { count: number; names: readonly string[]; allowed: number; membersUrl: string };
  /** What a tenant pays for, and until when it has that; null: without an end. */
  subscription?: { plan: string; until: number | null; billingUrl: string };
  /** Where an address becomes an account, for how long, and where those go who have one. */
  registration?: { confirmUrl: string; signInUrl: string; resetUrl: string; minutes: number };
  /** A domain of the organisation, and where its admins see how it stands. */
  domain?: { name: string; domainsUrl: string };
  /** When an organisation is deleted, and why. */
  deletion?: { dueAt: number; reason: string };
  /** Which operator looks at an organisation, why, until when, and where its log stands. */
  supportView?: { operator: string; reason: string; endsAt: number; auditUrl: string };
  /** Where hosts sign in. */
  appUrl?: string;
  /** The address that becomes its owner's, the link that does it or takes it back, and for how long it works. */
  address?: { url: string; minutes: number };
  /** From what somebody has signed in and when; null where the browser does not say. */
  signIn?: {
    browser: string | null;
    system: string | null;
    addressPrefix: string;
    at: number;
    securityUrl: string;
  };
  /** When somebody's membership was ended. */
  removal?: { at: number };
  /** Of the money of a booking. */
  payment?: {
    title: string;
    code: string;
    start: number;
    /** What was paid, with the tax in it that is shown. */
    amount: Money;
    taxMinor?: number;
    method?: string;
    /** It was paid to the organisation, and not through a vendor. */
    isOutside?: boolean;
    refund?: { amount: Money; reason: RefundReason };
    dispute?: { amount: Money; respondBy: number | null };
    /** The new time that it was to be paid for. */
    moveTo?: number;
    receiptUrl?: string;
    /** The booking for its guest, or in the host app; where its guest can book again. */
    bookingUrl?: string;
    bookAgainUrl?: string;
  };
  /** What somebody signs in by since then. */
  signInChange?: { what: SignInChange; at: number; securityUrl: string };
};

export type RenderedEmail = { subject: string; html: string; text: string };

/** Our mark on a mail: reports on it carry it back, whether or not we have learnt the vendor's id by then. */
export type EmailReference = { tenantId: string; deliveryId: string };

export type OutgoingEmail = RenderedEmail & {
  from: { name: string; email: string };
  to: { name: string; email: string };
  replyTo?: string;
  ics?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string };
  headers?: Readonly<Record<string, string>>;
  reference?: EmailReference;
  /** The same key and content are delivered once, however often this is repeated (vendor keeps keys 24 h). */
  idempotencyKey: string;
};

/** An account of an organisation's own, opened for use: all mail is sent from its address. */
export type EmailAccount = { sender: string; provider: EmailProvider };

/** How organisations send through accounts of their own at a vendor. */
export type EmailAccounts = {
  /** What is kept of what was typed, all that is asked for. Nothing is tried: an account is known to work once it has sent a mail. */
  grant(input: AccountInput): Granted;
  /** Throws `credentials_unreadable` for credentials that this vendor did not issue. */
  open(credentials: Credentials): EmailAccount;
};

/** The accounts that organisations may have of their own. A vendor's code is loaded once an account of it is used. */
export type EmailAccountRegistry = {
  offers: readonly { vendor: EmailVendor; auth: AuthKind; asks: readonly AccountField[] }[];
  /** Null for a vendor without such accounts. */
  load(vendor: IntegrationVendor): Promise<EmailAccounts | null>;
};

/** Throws only `ProviderFailure`; `invalid` with reason `recipient_refused` when the address itself is refused. */
export type EmailProvider = {
  /** `null` when none is configured. */
  vendor: EmailVendor | null;
  send(email: OutgoingEmail): Promise<{ externalId: string }>;
  /** Whether the vendor takes our credentials, without sending anything; absent where there is nothing to ask. */
  check?(): Promise<void>;
};

export type EmailDeliveryEvent = {
  /** The vendor's unique id of this notification. */
  eventId: string;
  externalId: string;
  /** Absent for mail that is not ours. */
  reference?: EmailReference;
  status: 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed';
  occurredAt: number;
};

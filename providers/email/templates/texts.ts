import type { MemberRole } from '#domain/member/types.ts';
import type { NotificationTemplate } from '#domain/notification/types.ts';
import type { RefundReason } from '#domain/payment/types.ts';
import type { SignInChange } from '#domain/sign-in/changes.ts';
import type { EmailAudience, EmailLocale } from '#providers/email/port.ts';
import { textsEn } from './texts-en.ts';
import { textsVi } from './texts-vi.ts';

/** What a sentence may mention; every value is already cleaned and formatted for the reader. */
export type Words = {
  title: string;
  tenant: string;
  /** "Ada and Grace"; the tenant's name when no host is named. Of a request: who made it. */
  hosts: string;
  /** The guest's name, or "a guest" in the reader's language; their address for those whom they bring. */
  guest: string;
  /** "Tue, Mar 31, 9:00 AM GMT-4" */
  when: string;
  previousWhen: string;
  /** The time that a guest asks to move to, or empty. */
  requestedWhen: string;
  /** A place in a group, not its whole time. */
  isShared: boolean;
  /** A host has made it for the guest. */
  isBookedByHost: boolean;
  /** It still waits for its hosts' approval. */
  isRequest: boolean;
  /** "24 hours" */
  lead: string;
  /** Deadline of an approval, or empty. */
  approveBy: string;
  cancelledBy: 'guest' | 'host' | 'system';
  account: string;
  /** How many bookings a plan allows, or empty. */
  allowed: string;
  /** "$25.00", or empty. */
  amount: string;
  /** How many differences with a vendor are new. */
  differences: number;
  /** Why money went back. */
  refundReason: RefundReason | null;
  /** It was paid, and goes back, directly. */
  isOutside: boolean;
  /** The new time that a payment was for; empty where it was for the booking. */
  movedWhen: string;
};

/** For sentences that mention little. */
export const emptyWords: Words = {
  title: '',
  tenant: '',
  hosts: '',
  guest: '',
  when: '',
  previousWhen: '',
  requestedWhen: '',
  isShared: false,
  isBookedByHost: false,
  isRequest: false,
  lead: '',
  approveBy: '',
  cancelledBy: 'system',
  account: '',
  allowed: '',
  amount: '',
  differences: 0,
  refundReason: null,
  isOutside: false,
  movedWhen: '',
};

export type Message = {
  subject: (words: Words) => string;
  heading: (words: Words) => string;
  paragraphs: (words: Words) => readonly string[];
};

/** The mails that go to the people whom a guest brings as well. */
export type InvitedTemplate =
  | 'booking_confirmed'
  | 'booking_rescheduled'
  | 'booking_cancelled'
  | 'booking_reassigned'
  | 'booking_meeting_link'
  | UninvitedTemplate;

/** The mail that goes to nobody else. */
type UninvitedTemplate = 'booking_uninvited';

/** About somebody's link, told to whom it is to be hosted by. */
export type HostingTemplate = 'host_requested' | 'host_named';
/** What somebody who signs in is told about that. */
type PersonTemplate =
  | 'password_reset'
  | 'tenant_activation'
  | 'tenant_ownership'
  | 'export_ready'
  | 'deletion_asked';
/** What admins are told about the limits of their plan. */
export type PlanTemplate = 'plan_limit_near' | 'plan_limit_reached';
/** What owners are told when their plan has become smaller. */
type FreezingTemplate = 'members_frozen';
/** What owners are told about what they pay for their plan. */
export type SubscriptionTemplate = 'plan_trial_ending' | 'plan_past_due' | 'plan_ended';
/** What admins are told about a domain of the organisation. */
export type DomainTemplate = 'domain_verified' | 'domain_failing' | 'domain_released' | 'domain_given_up';
/** What owners are told about the deletion of their organisation. */
export type DeletionTemplate = 'tenant_deletion_asked' | 'tenant_deletion_called_off';
/** About the address by which somebody signs in. */
export type AddressTemplate = 'email_verification' | 'email_changed';
/** What somebody is told who wants an account. */
export type RegistrationTemplate = 'registration_link' | 'registration_known';
/** What a guest is told who has asked for their data, or to be erased. */
export type GuestDataTemplate = 'guest_data_link' | 'guest_erased';
/** About the money of a booking: what its guest is told, and what those are who have to see to it. */
export type PaymentTemplate =
  | 'payment_received'
  | 'payment_unpaid'
  | 'payment_reserved'
  | 'payment_released'
  | 'payment_not_taken'
  | 'payment_refunded'
  | 'payment_refund_failed'
  | 'payment_disputed'
  | 'payment_warned';
/** What is about no booking. */
type OtherTemplate =
  | 'booking_handed_on'
  | HostingTemplate
  | PersonTemplate
  | PlanTemplate
  | FreezingTemplate
  | SubscriptionTemplate
  | DomainTemplate
  | DeletionTemplate
  | AddressTemplate
  | RegistrationTemplate
  | GuestDataTemplate
  | PaymentTemplate
  | 'payments_differ'
  | 'support_view_entered'
  | 'integration_reconnect'
  | 'member_invited'
  | 'member_removed'
  | 'new_sign_in'
  | 'sign_in_changed';
/** What is about a booking and goes to who booked it or to its hosts. */
export type PartyTemplate = Exclude<NotificationTemplate, OtherTemplate | UninvitedTemplate>;

export type Texts = {
  greeting: (name: string) => string;
  templates: Record<PartyTemplate, Record<'guest' | 'host', Message>>;
  /** What those are told whom a guest brings. */
  invited: Record<InvitedTemplate, Message>;
  /** What is lost with a calendar has a text of its own. */
  reconnect: { calendar: Message; other: Message };
  passwordReset: Message;
  /** To somebody who has asked for nothing: its footer says why they receive it. */
  memberInvited: Message & { footer: (tenant: string) => string };
  /** The footer says why they receive it: they have no account there any more. */
  memberRemoved: Message & { footer: (tenant: string) => string };
  roles: Record<MemberRole, string>;
  /** An organisation was made for somebody who has no password yet, or who signs in here already. */
  tenantActivation: Message;
  tenantOwnership: Message;
  planLimit: Record<PlanTemplate, Message>;
  membersFrozen: Message;
  subscription: Record<SubscriptionTemplate, Message>;
  /** To a member who hosted a booking that others host by now. */
  handedOn: Message;
  exportReady: Message;
  deletionAsked: Message;
  domain: Record<DomainTemplate, Message>;
  deletion: Record<DeletionTemplate, Message>;
  /** To owners whose organisation an operator looks at. */
  supportView: Message;
  newSignIn: Message;
  signInChanged: Message & { what: Record<SignInChange, string> };
  address: Record<AddressTemplate, Message>;
  registration: Record<RegistrationTemplate, Message> & { footer: string };
  guestData: Record<GuestDataTemplate, Message> & { footer: (tenant: string) => string };
  payment: Record<PaymentTemplate, Message> & {
    hostRefundFailed: Message;
    hostNotTaken: Message;
    moveUnpaid: Message;
  };
  /** To admins: a vendor says otherwise than we do what guests have paid. */
  paymentsDiffer: Message;
  device: (browser: string | null, system: string | null) => string;
  hosting: Record<HostingTemplate, Message>;
  aGuest: string;
  labels: {
    what: string;
    when: string;
    previously: string;
    requested: string;
    timeZone: string;
    hosts: string;
    guest: string;
    furtherGuests: string;
    phone: string;
    note: string;
    where: string;
    meetingLink: string;
    code: string;
    reason: string;
    frozen: string;
    deadline: string;
    rescheduleUntil: string;
    cancelUntil: string;
    answers: string;
    account: string;
    role: string;
    device: string;
    network: string;
    paid: string;
    refund: string;
    tax: string;
    disputed: string;
    respondBy: string;
  };
  buttons: {
    join: string;
    manage: string;
    reschedule: string;
    cancel: string;
    approve: string;
    open: string;
    bookAgain: string;
    reconnect: string;
    choosePassword: string;
    signIn: string;
    openUsage: string;
    openMembers: string;
    openBilling: string;
    openDomains: string;
    openAudit: string;
    openReceipt: string;
    openBooking: string;
    openDifferences: string;
    answer: string;
    openLinks: string;
    acceptInvitation: string;
    reviewSecurity: string;
    reviewSignIns: string;
    openData: string;
    openGuestData: string;
    keepAccount: string;
    confirmAddress: string;
    createAccount: string;
    undoAddress: string;
  };
  footer: (tenant: string, audience: EmailAudience) => string;
};

export const texts: Readonly<Record<EmailLocale, Texts>> = { en: textsEn, vi: textsVi };

/** The part that is about no booking. */
export type MemberTexts = Pick<
  Texts,
  | 'hosting'
  | 'reconnect'
  | 'passwordReset'
  | 'memberInvited'
  | 'memberRemoved'
  | 'roles'
  | 'tenantActivation'
  | 'planLimit'
  | 'membersFrozen'
  | 'subscription'
  | 'domain'
  | 'deletion'
  | 'supportView'
  | 'tenantOwnership'
  | 'handedOn'
  | 'exportReady'
  | 'deletionAsked'
  | 'newSignIn'
  | 'signInChanged'
  | 'registration'
  | 'guestData'
  | 'payment'
  | 'paymentsDiffer'
  | 'address'
  | 'device'
>;

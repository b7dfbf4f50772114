import { inertText } from '#domain/notification/inert-text.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { cleanLine, cleanName, cleanText, safeUrl } from './sanitize.ts';
import type {
  AddressTemplate,
  DomainTemplate,
  HostingTemplate,
  Message,
  PaymentTemplate,
  Texts,
  Words,
} from './texts.ts';
import { emptyWords, texts } from './texts.ts';
import { ofGuestData } from './views/guest-data.ts';
import { lookOf } from './views/look.ts';
import { memberInvited, memberRemoved } from './views/membership.ts';
import { ofDifferences, ofPayment } from './views/payment.ts';
import { registering } from './views/registration.ts';
import { type Button, buttons, type EmailView, type Fact, type Said, say } from './views/said.ts';
import {
  membersFrozen,
  ofDeletion,
  ofDomain,
  ofSubscription,
  planLimit,
  supportView,
  tenantOwnership,
} from './views/tenant.ts';
import { describeInstant, describeMinutes, describeWhen } from './when.ts';

type Booking = NonNullable<EmailContent['booking']>;
/** Throws an `Error` when the content lacks what its template is about: a fault of the caller. */
export function viewOf(content: EmailContent): EmailView {
  const words = texts[content.locale];
  const tenant = cleanLine(content.tenantName, 120);
  const common = {
    locale: content.locale,
    tenant,
    ...lookOf(content),
    greeting: words.greeting(cleanName(content.recipientName)),
    answersTitle: words.labels.answers,
    footer: words.footer(tenant, content.audience),
  };
  if (content.template === 'integration_reconnect')
    return { ...common, ...reconnect(content, words, tenant) };
  if (content.template === 'payments_differ') return { ...common, ...ofDifferences(content, words, tenant) };
  if (content.template === 'member_invited') return { ...common, ...memberInvited(content, words, tenant) };
  if (content.template === 'member_removed') return { ...common, ...memberRemoved(content, words, tenant) };
  if (content.template === 'password_reset')
    return { ...common, ...choosePassword(content, words.passwordReset, words, tenant) };
  if (content.template === 'tenant_activation')
    return { ...common, ...choosePassword(content, words.tenantActivation, words, tenant) };
  if (content.template === 'tenant_deletion_asked' || content.template === 'tenant_deletion_called_off')
    return { ...common, ...ofDeletion(content, words.deletion[content.template], words, tenant) };
  if (content.template === 'support_view_entered')
    return { ...common, ...supportView(content, words, tenant) };
  if (isOfDomain(content.template))
    return { ...common, ...ofDomain(content, words.domain[content.template], words, tenant) };
  if (
    content.template === 'plan_trial_ending' ||
    content.template === 'plan_past_due' ||
    content.template === 'plan_ended'
  )
    return { ...common, ...ofSubscription(content, words.subscription[content.template], words, tenant) };
  if (content.template === 'plan_limit_near' || content.template === 'plan_limit_reached')
    return { ...common, ...planLimit(content, words.planLimit[content.template], words, tenant) };
  if (content.template === 'members_frozen') return { ...common, ...membersFrozen(content, words, tenant) };
  if (content.template === 'tenant_ownership')
    return { ...common, ...tenantOwnership(content, words, tenant) };
  if (content.template === 'export_ready')
    return { ...common, ...ownData(content, words.exportReady, words.buttons.openData, tenant) };
  if (content.template === 'deletion_asked')
    return { ...common, ...ownData(content, words.deletionAsked, words.buttons.keepAccount, tenant) };
  if (content.template === 'new_sign_in') return { ...common, ...newSignIn(content, words, tenant) };
  if (content.template === 'sign_in_changed') return { ...common, ...signInChanged(content, words, tenant) };
  if (content.template === 'email_verification' || content.template === 'email_changed')
    return { ...common, ...addressChange(content, content.template, words, tenant) };
  if (content.template === 'registration_link' || content.template === 'registration_known')
    return { ...common, ...registering(content, content.template, words) };
  if (content.template === 'guest_data_link' || content.template === 'guest_erased')
    return { ...common, ...ofGuestData(content, content.template, words, tenant) };
  if (isOfPayment(content.template))
    return { ...common, ...ofPayment(content, content.template, words, tenant) };
  if (content.template === 'host_requested' || content.template === 'host_named')
    return { ...common, ...hosting(content, content.template, words, tenant) };
  const { booking } = content;
  if (booking === undefined) throw new Error(`${content.template} needs a booking`);
  return {
    ...common,
    ...say(messageOf(content.template, content.audience, words), wordsOf(content, booking, words, tenant)),
    facts: factsOf(content, booking, words),
    answers: content.audience === 'host' ? answersOf(booking) : [],
    buttons: buttonsOf(content, booking, words),
  };
}

const messageOf = (
  template: keyof Texts['templates'] | keyof Texts['invited'] | 'booking_handed_on',
  audience: EmailContent['audience'],
  { templates, invited, handedOn }: Texts,
): Message => {
  if (template === 'booking_handed_on') return handedOn;
  if (template === 'booking_uninvited') return invited[template];
  if (audience !== 'further_guest') return templates[template][audience];
  const message = (invited as Partial<Record<EmailContent['template'], Message>>)[template];
  if (message === undefined) throw new Error(`${template} is not for those whom a guest brings`);
  return message;
};

function reconnect({ integration }: EmailContent, words: Texts, tenant: string): Said {
  if (integration === undefined) throw new Error('integration_reconnect needs an integration');
  const account = cleanLine(integration.accountLabel);
  return {
    ...say(words.reconnect[integration.capability === 'calendar' ? 'calendar' : 'other'], {
      ...emptyWords,
      tenant,
      account,
    }),
    facts: [{ label: words.labels.account, value: account }],
    answers: [],
    buttons: buttons([[words.buttons.reconnect, integration.reconnectUrl]]),
  };
}

function choosePassword(
  { password, locale, template }: EmailContent,
  message: Message,
  words: Texts,
  tenant: string,
): Said {
  if (password === undefined) throw new Error(`${template} needs a link`);
  const lead = describeMinutes(password.minutes, locale);
  return {
    ...say(message, { ...emptyWords, tenant, lead }),
    facts: [],
    answers: [],
    buttons: buttons([[words.buttons.choosePassword, password.resetUrl]]),
  };
}

const isOfPayment = (template: EmailContent['template']): template is PaymentTemplate =>
  template.startsWith('payment_');

const isOfDomain = (template: EmailContent['template']): template is DomainTemplate =>
  template.startsWith('domain_');

function addressChange(
  { address, locale }: EmailContent,
  template: AddressTemplate,
  words: Texts,
  tenant: string,
): Said {
  if (address === undefined) throw new Error(`${template} needs a link`);
  const { confirmAddress, undoAddress } = words.buttons;
  const lead = describeMinutes(address.minutes, locale);
  return {
    ...say(words.address[template], { ...emptyWords, tenant, lead }),
    facts: [],
    answers: [],
    buttons: buttons([[template === 'email_changed' ? undoAddress : confirmAddress, address.url]]),
  };
}

function ownData(
  { ownData: about, locale, template }: EmailContent,
  message: Message,
  button: string,
  tenant: string,
): Said {
  if (about === undefined) throw new Error(`${template} needs an address`);
  const lead = describeMinutes(about.days * 24 * 60, locale);
  return {
    ...say(message, { ...emptyWords, tenant, lead }),
    facts: [],
    answers: [],
    buttons: buttons([[button, about.url]]),
  };
}

function newSignIn(content: EmailContent, words: Texts, tenant: string): Said {
  const { signIn } = content;
  if (signIn === undefined) throw new Error('new_sign_in needs a sign-in');
  const { labels } = words;
  return {
    ...say(words.newSignIn, { ...emptyWords, tenant }),
    facts: [
      { label: labels.device, value: cleanLine(words.device(signIn.browser, signIn.system), 120) },
      { label: labels.network, value: cleanLine(signIn.addressPrefix, 60) },
      { label: labels.when, value: describeInstant(signIn.at, content) },
    ],
    answers: [],
    buttons: buttons([[words.buttons.reviewSignIns, signIn.securityUrl]]),
  };
}

function signInChanged(content: EmailContent, words: Texts, tenant: string): Said {
  const { signInChange } = content;
  if (signInChange === undefined) throw new Error('sign_in_changed needs a change');
  return {
    ...say(words.signInChanged, { ...emptyWords, tenant }),
    facts: [
      { label: words.labels.what, value: words.signInChanged.what[signInChange.what] },
      { label: words.labels.when, value: describeInstant(signInChange.at, content) },
    ],
    answers: [],
    buttons: buttons([[words.buttons.reviewSecurity, signInChange.securityUrl]]),
  };
}

/** A member's words to another, who has not asked for them: nothing in them becomes a link. */
function hosting(
  { hosting: about }: EmailContent,
  template: HostingTemplate,
  words: Texts,
  tenant: string,
): Said {
  if (about === undefined) throw new Error(`${template} needs a link that is hosted`);
  const title = inertText(cleanLine(about.title, 120));
  const hosts = inertText(cleanLine(about.askedBy, 120)) || tenant;
  const label = template === 'host_requested' ? words.buttons.answer : words.buttons.openLinks;
  return {
    ...say(words.hosting[template], { ...emptyWords, tenant, title, hosts }),
    facts: [{ label: words.labels.what, value: title }],
    answers: [],
    buttons: buttons([[label, about.linksUrl]]),
  };
}

const answersOf = (booking: Booking): EmailView['answers'] =>
  booking.answers.flatMap(({ question, answer }) => {
    const text = inertText(cleanText(answer));
    return text === '' ? [] : [{ question: cleanLine(question, 300), answer: text }];
  });

function wordsOf(content: EmailContent, booking: Booking, words: Texts, tenant: string): Words {
  const { previousStart, previousEnd } = booking;
  const length = booking.end - booking.start;
  const deadline = booking.approveBy === undefined ? '' : describeInstant(booking.approveBy, content);
  return {
    ...emptyWords,
    title: cleanLine(booking.title, 120),
    tenant,
    hosts: hostsOf(booking, content) || tenant,
    guest:
      (content.audience === 'further_guest'
        ? cleanLine(booking.invitedBy ?? '', 254)
        : guestNameOf(booking)) || words.aGuest,
    isShared: booking.isShared ?? false,
    isBookedByHost: booking.isBookedByHost ?? false,
    isRequest: booking.isRequest ?? false,
    when: describeWhen(booking.start, booking.end, content).short,
    previousWhen:
      previousStart === undefined
        ? ''
        : describeWhen(previousStart, previousEnd ?? previousStart, content).short,
    requestedWhen:
      booking.requestedStart === undefined
        ? ''
        : describeWhen(booking.requestedStart, booking.requestedStart + length, content).short,
    lead: booking.minutesBefore === undefined ? '' : describeMinutes(booking.minutesBefore, content.locale),
    approveBy: deadline,
    cancelledBy: booking.cancelledBy ?? 'system',
  };
}

function hostsOf(booking: Booking, content: EmailContent): string {
  const names = booking.hostNames.map((name) => cleanLine(name, 120)).filter((name) => name !== '');
  return new Intl.ListFormat(content.locale, { type: 'conjunction' }).format(names);
}

/** Mails after which there is nothing to come to. */
const endings: ReadonlySet<EmailContent['template']> = new Set([
  'booking_cancelled',
  'booking_declined',
  'booking_expired',
  'booking_uninvited',
  'booking_handed_on',
]);

function factsOf(content: EmailContent, booking: Booking, words: Texts): Fact[] {
  const { audience, template } = content;
  const { labels } = words;
  const when = describeWhen(booking.start, booking.end, content);
  const over = endings.has(template);
  const facts: Fact[] = [
    { label: labels.what, value: cleanLine(booking.title) },
    { label: labels.when, value: when.span, ...(over ? { struck: true } : {}) },
  ];
  if (template === 'booking_rescheduled' && booking.previousStart !== undefined) {
    const end = booking.previousEnd ?? booking.previousStart + (booking.end - booking.start);
    const previous = describeWhen(booking.previousStart, end, content);
    facts.push({ label: labels.previously, value: previous.span, struck: true });
  }
  if (template === 'booking_move_requested' && booking.requestedStart !== undefined) {
    const end = booking.requestedStart + (booking.end - booking.start);
    facts.push({ label: labels.requested, value: describeWhen(booking.requestedStart, end, content).span });
  }
  facts.push({ label: labels.timeZone, value: when.zone });
  const hosts = hostsOf(booking, content);
  if (hosts !== '') facts.push({ label: labels.hosts, value: hosts });
  if (audience === 'host') facts.push(...guestFacts(booking, labels));
  const place = cleanText(booking.location, 500);
  if (place !== '' && place !== booking.meetingUrl) facts.push({ label: labels.where, value: place });
  const meeting = safeUrl(booking.meetingUrl);
  if (meeting !== undefined && !over) facts.push({ label: labels.meetingLink, value: meeting, url: meeting });
  if (asksForApproval(template, booking) && booking.approveBy !== undefined) {
    facts.push({ label: labels.deadline, value: describeInstant(booking.approveBy, content) });
  }
  if (audience === 'guest' && !over) {
    for (const rule of ['rescheduleUntil', 'cancelUntil'] as const) {
      const until = booking[rule];
      if (until !== undefined) facts.push({ label: labels[rule], value: describeInstant(until, content) });
    }
  }
  const reason = cleanText(booking.reason ?? '', 1_000);
  if (reason !== '') facts.push({ label: labels.reason, value: reason });
  facts.push({ label: labels.code, value: cleanLine(booking.code, 40) });
  return facts;
}

const asksForApproval = (template: EmailContent['template'], booking: Booking): boolean =>
  template === 'booking_requested' ||
  template === 'booking_move_requested' ||
  (template === 'booking_rescheduled' && booking.isRequest === true);

const guestNameOf = ({ guestName }: Booking): string => inertText(cleanLine(guestName, 120));

/** What only hosts read: an address that nobody has proven would carry a guest's words to a stranger. */
function guestFacts(booking: Booking, { guest, furtherGuests, phone, note }: Texts['labels']): Fact[] {
  const others = (booking.furtherGuests ?? []).map((email) => cleanLine(email, 254)).join(', ');
  const number = inertText(cleanLine(booking.guestPhone ?? '', 40));
  const text = inertText(cleanText(booking.note ?? ''));
  return [
    { label: guest, value: guestOf(booking) },
    ...(others === '' ? [] : [{ label: furtherGuests, value: others }]),
    ...(number === '' ? [] : [{ label: phone, value: number }]),
    ...(text === '' ? [] : [{ label: note, value: text }]),
  ];
}

/** Hosts see the address too; a guest's mail never carries one. */
function guestOf(booking: Booking): string {
  const name = guestNameOf(booking);
  const email = cleanLine(booking.guestEmail ?? '', 254);
  if (email === '') return name;
  return name === '' ? email : `${name} (${email})`;
}

function buttonsOf(content: EmailContent, booking: Booking, words: Texts): Button[] {
  const { template, audience } = content;
  const label = words.buttons;
  // Whoever gave it on cannot open it any more.
  if (template === 'booking_handed_on') return [];
  if (audience === 'host') {
    return buttons([[asksForApproval(template, booking) ? label.approve : label.open, booking.hostUrl]]);
  }
  if (audience === 'further_guest')
    return buttons(endings.has(template) ? [] : [[label.open, booking.viewUrl]]);
  if (endings.has(template)) return buttons([[label.bookAgain, booking.bookAgainUrl]]);
  return buttons([
    ...(template === 'booking_reminder' || template === 'booking_meeting_link'
      ? [[label.join, booking.meetingUrl] as const]
      : []),
    [label.manage, booking.manageUrl],
    [label.reschedule, booking.rescheduleUrl],
    [label.cancel, booking.cancelUrl],
  ]);
}

/** The first with a usable address stands out. */

import { paymentTextsEn } from './payment-texts-en.ts';
import type { MemberTexts } from './texts.ts';

/** What members, and those who become one, are told. */
export const memberTextsEn: MemberTexts = {
  hosting: {
    host_requested: {
      subject: (w) => `${w.hosts} invites you to co-host ${w.title}`,
      heading: () => 'You are invited to co-host a link',
      paragraphs: (w) => [
        `${w.hosts} invites you to co-host the booking link ${w.title}. If you accept, guests can book you through this link.`,
        'Until you accept, guests cannot book you or see your name. Your calendar events always stay private.',
      ],
    },
    host_named: {
      subject: (w) => `You are now a co-host of ${w.title}`,
      heading: () => 'You are now a co-host of a link',
      paragraphs: (w) => [
        `${w.hosts} has added you as a co-host of the booking link ${w.title}. Guests can book you through this link.`,
        'You can leave the link at any time. Your existing bookings are kept.',
      ],
    },
  },
  reconnect: {
    calendar: {
      subject: (w) => `Please reconnect your calendar ${w.account}`,
      heading: () => 'Your calendar needs to be reconnected',
      paragraphs: (w) => [
        `${w.tenant} can no longer access your calendar: access was revoked or has expired.`,
        'Until you reconnect it, new events in this calendar do not block your availability, and bookings are not added to it. No booking is lost: missing ones are added as soon as you reconnect.',
      ],
    },
    other: {
      subject: (w) => `Please reconnect ${w.account}`,
      heading: () => 'An account of your organisation needs to be reconnected',
      paragraphs: (w) => [
        `${w.tenant} can no longer use this account: access was revoked or has expired.`,
        'Until it is reconnected, this account is not used.',
      ],
    },
  },
  passwordReset: {
    subject: () => 'Choose a new password',
    heading: () => 'Choose a new password',
    paragraphs: (w) => [
      `Somebody, probably you, requested a new password at ${w.tenant}. The link works once, for ${w.lead}. Choosing a new password signs you out everywhere.`,
      'If it was not you, ignore this e-mail: your password stays as it is.',
    ],
  },
  memberInvited: {
    subject: (w) => `${w.hosts} invites you to join ${w.tenant}`,
    heading: (w) => `Join ${w.tenant}`,
    paragraphs: (w) => [
      `${w.hosts} invites you to become a member of ${w.tenant} on Everslot.`,
      `The link works once, for ${w.lead}, and only for this e-mail address.`,
      'If you do not know who this is, ignore this e-mail: nothing happens.',
    ],
    footer: (tenant) =>
      `You receive this e-mail because a member of ${tenant} entered this address. If you do not know them, you can ignore it.`,
  },
  registration: {
    registration_link: {
      subject: () => 'Confirm your e-mail address',
      heading: () => 'Create your account',
      paragraphs: (w) => [
        `Somebody wants to create an Everslot account with this e-mail address. The link works once, for ${w.lead}.`,
        'If that was not you, ignore this e-mail: no account is created.',
      ],
    },
    registration_known: {
      subject: () => 'You already have an account',
      heading: () => 'You already have an account',
      paragraphs: () => [
        'Somebody, perhaps you, wanted to create an Everslot account with this e-mail address. It has one already: sign in, or choose a new password if you have forgotten yours.',
        'If that was not you, ignore this e-mail: nothing has changed.',
      ],
    },
    footer: 'You receive this e-mail because this address was entered on the registration page of Everslot.',
  },
  guestData: {
    guest_data_link: {
      subject: (w) => `Your data at ${w.tenant}`,
      heading: () => 'See or erase your data',
      paragraphs: (w) => [
        `Somebody, perhaps you, asked what ${w.tenant} keeps about this e-mail address. Open the link to see it, download it or have it erased. It works for ${w.lead}.`,
        'If that was not you, ignore this e-mail: nothing happens. Do not pass the link on: whoever has it sees your data.',
      ],
    },
    guest_erased: {
      subject: (w) => `Your data at ${w.tenant} has been erased`,
      heading: () => 'Your data has been erased',
      paragraphs: (w) => [
        `${w.tenant} no longer keeps your name, your contact details or anything you wrote. Any upcoming bookings were cancelled.`,
        'This is the last e-mail about it: this address is deleted as soon as it has been sent.',
      ],
    },
    footer: (tenant) =>
      `You receive this e-mail because this address was entered on the data page of ${tenant}, or was used for a booking there.`,
  },
  payment: paymentTextsEn,
  paymentsDiffer: {
    subject: (w) =>
      w.differences === 1
        ? `1 payment does not match at ${w.account}`
        : `${w.differences} payments do not match at ${w.account}`,
    heading: () => 'Payments do not match',
    paragraphs: (w) => [
      `The payments of ${w.tenant} were compared with what the payment provider says of ${w.account}.`,
      w.differences === 1
        ? 'There is 1 new difference that could not be corrected by itself.'
        : `There are ${w.differences} new differences that could not be corrected by themselves.`,
      'Look at each of them, and dismiss those that are as they should be.',
    ],
  },
  roles: { owner: 'Owner', admin: 'Admin', host: 'Host', viewer: 'Viewer' },
  tenantActivation: {
    subject: (w) => `${w.tenant} is ready: choose your password`,
    heading: () => 'Choose your password',
    paragraphs: (w) => [
      `${w.tenant} was set up for you on Everslot. Choose a password to sign in. The link works once, for ${w.lead}.`,
      'If the link has expired, request a new password on the sign-in page.',
    ],
  },
  planLimit: {
    plan_limit_near: {
      subject: (w) => `${w.tenant}: most bookings of your plan are used`,
      heading: () => 'Most bookings of your plan are used',
      paragraphs: (w) => [
        `Your plan allows ${w.allowed} bookings a month, and at least 80% of them have been made this month.`,
        'Once all are used, guests cannot book until next month. Existing bookings are not affected.',
      ],
    },
    plan_limit_reached: {
      subject: (w) => `${w.tenant}: all bookings of your plan are used`,
      heading: () => 'All bookings of your plan are used',
      paragraphs: (w) => [
        `Your plan allows ${w.allowed} bookings a month, and all of them have been made this month. Your booking pages accept no more bookings until next month.`,
        'Existing bookings are not affected. To continue now, contact the operator of your installation.',
      ],
    },
  },
  membersFrozen: {
    subject: (w) => `${w.tenant}: ${w.title === '1' ? '1 member is' : `${w.title} members are`} frozen`,
    heading: () => 'Your plan is too small for all members',
    paragraphs: (w) => [
      `The plan of ${w.tenant} now allows only ${w.allowed === '1' ? '1 member' : `${w.allowed} members`}. Frozen members can sign in and see everything as before, but guests cannot book them and they cannot change anything else.`,
      'Nothing was deleted. Existing bookings are kept: they take place, and guests and hosts can still move and cancel them.',
      'To give everybody their place back, choose a larger plan. You can also choose on the members page who is active.',
    ],
  },
  subscription: {
    plan_trial_ending: {
      subject: (w) => `${w.tenant}: your trial of ${w.title} ends on ${w.when}`,
      heading: (w) => `Your trial of ${w.title} ends soon`,
      paragraphs: (w) => [
        `The trial of ${w.title} for ${w.tenant} ends on ${w.when}. Then your card is charged, and you keep everything as it is.`,
        'If you do not want to continue, cancel before that day: you then pay nothing.',
      ],
    },
    plan_past_due: {
      subject: (w) => `${w.tenant}: the payment for ${w.title} failed`,
      heading: (w) => `The payment for ${w.title} failed`,
      paragraphs: (w) => [
        `Your card was not charged for ${w.title}. ${w.tenant} keeps its plan until ${w.when}. If the payment has not arrived by then, it goes to Free.`,
        'Check your card or enter another one. Nothing is deleted, and existing bookings are not affected.',
      ],
    },
    plan_ended: {
      subject: (w) => `${w.tenant} is on Free now`,
      heading: (w) => `${w.tenant} is on Free now`,
      paragraphs: () => [
        'Your paid plan has ended. Nothing was deleted, and existing bookings are kept: guests can still move and cancel them.',
        'To use everything again, choose a plan.',
      ],
    },
  },
  domain: {
    domain_verified: {
      subject: (w) => `${w.title} is connected`,
      heading: (w) => `${w.title} is connected`,
      paragraphs: (w) => [
        `The booking pages of ${w.tenant} are now at ${w.title}. Keep both DNS records: they are checked every day.`,
      ],
    },
    domain_failing: {
      subject: (w) => `${w.title}: DNS records are missing`,
      heading: (w) => `The DNS records of ${w.title} are missing`,
      paragraphs: (w) => [
        `${w.title} no longer has the DNS records that connect it to ${w.tenant}. If they are not back within 3 days, the domain is disconnected and links with it stop working.`,
      ],
    },
    domain_released: {
      subject: (w) => `${w.title} was disconnected`,
      heading: (w) => `${w.title} was disconnected`,
      paragraphs: (w) => [
        `The DNS records of ${w.title} were missing for too long, so it no longer leads to the booking pages of ${w.tenant}. Set them again and check the domain to reconnect it.`,
      ],
    },
    domain_given_up: {
      subject: (w) => `${w.title} could not be connected`,
      heading: (w) => `${w.title} could not be connected`,
      paragraphs: (w) => [
        `The DNS records for ${w.title} were not found within 7 days. Compare them with those shown on the domains page, then check the domain again.`,
      ],
    },
  },
  deletion: {
    tenant_deletion_asked: {
      subject: (w) => `${w.tenant} will be deleted on ${w.when}`,
      heading: (w) => `${w.tenant} will be deleted`,
      paragraphs: (w) => [
        `An operator of this installation has decided to delete ${w.tenant} on ${w.when}. It is suspended until then: no new bookings are accepted, and existing ones can still be cancelled.`,
        'On that day all upcoming bookings are cancelled, guests are notified, and everything in the organisation is removed. Your own account stays. If this is a mistake, contact the operator now.',
      ],
    },
    tenant_deletion_called_off: {
      subject: (w) => `${w.tenant} will not be deleted`,
      heading: (w) => `${w.tenant} will not be deleted`,
      paragraphs: (w) => [`The deletion of ${w.tenant} was called off. Nothing was removed.`],
    },
  },
  supportView: {
    subject: (w) => `An operator is looking at ${w.tenant}`,
    heading: (w) => `An operator is looking at ${w.tenant}`,
    paragraphs: (w) => [
      `${w.hosts} operates this installation and has opened a support view of ${w.tenant}. It ends on ${w.when} at the latest.`,
      'In it they see what admins see, without addresses and texts of guests, and cannot change anything. The audit log shows when it began and ended. If you do not know why, contact the operator.',
    ],
  },
  memberRemoved: {
    subject: (w) => `You are no longer a member of ${w.tenant}`,
    heading: (w) => `You are no longer a member of ${w.tenant}`,
    paragraphs: (w) => [
      `Your membership of ${w.tenant} has ended. You can no longer work there, guests can no longer book you there, and the calendars you connected there are being disconnected.`,
      `If you did not expect this, ask an admin of ${w.tenant}.`,
    ],
    footer: (tenant) => `You receive this e-mail because you were a member of ${tenant}.`,
  },
  tenantOwnership: {
    subject: (w) => `${w.tenant} is ready`,
    heading: (w) => `You own ${w.tenant}`,
    paragraphs: (w) => [
      `${w.tenant} was set up for you on Everslot. Sign in with the password you already have, and choose the organisation in the account menu.`,
    ],
  },
  handedOn: {
    subject: (w) => `You no longer host: ${w.title} with ${w.guest}, ${w.when}`,
    heading: () => 'A booking was reassigned to another host',
    paragraphs: (w) => [
      `${w.title} with ${w.guest} on ${w.when} is now with ${w.hosts}. The time is free in your calendar again.`,
    ],
  },
  exportReady: {
    subject: () => 'Your data is ready to download',
    heading: () => 'Your data is ready to download',
    paragraphs: (w) => [
      `The file with your data is ready. Sign in to download it within ${w.lead}. Nobody else can open it.`,
      'If you did not ask for it, end your other sign-ins and change your password now.',
    ],
  },
  deletionAsked: {
    subject: () => 'Your account will be deleted',
    heading: () => 'Your account will be deleted',
    paragraphs: (w) => [
      `You asked to delete your account. It is deleted in ${w.lead}, together with your name, your address and your connected calendars. Until then nothing changes.`,
      'If it was not you, or you have changed your mind, keep your account with this link, or sign in and do it there.',
    ],
  },
  newSignIn: {
    subject: () => 'New sign-in to your account',
    heading: () => 'New sign-in to your account',
    paragraphs: (w) => [
      `Somebody signed in to your account at ${w.tenant} from a device that has not been used before.`,
      'If it was you, there is nothing to do. If not, end this sign-in and change your password now.',
    ],
  },
  signInChanged: {
    subject: () => 'How you sign in was changed',
    heading: () => 'How you sign in was changed',
    paragraphs: (w) => [
      `Something changed about how you sign in to your account at ${w.tenant}.`,
      'If it was you, there is nothing to do. If not, choose a new password now and sign out all other devices.',
    ],
    what: {
      add_passkey: 'A passkey was added',
      change_password: 'The password was changed',
      connect_sign_in: 'An account elsewhere was connected, which signs you in from now on',
      disconnect_sign_in: 'An account elsewhere was disconnected and no longer signs you in',
      disable_second_factor: 'One-time codes were turned off',
      enable_second_factor: 'One-time codes were turned on',
      remove_passkey: 'A passkey was removed',
      renew_recovery_codes: 'New recovery codes were made; the old ones no longer work',
      reset_password: 'A new password was chosen by a link sent to this address',
    },
  },
  address: {
    email_verification: {
      subject: () => 'Confirm your new e-mail address',
      heading: () => 'Confirm your new e-mail address',
      paragraphs: (w) => [
        `You asked to use this address for your account at ${w.tenant}. It is used once you confirm it. The link works once, for ${w.lead}.`,
        'If it was not you, ignore this e-mail: nothing changes.',
      ],
    },
    email_changed: {
      subject: () => 'Your e-mail address was changed',
      heading: () => 'Your e-mail address was changed',
      paragraphs: (w) => [
        `Your account at ${w.tenant} now uses another e-mail address, and this one no longer signs you in.`,
        `If it was not you, undo the change within ${w.lead}. You are then signed out everywhere and can choose a new password.`,
      ],
    },
  },
  device: (browser, system) =>
    [browser ?? 'Unknown browser', system].filter((part) => part !== null).join(' on '),
};

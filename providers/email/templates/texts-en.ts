import type { Texts, Words } from './texts.ts';

const freed = ({ isShared }: Words): string => (isShared ? 'place' : 'time');

export const textsEn: Texts = {
  greeting: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  aGuest: 'a guest',
  templates: {
    booking_requested: {
      guest: {
        subject: (w) => `Request received: ${w.title}, ${w.when}`,
        heading: () => 'Your request has been sent',
        paragraphs: (w) => [
          `The time is held for you until ${w.hosts} responds. You will receive the response by e-mail.`,
          ...(w.approveBy === '' ? [] : [`If there is no response by ${w.approveBy}, your request expires.`]),
        ],
      },
      host: {
        subject: (w) => `Approval needed: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A booking needs your approval',
        paragraphs: (w) => [
          `${w.guest} would like to book ${w.title}. The time is held until you respond.`,
          ...(w.approveBy === ''
            ? []
            : [`Please respond by ${w.approveBy}. After that, the request expires.`]),
        ],
      },
    },
    booking_confirmed: {
      guest: {
        subject: (w) => `Confirmed: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking is confirmed',
        paragraphs: (w) => [`You are booked with ${w.hosts}. Add the attached invitation to your calendar.`],
      },
      host: {
        subject: (w) => `New booking: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'You have a new booking',
        paragraphs: (w) => [
          w.isBookedByHost ? `A host booked ${w.title} for ${w.guest}.` : `${w.guest} has booked ${w.title}.`,
        ],
      },
    },
    booking_declined: {
      guest: {
        subject: (w) => `Declined: ${w.title}, ${w.when}`,
        heading: () => 'Your request was declined',
        paragraphs: (w) => [
          `Unfortunately, ${w.hosts} cannot accept this booking. The time is no longer held for you.`,
        ],
      },
      host: {
        subject: (w) => `Request declined: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'The request was declined',
        paragraphs: (w) => [`${w.guest} has been notified, and the ${freed(w)} is available again.`],
      },
    },
    booking_rescheduled: {
      guest: {
        subject: (w) =>
          w.isRequest
            ? `Request rescheduled: ${w.title}, ${w.when}`
            : `New time: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: (w) => (w.isRequest ? 'Your request has a new time' : 'Your booking has a new time'),
        paragraphs: (w) =>
          w.isRequest
            ? [
                `Your request was rescheduled from ${w.previousWhen}. The new time is held for you until ${w.hosts} responds.`,
                ...(w.approveBy === ''
                  ? []
                  : [`If there is no response by ${w.approveBy}, your request expires.`]),
              ]
            : [
                `Your booking with ${w.hosts} was rescheduled from ${w.previousWhen}. The attached invitation updates your calendar.`,
              ],
      },
      host: {
        subject: (w) =>
          w.isRequest
            ? `Approval needed: ${w.guest}, ${w.title}, ${w.when}`
            : `Rescheduled: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) =>
          w.isRequest ? 'A request that needs your approval has a new time' : 'A booking has a new time',
        paragraphs: (w) =>
          w.isRequest
            ? [
                `The request from ${w.guest} was rescheduled from ${w.previousWhen}. The new time is held until you respond.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Please respond by ${w.approveBy}. After that, the request expires.`]),
              ]
            : [`The booking with ${w.guest} was rescheduled from ${w.previousWhen}.`],
      },
    },
    booking_move_requested: {
      guest: {
        subject: (w) => `Request received: ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Your request for a new time has been sent',
        paragraphs: (w) => [
          `You asked to reschedule your booking with ${w.hosts} from ${w.when} to ${w.requestedWhen}. You keep your current time until ${w.hosts} approves the new one.`,
          ...(w.approveBy === ''
            ? []
            : [`If there is no response by ${w.approveBy}, your booking stays at its current time.`]),
        ],
      },
      host: {
        subject: (w) => `Approval needed: ${w.guest}, ${w.title}, ${w.requestedWhen}`,
        heading: () => 'A guest requests a new time',
        paragraphs: (w) => [
          `${w.guest} would like to reschedule ${w.title} from ${w.when} to ${w.requestedWhen}. The booking stays at its current time until you approve.`,
          ...(w.approveBy === ''
            ? []
            : [`Please respond by ${w.approveBy}. After that, the booking stays at its current time.`]),
        ],
      },
    },
    booking_move_declined: {
      guest: {
        subject: (w) => `Not rescheduled: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking was not rescheduled',
        paragraphs: (w) => [
          `The new time you requested was not approved. Your booking with ${w.hosts} stays at its current time.`,
        ],
      },
      host: {
        subject: (w) => `Not rescheduled: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A booking was not rescheduled',
        paragraphs: (w) => [
          `The new time that ${w.guest} requested was not approved. The booking stays at its current time, and ${w.guest} has been notified.`,
        ],
      },
    },
    booking_reassigned: {
      guest: {
        subject: (w) => `New host: ${w.title}, ${w.when}`,
        heading: () => 'Your booking has a new host',
        paragraphs: (w) => [`${w.title} on ${w.when} is now with ${w.hosts}. The time stays the same.`],
      },
      host: {
        subject: (w) => `You host: ${w.title} with ${w.guest}, ${w.when}`,
        heading: () => 'A booking was reassigned to you',
        paragraphs: (w) => [`You now host ${w.title} with ${w.guest} on ${w.when}.`],
      },
    },
    booking_cancelled: {
      guest: {
        subject: (w) => `Cancelled: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking is cancelled',
        paragraphs: (w) => [
          {
            guest: 'You have cancelled this booking. There is nothing else you need to do.',
            host: `${w.hosts} had to cancel this booking.`,
            system: 'This booking was cancelled automatically.',
          }[w.cancelledBy],
        ],
      },
      host: {
        subject: (w) => `Cancelled: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A booking was cancelled',
        paragraphs: (w) => [
          {
            guest: `${w.guest} has cancelled. The ${freed(w)} is available again.`,
            host: `A host cancelled the booking. ${w.guest} has been notified, and the ${freed(w)} is available again.`,
            system: `The booking was cancelled automatically. The ${freed(w)} is available again.`,
          }[w.cancelledBy],
        ],
      },
    },
    booking_expired: {
      guest: {
        subject: (w) => `Request expired: ${w.title}, ${w.when}`,
        heading: () => 'Your request has expired',
        paragraphs: (w) => [
          `${w.hosts} did not respond in time, so the time is no longer held for you. Please choose another one.`,
        ],
      },
      host: {
        subject: (w) => `Request expired: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A request has expired',
        paragraphs: (w) => [
          `There was no response to the request from ${w.guest} in time. ${w.guest} has been notified, and the ${freed(w)} is available again.`,
        ],
      },
    },
    booking_reminder: {
      guest: {
        subject: (w) => `Reminder: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: (w) => (w.lead === '' ? 'Your booking is coming up' : `Your booking starts in ${w.lead}`),
        paragraphs: (w) => [`This is a reminder of your booking with ${w.hosts}.`],
      },
      host: {
        subject: (w) => `Reminder: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) => (w.lead === '' ? 'A booking is coming up' : `A booking starts in ${w.lead}`),
        paragraphs: (w) => [`This is a reminder of your booking with ${w.guest}.`],
      },
    },
    booking_meeting_link: {
      guest: {
        subject: (w) => `Meeting link: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your meeting link is ready',
        paragraphs: (w) => [
          `You can now join your booking with ${w.hosts} through the meeting link. Nothing else has changed.`,
        ],
      },
      host: {
        subject: (w) => `Meeting link: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'The meeting link of a booking is ready',
        paragraphs: (w) => [`The meeting link for your booking with ${w.guest} is ready.`],
      },
    },
  },
  invited: {
    booking_confirmed: {
      subject: (w) => `Invitation: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'You are invited',
      paragraphs: (w) => [
        `${w.guest} has booked ${w.title} with ${w.hosts} and invited you. Add the attached invitation to your calendar.`,
        `To change or cancel the booking, please contact ${w.guest}.`,
      ],
    },
    booking_rescheduled: {
      subject: (w) => `New time: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'A booking you are invited to has a new time',
      paragraphs: (w) => [
        `It was rescheduled from ${w.previousWhen}. The attached invitation updates your calendar.`,
      ],
    },
    booking_cancelled: {
      subject: (w) => `Cancelled: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'A booking you were invited to is cancelled',
      paragraphs: () => ['There is nothing you need to do.'],
    },
    booking_meeting_link: {
      subject: (w) => `Meeting link: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'Your meeting link is ready',
      paragraphs: (w) => [`The meeting link for ${w.title} with ${w.hosts} is ready.`],
    },
    booking_reassigned: {
      subject: (w) => `New host: ${w.title}, ${w.when}`,
      heading: () => 'Your booking has a new host',
      paragraphs: (w) => [`${w.title} on ${w.when} is now with ${w.hosts}. The time stays the same.`],
    },
    booking_uninvited: {
      subject: (w) => `No longer invited: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'You are no longer invited',
      paragraphs: (w) => [
        `You have been removed from ${w.title} with ${w.hosts}. The attached file removes it from your calendar.`,
      ],
    },
  },
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
  tenantOwnership: {
    subject: (w) => `${w.tenant} is ready`,
    heading: (w) => `You own ${w.tenant}`,
    paragraphs: (w) => [
      `${w.tenant} was set up for you on Everslot. Sign in with the password you already have, and choose the organisation in the account menu.`,
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
  labels: {
    what: 'What',
    when: 'When',
    previously: 'Previously',
    requested: 'Requested time',
    timeZone: 'Time zone',
    hosts: 'With',
    guest: 'Guest',
    furtherGuests: 'Additional guests',
    phone: 'Phone',
    note: 'Note',
    where: 'Location',
    meetingLink: 'Meeting link',
    code: 'Booking code',
    reason: 'Reason',
    deadline: 'Respond by',
    rescheduleUntil: 'Reschedule until',
    cancelUntil: 'Cancel until',
    answers: 'Answers',
    account: 'Account',
    role: 'Role',
    device: 'Device',
    network: 'Network',
  },
  buttons: {
    join: 'Join the meeting',
    manage: 'Manage booking',
    reschedule: 'Reschedule',
    cancel: 'Cancel',
    approve: 'Review and approve',
    open: 'Open booking',
    bookAgain: 'Choose another time',
    reconnect: 'Reconnect',
    choosePassword: 'Choose a new password',
    signIn: 'Sign in',
    openUsage: 'See usage',
    answer: 'Respond to the invitation',
    openLinks: 'Open booking links',
    acceptInvitation: 'View the invitation',
    reviewSignIns: 'Review sign-ins',
    confirmAddress: 'Confirm the address',
    undoAddress: 'Undo the change',
  },
  footer: (tenant, audience) =>
    ({
      guest: `You receive this e-mail because this address was used for a booking with ${tenant}. If that was not you, you can ignore it.`,
      further_guest: `You receive this e-mail because somebody who booked with ${tenant} invited this address. If you do not know them, you can ignore it.`,
      host: `You receive this e-mail because you have an account at ${tenant}.`,
    })[audience],
};

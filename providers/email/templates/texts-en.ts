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
          `The time is held for you while ${w.hosts} decides. You will get another e-mail with the answer.`,
          ...(w.approveBy === '' ? [] : [`If there is no answer by ${w.approveBy}, the time is released.`]),
        ],
      },
      host: {
        subject: (w) => `Approval needed: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A booking waits for your approval',
        paragraphs: (w) => [
          `${w.guest} would like to book ${w.title}. The time is held until you decide.`,
          ...(w.approveBy === '' ? [] : [`Please answer by ${w.approveBy}; after that the request expires.`]),
        ],
      },
    },
    booking_confirmed: {
      guest: {
        subject: (w) => `Confirmed: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking is confirmed',
        paragraphs: (w) => [
          `You are booked with ${w.hosts}. The invitation is attached, so you can add it to your calendar.`,
        ],
      },
      host: {
        subject: (w) => `New booking: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'You have a new booking',
        paragraphs: (w) => [
          w.isBookedByHost
            ? `${w.title} was booked for ${w.guest} on your side.`
            : `${w.guest} has booked ${w.title}.`,
        ],
      },
    },
    booking_declined: {
      guest: {
        subject: (w) => `Declined: ${w.title}, ${w.when}`,
        heading: () => 'Your request was declined',
        paragraphs: (w) => [
          `Unfortunately ${w.hosts} cannot take this booking. The time is no longer held for you.`,
        ],
      },
      host: {
        subject: (w) => `Request declined: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'The request was declined',
        paragraphs: (w) => [`${w.guest} has been told, and the ${freed(w)} is free again.`],
      },
    },
    booking_rescheduled: {
      guest: {
        subject: (w) =>
          w.isRequest
            ? `Request moved: ${w.title}, ${w.when}`
            : `New time: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: (w) => (w.isRequest ? 'Your request has a new time' : 'Your booking has a new time'),
        paragraphs: (w) =>
          w.isRequest
            ? [
                `Your request was moved from ${w.previousWhen}. The new time is held for you while ${w.hosts} decides.`,
                ...(w.approveBy === ''
                  ? []
                  : [`If there is no answer by ${w.approveBy}, the time is released.`]),
              ]
            : [
                `Your booking with ${w.hosts} was moved from ${w.previousWhen}. The attached invitation updates your calendar.`,
              ],
      },
      host: {
        subject: (w) =>
          w.isRequest
            ? `Approval needed: ${w.guest}, ${w.title}, ${w.when}`
            : `Rescheduled: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) =>
          w.isRequest ? 'A request that waits for you has a new time' : 'A booking has a new time',
        paragraphs: (w) =>
          w.isRequest
            ? [
                `The request of ${w.guest} was moved from ${w.previousWhen}. The new time is held until you decide.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Please answer by ${w.approveBy}; after that the request expires.`]),
              ]
            : [`The booking of ${w.guest} was moved from ${w.previousWhen}.`],
      },
    },
    booking_move_requested: {
      guest: {
        subject: (w) => `Request received: ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Your request for a new time has been sent',
        paragraphs: (w) => [
          `You asked to move your booking with ${w.hosts} from ${w.when} to ${w.requestedWhen}. Your present time stays yours until ${w.hosts} approves the new one.`,
          ...(w.approveBy === '' ? [] : [`If there is no answer by ${w.approveBy}, nothing changes.`]),
        ],
      },
      host: {
        subject: (w) => `Approval needed: ${w.guest}, ${w.title}, ${w.requestedWhen}`,
        heading: () => 'A guest asks for another time',
        paragraphs: (w) => [
          `${w.guest} would like to move ${w.title} from ${w.when} to ${w.requestedWhen}. The booking keeps its present time until you approve.`,
          ...(w.approveBy === '' ? [] : [`Please answer by ${w.approveBy}; after that nothing changes.`]),
        ],
      },
    },
    booking_move_declined: {
      guest: {
        subject: (w) => `Not moved: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking keeps its time',
        paragraphs: (w) => [
          `The new time you asked for was not approved. Your booking with ${w.hosts} stays as it is.`,
        ],
      },
      host: {
        subject: (w) => `Not moved: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A booking keeps its time',
        paragraphs: (w) => [
          `The new time that ${w.guest} asked for was not approved. The booking stays as it is, and ${w.guest} has been told.`,
        ],
      },
    },
    booking_cancelled: {
      guest: {
        subject: (w) => `Cancelled: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your booking is cancelled',
        paragraphs: (w) => [
          {
            guest: 'You have cancelled this booking. There is nothing more you need to do.',
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
            guest: `${w.guest} has cancelled. The ${freed(w)} is free again.`,
            host: `The booking was cancelled on your side. ${w.guest} has been told, and the ${freed(w)} is free again.`,
            system: `The booking was cancelled automatically. The ${freed(w)} is free again.`,
          }[w.cancelledBy],
        ],
      },
    },
    booking_expired: {
      guest: {
        subject: (w) => `Request expired: ${w.title}, ${w.when}`,
        heading: () => 'Your request has expired',
        paragraphs: (w) => [
          `${w.hosts} did not answer in time, so the time is no longer held for you. You are welcome to choose another one.`,
        ],
      },
      host: {
        subject: (w) => `Request expired: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'A request has expired',
        paragraphs: (w) => [
          `The request of ${w.guest} was not answered in time. ${w.guest} has been told, and the ${freed(w)} is free again.`,
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
        subject: (w) => `Link to join: ${w.title} with ${w.hosts}, ${w.when}`,
        heading: () => 'Your link to join is here',
        paragraphs: (w) => [
          `The meeting room for your booking with ${w.hosts} is ready. Time and everything else stay as they are.`,
        ],
      },
      host: {
        subject: (w) => `Meeting link: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'The meeting link of a booking is ready',
        paragraphs: (w) => [`The meeting room for the booking of ${w.guest} is ready.`],
      },
    },
  },
  invited: {
    booking_confirmed: {
      subject: (w) => `Invitation: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'You are invited',
      paragraphs: (w) => [
        `${w.guest} has booked ${w.title} with ${w.hosts} and invited you. The invitation is attached, so you can add it to your calendar.`,
        `To change or cancel the booking, please contact ${w.guest}.`,
      ],
    },
    booking_rescheduled: {
      subject: (w) => `New time: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'A booking you are invited to has a new time',
      paragraphs: (w) => [
        `It was moved from ${w.previousWhen}. The attached invitation updates your calendar.`,
      ],
    },
    booking_cancelled: {
      subject: (w) => `Cancelled: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'A booking you were invited to is cancelled',
      paragraphs: () => ['There is nothing you need to do.'],
    },
    booking_meeting_link: {
      subject: (w) => `Link to join: ${w.title} with ${w.hosts}, ${w.when}`,
      heading: () => 'Your link to join is here',
      paragraphs: (w) => [`The meeting room for ${w.title} with ${w.hosts} is ready.`],
    },
  },
  hosting: {
    host_requested: {
      subject: (w) => `${w.hosts} asks you to host ${w.title}`,
      heading: () => 'You are asked to host a link',
      paragraphs: (w) => [
        `${w.hosts} would like you to be a host of the booking link ${w.title}. If you accept, guests can book your free time through it.`,
        'Until you accept, your time is not offered and your name is not shown. What is in your calendars stays yours alone.',
      ],
    },
    host_named: {
      subject: (w) => `You are now a host of ${w.title}`,
      heading: () => 'You host a link',
      paragraphs: (w) => [
        `${w.hosts} has made you a host of the booking link ${w.title}. Guests can book your free time through it.`,
        'You can leave it at any time; bookings that were made stay with you.',
      ],
    },
  },
  reconnect: {
    calendar: {
      subject: (w) => `Please reconnect your calendar ${w.account}`,
      heading: () => 'Your calendar needs to be reconnected',
      paragraphs: (w) => [
        `${w.tenant} can no longer reach your calendar: the permission was withdrawn or has run out.`,
        'Until you connect it again, new appointments in that calendar are not taken into account and bookings are not written to it. No booking is lost: what is missing is added as soon as you reconnect.',
      ],
    },
    other: {
      subject: (w) => `Please reconnect ${w.account}`,
      heading: () => 'An account of your organisation needs to be reconnected',
      paragraphs: (w) => [
        `${w.tenant} can no longer use this account: the permission was withdrawn or has run out.`,
        'Whatever needs it waits until somebody connects it again, and is made up for then.',
      ],
    },
  },
  passwordReset: {
    subject: () => 'Choose a new password',
    heading: () => 'Choose a new password',
    paragraphs: (w) => [
      `Somebody, probably you, asked for a new password at ${w.tenant}. The link works once, for ${w.lead}. Setting a new password signs you out everywhere.`,
      'If it was not you, ignore this e-mail: your password stays as it is.',
    ],
  },
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
    where: 'Where',
    meetingLink: 'Meeting link',
    code: 'Booking code',
    reason: 'Reason',
    deadline: 'Answer by',
    rescheduleUntil: 'Reschedule until',
    cancelUntil: 'Cancel until',
    answers: 'Answers',
    account: 'Calendar account',
  },
  buttons: {
    join: 'Join the meeting',
    manage: 'Manage booking',
    reschedule: 'Reschedule',
    cancel: 'Cancel',
    approve: 'Review and approve',
    open: 'Open booking',
    bookAgain: 'Choose another time',
    reconnect: 'Reconnect calendar',
    choosePassword: 'Choose a new password',
    answer: 'Answer the request',
    openLinks: 'Open booking links',
  },
  footer: (tenant, audience) =>
    ({
      guest: `You receive this e-mail because this address was used for a booking with ${tenant}. If that was not you, you can ignore it.`,
      further_guest: `You receive this e-mail because somebody who booked with ${tenant} invited this address. If you do not know them, you can ignore it.`,
      host: `You receive this e-mail because you take bookings at ${tenant}.`,
    })[audience],
};

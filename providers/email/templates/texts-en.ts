import { memberTextsEn } from './member-texts-en.ts';
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
  ...memberTextsEn,
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
    frozen: 'Frozen members',
    deadline: 'Respond by',
    rescheduleUntil: 'Reschedule until',
    cancelUntil: 'Cancel until',
    answers: 'Answers',
    account: 'Account',
    role: 'Role',
    device: 'Device',
    network: 'Network',
    paid: 'Paid',
    refund: 'Refund',
    tax: 'Tax included',
    disputed: 'Disputed amount',
    respondBy: 'Respond by',
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
    openMembers: 'Open members',
    openBilling: 'Open plan and billing',
    openDomains: 'Open domains',
    openAudit: 'Open the audit log',
    openReceipt: 'View receipt',
    openBooking: 'Open booking',
    openDifferences: 'See the differences',
    answer: 'Respond to the invitation',
    openLinks: 'Open booking links',
    acceptInvitation: 'View the invitation',
    reviewSecurity: 'Review security',
    reviewSignIns: 'Review sign-ins',
    openData: 'Open your data',
    openGuestData: 'See your data',
    keepAccount: 'Keep my account',
    confirmAddress: 'Confirm the address',
    createAccount: 'Create the account',
    undoAddress: 'Undo the change',
  },
  footer: (tenant, audience) =>
    ({
      guest: `You receive this e-mail because this address was used for a booking with ${tenant}. If that was not you, you can ignore it.`,
      further_guest: `You receive this e-mail because somebody who booked with ${tenant} invited this address. If you do not know them, you can ignore it.`,
      host: `You receive this e-mail because you have an account at ${tenant}.`,
    })[audience],
};

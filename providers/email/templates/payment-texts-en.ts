import type { MemberTexts, Words } from './texts.ts';

/** Why money goes back to a guest. */
const refundSaid = (w: Words): string => {
  if (w.movedWhen !== '') {
    if (w.refundReason === 'late' || w.refundReason === 'time_lost')
      return `The new time you paid for, ${w.movedWhen}, was no longer available. All of your payment for it, ${w.amount}, is going back to you; your booking of ${w.title} has not changed.`;
    if (w.refundReason === 'declined')
      return `Your host did not approve the new time, ${w.movedWhen}. All of your payment for it, ${w.amount}, is going back to you; your booking of ${w.title} has not changed.`;
  } else if (w.refundReason === 'moved')
    return `${w.title} has been rescheduled. ${w.amount} of what you paid before is going back to you.`;
  if (w.refundReason === 'late')
    return `Your payment arrived after your time for ${w.title} had been released. All of it, ${w.amount}, is going back to you.`;
  return w.refundReason === 'duplicate'
    ? `You paid for ${w.title} twice. The second payment of ${w.amount} is going back to you; your booking stands.`
    : `${w.tenant} has sent ${w.amount} for ${w.title} back to you.`;
};

/** What guests and admins are told of the money of a booking. */
export const paymentTextsEn: MemberTexts['payment'] = {
  payment_received: {
    subject: (w) => `Receipt: ${w.amount} for ${w.title}`,
    heading: () => 'Your payment was received',
    paragraphs: (w) => [
      `Thank you. ${w.tenant} has received ${w.amount} for ${w.title}. Please keep this e-mail as your receipt.`,
    ],
  },
  payment_unpaid: {
    subject: (w) => `Not booked: ${w.title}, ${w.when}`,
    heading: () => 'Your time was released',
    paragraphs: (w) => [
      `No payment for ${w.title} arrived in time, so the time is free for others again. You were not charged.`,
      'If you still want to come, please book again.',
    ],
  },
  moveUnpaid: {
    subject: (w) => `Not rescheduled: ${w.title}, ${w.when}`,
    heading: () => 'Your booking keeps its time',
    paragraphs: (w) => [
      `No payment for the new time, ${w.movedWhen}, arrived in time, so it is available for others again. You were not charged for it.`,
      'Your booking has not changed.',
    ],
  },
  payment_reserved: {
    subject: (w) => `Reserved: ${w.amount} for ${w.title}`,
    heading: () => 'The amount is reserved, not charged',
    paragraphs: (w) => [
      `${w.amount} for ${w.title} is reserved on your card. Your card is only charged once the host approves your request.`,
      'If the host declines or does not respond in time, the amount is released and nothing is charged.',
    ],
  },
  payment_released: {
    subject: (w) => `Not charged: ${w.amount} for ${w.title}`,
    heading: () => 'The reserved amount is released',
    paragraphs: (w) => [
      `The ${w.amount} that was reserved for ${w.title} has been released. This amount was not charged.`,
      'Your bank may show the reservation for a few more days.',
    ],
  },
  payment_not_taken: {
    subject: (w) => `Not booked: ${w.title}, ${w.when}`,
    heading: () => 'The payment could not be taken',
    paragraphs: (w) => [
      `The host approved your request for ${w.title}, but the reserved ${w.amount} could no longer be charged. The booking did not take effect, and nothing was charged.`,
      'If you still want to come, please book again.',
    ],
  },
  hostNotTaken: {
    subject: (w) => `Not booked: ${w.title}, ${w.when}`,
    heading: () => 'The payment could not be taken',
    paragraphs: (w) => [
      `The request for ${w.title} was approved, but the reserved ${w.amount} could no longer be charged. The booking did not take effect, and the time is available again.`,
      'The guest has been notified and was not charged.',
    ],
  },
  payment_refunded: {
    subject: (w) => `Refund: ${w.amount} for ${w.title}`,
    heading: (w) => (w.isOutside ? 'Your refund' : 'Your refund is on its way'),
    paragraphs: (w) => [
      w.isOutside ? `${w.tenant} has given ${w.amount} for ${w.title} back to you directly.` : refundSaid(w),
      w.isOutside
        ? 'If you have not received it, please reply to this e-mail.'
        : 'It goes to the card or account you paid with and usually arrives within 5 to 10 days.',
    ],
  },
  payment_refund_failed: {
    subject: (w) => `Your refund for ${w.title} did not arrive`,
    heading: () => 'Your refund could not be paid out',
    paragraphs: (w) => [
      `The refund of ${w.amount} came back to ${w.tenant}: your bank did not accept it, for example because the card no longer exists.`,
      `${w.tenant} knows about it. Reply to this e-mail to agree on another way.`,
    ],
  },
  hostRefundFailed: {
    subject: (w) => `Refund failed: ${w.amount} for ${w.title}`,
    heading: () => 'A refund failed',
    paragraphs: (w) => [
      `The bank of the guest did not accept the refund of ${w.amount}, and the money is back in your account.`,
      'Agree with the guest on another way to pay it back, then note it on the booking.',
    ],
  },
  payment_disputed: {
    subject: (w) => `Payment disputed: ${w.amount} for ${w.title}`,
    heading: () => 'A guest disputes a payment',
    paragraphs: (w) => [
      `The guest of ${w.title} has asked their bank to take back ${w.amount}. Refunds of this payment are stopped until the bank has decided.`,
      'Open the booking for the facts you can send as evidence.',
    ],
  },
  payment_warned: {
    subject: (w) => `Possible fraud: ${w.amount} for ${w.title}`,
    heading: () => 'A bank reports a payment as fraud',
    paragraphs: (w) => [
      `The bank of the person whose card paid ${w.amount} for ${w.title} says that they did not pay themselves.`,
      'If you give the money back now, you usually avoid a dispute and its fee. Open the booking to decide.',
    ],
  },
};

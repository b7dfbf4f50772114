import type { MemberTexts, Words } from './texts.ts';

/** Why money goes back to a guest. */
const refundSaid = (w: Words): string => {
  if (w.movedWhen !== '') {
    if (w.refundReason === 'late' || w.refundReason === 'time_lost')
      return `Giờ mới bạn đã thanh toán, ${w.movedWhen}, không còn trống. Toàn bộ ${w.amount} bạn đã trả cho giờ này đang được hoàn lại; lịch hẹn ${w.title} của bạn không thay đổi.`;
    if (w.refundReason === 'declined')
      return `Người tổ chức không duyệt giờ mới, ${w.movedWhen}. Toàn bộ ${w.amount} bạn đã trả cho giờ này đang được hoàn lại; lịch hẹn ${w.title} của bạn không thay đổi.`;
  } else if (w.refundReason === 'moved')
    return `Lịch hẹn ${w.title} đã đổi giờ. ${w.amount} trong số tiền bạn đã trả trước đây đang được hoàn lại cho bạn.`;
  if (w.refundReason === 'late')
    return `Thanh toán của bạn đến sau khi giờ hẹn ${w.title} đã được nhả ra. Toàn bộ ${w.amount} đang được hoàn lại cho bạn.`;
  return w.refundReason === 'duplicate'
    ? `Bạn đã thanh toán hai lần cho ${w.title}. Khoản thứ hai ${w.amount} đang được hoàn lại; lịch hẹn của bạn vẫn giữ nguyên.`
    : `${w.tenant} đã hoàn lại cho bạn ${w.amount} của ${w.title}.`;
};

/** What guests and admins are told of the money of a booking. */
export const paymentTextsVi: MemberTexts['payment'] = {
  payment_received: {
    subject: (w) => `Biên nhận: ${w.amount} cho ${w.title}`,
    heading: () => 'Đã nhận được thanh toán của bạn',
    paragraphs: (w) => [
      `Cảm ơn bạn. ${w.tenant} đã nhận ${w.amount} cho ${w.title}. Vui lòng giữ e-mail này làm biên nhận.`,
    ],
  },
  payment_unpaid: {
    subject: (w) => `Chưa đặt được: ${w.title}, ${w.when}`,
    heading: () => 'Giờ của bạn đã được nhả ra',
    paragraphs: (w) => [
      `Chúng tôi không nhận được thanh toán cho ${w.title} đúng hạn nên giờ này đã mở lại cho người khác. Bạn không bị trừ tiền.`,
      'Nếu vẫn muốn tham gia, vui lòng đặt lại.',
    ],
  },
  moveUnpaid: {
    subject: (w) => `Chưa đổi giờ: ${w.title}, ${w.when}`,
    heading: () => 'Lịch hẹn của bạn vẫn giữ giờ cũ',
    paragraphs: (w) => [
      `Chúng tôi không nhận được thanh toán cho giờ mới, ${w.movedWhen}, đúng hạn nên giờ này đã mở lại cho người khác. Bạn không bị trừ tiền cho giờ này.`,
      'Lịch hẹn của bạn không thay đổi.',
    ],
  },
  payment_reserved: {
    subject: (w) => `Đã giữ tiền: ${w.amount} cho ${w.title}`,
    heading: () => 'Tiền được giữ, chưa bị trừ',
    paragraphs: (w) => [
      `${w.amount} cho ${w.title} đang được giữ trên thẻ của bạn. Thẻ chỉ bị trừ tiền khi người tổ chức duyệt yêu cầu của bạn.`,
      'Nếu người tổ chức từ chối hoặc không trả lời kịp, khoản này sẽ được bỏ giữ và bạn không bị trừ tiền.',
    ],
  },
  payment_released: {
    subject: (w) => `Không trừ tiền: ${w.amount} cho ${w.title}`,
    heading: () => 'Khoản tiền đã được bỏ giữ',
    paragraphs: (w) => [
      `Khoản ${w.amount} giữ cho ${w.title} đã được bỏ giữ. Bạn không bị trừ khoản này.`,
      'Ngân hàng có thể còn hiển thị khoản giữ này thêm vài ngày.',
    ],
  },
  payment_not_taken: {
    subject: (w) => `Chưa đặt được: ${w.title}, ${w.when}`,
    heading: () => 'Không thu được tiền',
    paragraphs: (w) => [
      `Người tổ chức đã duyệt yêu cầu ${w.title} của bạn, nhưng khoản ${w.amount} đang giữ không còn thu được nữa. Lịch hẹn không có hiệu lực và bạn không bị trừ tiền.`,
      'Nếu vẫn muốn tham gia, vui lòng đặt lại.',
    ],
  },
  hostNotTaken: {
    subject: (w) => `Chưa đặt được: ${w.title}, ${w.when}`,
    heading: () => 'Không thu được tiền',
    paragraphs: (w) => [
      `Yêu cầu ${w.title} đã được duyệt, nhưng khoản ${w.amount} đang giữ không còn thu được nữa. Lịch hẹn không có hiệu lực và giờ này đã mở lại.`,
      'Khách đã được thông báo và không bị trừ tiền.',
    ],
  },
  payment_refunded: {
    subject: (w) => `Hoàn tiền: ${w.amount} cho ${w.title}`,
    heading: (w) => (w.isOutside ? 'Bạn đã được hoàn tiền' : 'Tiền đang được hoàn lại cho bạn'),
    paragraphs: (w) => [
      w.isOutside ? `${w.tenant} đã hoàn trực tiếp cho bạn ${w.amount} của ${w.title}.` : refundSaid(w),
      w.isOutside
        ? 'Nếu bạn chưa nhận được, vui lòng trả lời email này.'
        : 'Tiền về thẻ hoặc tài khoản bạn đã dùng để thanh toán, thường trong 5 đến 10 ngày.',
    ],
  },
  payment_refund_failed: {
    subject: (w) => `Khoản hoàn tiền cho ${w.title} chưa đến nơi`,
    heading: () => 'Không thể hoàn tiền cho bạn',
    paragraphs: (w) => [
      `Khoản hoàn ${w.amount} đã quay lại ${w.tenant} vì ngân hàng của bạn không nhận, chẳng hạn do thẻ không còn dùng được.`,
      `${w.tenant} đã biết việc này. Hãy trả lời e-mail này để thống nhất cách khác.`,
    ],
  },
  hostRefundFailed: {
    subject: (w) => `Hoàn tiền không thành công: ${w.amount} cho ${w.title}`,
    heading: () => 'Một khoản hoàn tiền không thành công',
    paragraphs: (w) => [
      `Ngân hàng của khách không nhận khoản hoàn ${w.amount}, và tiền đã quay lại tài khoản của bạn.`,
      'Hãy thống nhất với khách cách hoàn tiền khác, rồi ghi lại trong lịch hẹn.',
    ],
  },
  payment_disputed: {
    subject: (w) => `Thanh toán bị khiếu nại: ${w.amount} cho ${w.title}`,
    heading: () => 'Khách khiếu nại một khoản thanh toán',
    paragraphs: (w) => [
      `Khách của ${w.title} đã yêu cầu ngân hàng thu hồi ${w.amount}. Việc hoàn tiền cho khoản này tạm dừng cho đến khi ngân hàng quyết định.`,
      'Mở lịch hẹn để xem các thông tin có thể gửi làm bằng chứng.',
    ],
  },
  payment_warned: {
    subject: (w) => `Nghi ngờ gian lận: ${w.amount} cho ${w.title}`,
    heading: () => 'Ngân hàng báo một khoản thanh toán là gian lận',
    paragraphs: (w) => [
      `Ngân hàng của chủ thẻ đã trả ${w.amount} cho ${w.title} cho biết chính họ không thực hiện khoản thanh toán này.`,
      'Nếu hoàn tiền ngay, bạn thường tránh được khiếu nại và phí khiếu nại. Mở lịch hẹn để quyết định.',
    ],
  },
};

import type { PageMessages } from './page-en.ts';

/** Vietnamese texts of the pages that only the server draws. */
export const pageVi: PageMessages = {
  skip: 'Chuyển đến nội dung chính',
  poweredBy: 'Đặt lịch bằng Everslot',
  switchLanguage: 'Ngôn ngữ',
  theme: { label: 'Giao diện', light: 'Sáng', dark: 'Tối', auto: 'Theo hệ thống' },

  nextStep: {
    title: 'Bước tiếp theo',
    go: (site) => `Tiếp tục đến ${site}`,
  },

  tenant: { intro: 'Chọn người bạn muốn gặp.' },

  pageProblems: {
    pages_off: {
      title: 'Các trang này tạm thời đang tắt',
      text: 'Tổ chức hiện không nhận đặt lịch. Nếu bạn đã đặt, liên kết trong email vẫn mở lịch hẹn của bạn và bạn có thể hủy ở đó.',
    },
    unknown_host: {
      title: 'Không có gì ở đây',
      text: 'Địa chỉ này không dẫn đến trang đặt lịch nào. Hãy kiểm tra lại địa chỉ hoặc hỏi người đã gửi cho bạn.',
    },
  },

  profile: {
    title: (name) => `Đặt lịch với ${name}`,
    intro: 'Chọn nội dung bạn muốn đặt.',
    none: 'Hiện không có gì để đặt ở đây.',
    book: 'Chọn giờ',
  },

  booking: {
    confirmed: 'Đặt lịch thành công',
    confirmedText: (email) => `Email xác nhận đang được gửi đến ${email}.`,
    pending: 'Đã gửi yêu cầu của bạn',
    pendingText: (email) =>
      `Giờ này được giữ cho bạn đến khi người tổ chức trả lời. Chúng tôi sẽ gửi câu trả lời đến ${email}.`,
    moveRequestedText: (when) =>
      `Bạn đã đề nghị giờ mới: ${when}. Bạn giữ giờ hiện tại cho đến khi người tổ chức duyệt giờ mới.`,
    rescheduled: 'Lịch hẹn đã được đổi giờ',
    rescheduledText: (email) => `Email xác nhận giờ mới đang được gửi đến ${email}.`,
    cancelled: 'Lịch hẹn đã hủy',
    cancelledText: 'Bạn và người tổ chức đang được thông báo.',
    view: 'Lịch hẹn của bạn',
    status: {
      held: 'Đang giữ chỗ',
      pending_approval: 'Chờ người tổ chức duyệt',
      confirmed: 'Đã xác nhận',
      cancelled: 'Đã hủy',
      declined: 'Bị từ chối',
      expired: 'Hết hạn',
      completed: 'Đã diễn ra',
      no_show: 'Khách vắng mặt',
    },
    declinedText: 'Người tổ chức không thể nhận yêu cầu này.',
    expiredText: 'Yêu cầu này không được xác nhận kịp thời.',
    begun: { title: 'Lịch hẹn này đã bắt đầu', text: 'Không thể thay đổi lịch hẹn này nữa.' },
    completedText: 'Lịch hẹn này đã diễn ra.',
    code: 'Mã đặt lịch',
    hostTime: 'Giờ của người tổ chức',
    guest: 'Người đặt',
    join: 'Vào cuộc họp',
    joinByHost: 'Người tổ chức sẽ gửi cho bạn liên kết họp.',
    joinLater: 'Bạn sẽ nhận liên kết họp qua email và thấy liên kết ở đây.',
    addTitle: 'Thêm vào lịch của bạn',
    addFile: 'Tệp lịch (.ics)',
    reschedule: 'Đổi giờ',
    cancel: 'Hủy lịch hẹn',
    again: 'Đặt lịch khác',
    cancelUntil: (when) => `Bạn có thể hủy đến ${when}.`,
    rescheduleUntil: (when) => `Bạn có thể đổi giờ đến ${when}.`,
    cancelLate: 'Đã quá hạn tự hủy lịch hẹn.',
    rescheduleLate: 'Đã quá hạn tự đổi giờ.',
    furtherGuests: 'Khách mời thêm',
    addGuests: 'Mời thêm khách',
    addGuestsLabel: 'Địa chỉ email',
    addGuestsHint: (n) => `Mời được thêm ${n} khách. Họ nhận lời mời và mọi thay đổi qua email.`,
    addGuestsConfirm: 'Gửi lời mời',
    removeGuests: 'Xóa khách mời thêm',
    removeGuestsHint: 'Họ sẽ được thông báo qua email rằng không còn được mời nữa.',
    removeGuest: 'Xóa',
    contact: (name) => `Vui lòng liên hệ ${name}:`,
    writeTo: (name) => `Gửi email cho ${name}`,
    reason: 'Lý do',
    warnings: {
      calendar_pending: 'Lịch của người tổ chức chưa được cập nhật. Lịch hẹn của bạn không bị ảnh hưởng.',
      email_pending: 'Có email về lịch hẹn này chưa gửi được. Lịch hẹn của bạn không bị ảnh hưởng.',
    },
  },

  cancelPage: {
    title: 'Hủy lịch hẹn này?',
    reason: 'Lý do (người tổ chức sẽ thấy)',
    confirm: 'Hủy lịch hẹn',
    keep: 'Giữ lịch hẹn',
  },
};

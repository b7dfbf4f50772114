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

  price: {
    label: 'Giá',
    perPlace: (amount) => `${amount} mỗi chỗ`,
    withTax: (amount, rate) => `${amount} (đã bao gồm thuế ${rate})`,
    refunds: 'Hủy và hoàn tiền',
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
      pending_payment: 'Chờ thanh toán',
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

  payment: {
    title: 'Thanh toán',
    pay: (amount) => `Thanh toán ${amount}`,
    payTitle: 'Thanh toán để xác nhận lịch hẹn',
    payRequestTitle: 'Thanh toán để gửi yêu cầu',
    payText: (when) => `Giờ này được giữ cho bạn đến ${when}.`,
    unpaidText: (when) => `Bạn chưa thanh toán. Giờ này được giữ cho bạn đến ${when}.`,
    waitTitle: 'Đang kiểm tra thanh toán của bạn',
    waitText: 'Thường chỉ mất vài giây. Trang này tự cập nhật.',
    goTitle: 'Tiếp tục đến trang thanh toán',
    goText: (amount) =>
      `Bạn thanh toán ${amount} trên trang bảo mật của nhà cung cấp dịch vụ thanh toán rồi quay lại đây.`,
    go: 'Đến trang thanh toán',
    closedTitle: 'Lịch hẹn này không được thanh toán kịp',
    closedText: 'Giờ này đã mở lại cho người khác. Bạn không bị trừ tiền.',
    lateTitle: 'Thanh toán của bạn đến quá muộn',
    lateText: (amount) => `Giờ này không còn được giữ. Toàn bộ ${amount} bạn đã trả sẽ được hoàn lại.`,
    reserveHint:
      'Thẻ của bạn chỉ bị trừ tiền khi người tổ chức duyệt. Cho đến lúc đó, khoản tiền chỉ được giữ.',
    reservedText: (amount) =>
      `${amount} đang được giữ trên thẻ của bạn. Thẻ chỉ bị trừ tiền khi người tổ chức duyệt.`,
    takingTitle: 'Người tổ chức đã duyệt yêu cầu của bạn',
    takingText: 'Khoản thanh toán của bạn đang được thu. Lịch hẹn được xác nhận ngay khi xong.',
    reserved: 'Đang giữ',
    notCharged: (amount) => `Khoản ${amount} đang giữ được bỏ giữ. Bạn không bị trừ tiền.`,
    releaseIfCancelled: (amount) =>
      `Nếu hủy bây giờ, bạn không phải trả gì: khoản ${amount} đang giữ sẽ được bỏ giữ.`,
    price: 'Giá',
    paid: 'Đã thanh toán',
    tax: (rate) => `đã gồm ${rate} thuế`,
    receipt: 'Biên nhận',
    refunded: (amount) => `Đã hoàn lại ${amount}`,
    refundOutside: (amount) => `Người tổ chức sẽ hoàn trực tiếp cho bạn ${amount}`,
    refundPending: (amount) => `Đang hoàn lại ${amount}`,
    refundFailed: (amount) => `Không thể hoàn lại ${amount}. Vui lòng liên hệ người tổ chức.`,
    terms: 'Hoàn tiền',
    backAll: (amount) => `Nếu hủy bây giờ, bạn được hoàn lại toàn bộ: ${amount}.`,
    backPart: (amount, of) => `Nếu hủy bây giờ, bạn được hoàn lại ${amount} trong số ${of}.`,
    backNothing: 'Nếu hủy bây giờ, bạn không được hoàn tiền.',
  },

  move: {
    label: 'Giá của giờ mới',
    costsMore: (amount) =>
      `Giờ mới đắt hơn ${amount}. Bạn thanh toán phần chênh lệch ngay bây giờ; lịch hẹn vẫn giữ giờ cũ cho đến khi thanh toán xong.`,
    costs: (amount) =>
      `Giờ mới có giá ${amount}. Bạn thanh toán ngay bây giờ; lịch hẹn vẫn giữ giờ cũ cho đến khi thanh toán xong.`,
    refundedThen: (amount) => `Sau đó bạn được hoàn lại ${amount} đã trả trước đây.`,
    hostDecides:
      'Sau đó người tổ chức quyết định. Nếu người tổ chức từ chối, bạn được hoàn lại toàn bộ khoản này.',
    costsLess: (amount) =>
      `Giờ mới rẻ hơn ${amount}. Phần chênh lệch được hoàn lại cho bạn sau khi lịch hẹn đã đổi giờ.`,
    free: (amount) => `Giờ mới miễn phí. Bạn được hoàn lại ${amount} sau khi lịch hẹn đã đổi giờ.`,
    lower: (amount) => `Giờ mới có giá ${amount}.`,
    nothing: 'Giờ mới miễn phí.',
    payTitle: 'Thanh toán để đổi giờ lịch hẹn',
    payText: (when, until) =>
      `Giờ mới, ${when}, được giữ cho bạn đến ${until}. Bạn vẫn giữ giờ hiện tại cho đến khi thanh toán xong.`,
    unpaidText: (when, until) =>
      `Bạn chưa thanh toán. Giờ mới, ${when}, được giữ cho bạn đến ${until}. Cho đến lúc đó bạn vẫn giữ giờ hiện tại.`,
    keep: 'Giữ giờ hiện tại',
    lateText: (amount) =>
      `Giờ mới không còn trống. Toàn bộ ${amount} bạn đã trả cho giờ này sẽ được hoàn lại. Lịch hẹn của bạn không thay đổi.`,
  },

  yourData: {
    privacy: 'Quyền riêng tư',
    title: 'Dữ liệu của bạn',
    lead: (tenant) =>
      `Xem ${tenant === '' ? 'tổ chức này' : tenant} đang lưu những gì về bạn, hoặc yêu cầu xóa. Chúng tôi gửi một liên kết đến địa chỉ email của bạn để không ai khác làm được việc này.`,
    email: 'Địa chỉ email bạn đã dùng để đặt lịch',
    emailInvalid: 'Hãy nhập một địa chỉ email.',
    wish: 'Bạn muốn làm gì?',
    wishes: { see: 'Xem và tải về dữ liệu của tôi', erase: 'Xóa dữ liệu của tôi' },
    send: 'Gửi liên kết',
    sentTitle: 'Hãy kiểm tra email của bạn',
    sent: (email, hours) =>
      `Nếu có dữ liệu nào về ${email}, bạn sẽ nhận được một liên kết qua email trong vài phút. Liên kết dùng được trong ${hours} giờ.`,
    sentHint:
      'Không thấy email? Hãy xem mục thư rác, hoặc thử một địa chỉ khác mà bạn có thể đã dùng để đặt lịch.',
    kept: (tenant) => `${tenant} đang lưu những gì về bạn`,
    until: (when) => `Liên kết này dùng được đến ${when}. Đừng chuyển cho người khác.`,
    about: 'Về bạn',
    name: 'Tên',
    address: 'Email',
    phone: 'Số điện thoại',
    timeZone: 'Múi giờ',
    language: 'Ngôn ngữ',
    since: 'Từ ngày',
    bookings: 'Lịch hẹn của bạn',
    noBookings: 'Không có lịch hẹn nào được lưu.',
    brought: 'Người khác đã đặt lịch này và thêm bạn làm khách.',
    code: 'Mã đặt lịch',
    bookedAt: 'Đặt ngày',
    guests: 'Khách mời thêm',
    note: 'Ghi chú của bạn',
    reason: 'Lý do đã nêu',
    mails: 'Email đã gửi cho bạn',
    noMails: 'Không có email nào được lưu.',
    mailKinds: {
      booking: 'Về một lịch hẹn',
      data: 'Về dữ liệu của bạn',
    },
    sentAt: (when) => `Gửi lúc ${when}`,
    notSent: (when) => `Chưa gửi, soạn lúc ${when}`,
    more: 'Xem những mục cũ hơn',
    newest: 'Xem những mục mới nhất',
    download: 'Tải về tất cả (JSON)',
    erase: 'Xóa dữ liệu của tôi',
    eraseTitle: 'Xóa dữ liệu của bạn?',
    eraseWhat: (tenant) =>
      `${tenant} sẽ xóa tên, địa chỉ email, số điện thoại, múi giờ, câu trả lời, ghi chú và các email đã gửi cho bạn. Việc đã có lịch hẹn vẫn được giữ, nhưng không còn gì nhắc đến bạn. Không thể hoàn tác.`,
    eraseUpcoming: (n) =>
      `Trước hết ${n} lịch hẹn sắp tới của bạn sẽ bị hủy, và người tổ chức nhận được thông báo.`,
    eraseInvited: (n) => `Bạn sẽ không còn là khách của ${n} lịch hẹn do người khác đặt.`,
    eraseAfter: 'Khi xong, bạn nhận được một email cuối cùng, rồi địa chỉ cũng bị xóa.',
    confirm: 'Xóa dữ liệu của tôi',
    confirmUpcoming: 'Hủy lịch hẹn và xóa dữ liệu của tôi',
    keep: 'Giữ dữ liệu của tôi',
    erasing: 'Dữ liệu của bạn đang được xóa',
    erasingText:
      'Các lịch hẹn sắp tới được hủy trước, và người tổ chức nhận được thông báo. Việc này thường mất vài phút, nhiều nhất một ngày. Bạn sẽ nhận được email khi xong.',
    erased: 'Dữ liệu của bạn đã được xóa',
    erasedText: 'Ở đây không còn gì nhắc đến bạn.',
  },

  cancelPage: {
    title: 'Hủy lịch hẹn này?',
    reason: 'Lý do (người tổ chức sẽ thấy)',
    confirm: 'Hủy lịch hẹn',
    keep: 'Giữ lịch hẹn',
  },
};

import { memberTextsVi } from './member-texts-vi.ts';
import type { Texts, Words } from './texts.ts';

const freed = ({ isShared }: Words): string => (isShared ? 'chỗ này' : 'khung giờ');

export const textsVi: Texts = {
  greeting: (name) => (name === '' ? 'Xin chào,' : `Xin chào ${name},`),
  aGuest: 'một khách',
  templates: {
    booking_requested: {
      guest: {
        subject: (w) => `Đã nhận yêu cầu: ${w.title}, ${w.when}`,
        heading: () => 'Yêu cầu của bạn đã được gửi',
        paragraphs: (w) => [
          `Khung giờ này được giữ cho bạn đến khi ${w.hosts} trả lời. Bạn sẽ nhận được câu trả lời qua email.`,
          ...(w.approveBy === ''
            ? []
            : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, yêu cầu của bạn sẽ hết hạn.`]),
        ],
      },
      host: {
        subject: (w) => `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Một lịch hẹn cần bạn duyệt',
        paragraphs: (w) => [
          `Khách ${w.guest} muốn đặt ${w.title}. Khung giờ được giữ cho đến khi bạn trả lời.`,
          ...(w.approveBy === ''
            ? []
            : [`Vui lòng trả lời trước ${w.approveBy}. Sau đó yêu cầu sẽ hết hạn.`]),
        ],
      },
    },
    booking_confirmed: {
      guest: {
        subject: (w) => `Đã xác nhận: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn đã được xác nhận',
        paragraphs: (w) => [
          `${w.isBookedByHost ? 'Bạn có' : 'Bạn đã đặt'} lịch hẹn với ${w.hosts}. Hãy thêm lời mời đính kèm vào lịch của bạn.`,
        ],
      },
      host: {
        subject: (w) => `Lịch hẹn mới: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Bạn có lịch hẹn mới',
        paragraphs: (w) => [
          w.isBookedByHost
            ? `Người tổ chức đã đặt ${w.title} cho khách ${w.guest}.`
            : `Khách ${w.guest} đã đặt ${w.title}.`,
        ],
      },
    },
    booking_declined: {
      guest: {
        subject: (w) => `Bị từ chối: ${w.title}, ${w.when}`,
        heading: () => 'Yêu cầu của bạn đã bị từ chối',
        paragraphs: (w) => [
          `Rất tiếc, ${w.hosts} không thể nhận lịch hẹn này. Khung giờ không còn được giữ cho bạn.`,
        ],
      },
      host: {
        subject: (w) => `Đã từ chối yêu cầu: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Yêu cầu đã bị từ chối',
        paragraphs: (w) => [`Khách ${w.guest} đã được thông báo và ${freed(w)} đã trống trở lại.`],
      },
    },
    booking_rescheduled: {
      guest: {
        subject: (w) =>
          w.isRequest
            ? `Đổi giờ yêu cầu: ${w.title}, ${w.when}`
            : `Đổi giờ: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: (w) => (w.isRequest ? 'Yêu cầu của bạn có giờ mới' : 'Lịch hẹn của bạn có giờ mới'),
        paragraphs: (w) =>
          w.isRequest
            ? [
                `Yêu cầu của bạn đã được đổi giờ từ ${w.previousWhen}. Giờ mới được giữ cho bạn đến khi ${w.hosts} trả lời.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, yêu cầu của bạn sẽ hết hạn.`]),
              ]
            : [
                `Lịch hẹn của bạn với ${w.hosts} đã được đổi giờ từ ${w.previousWhen}. Lời mời đính kèm sẽ cập nhật lịch của bạn.`,
              ],
      },
      host: {
        subject: (w) =>
          w.isRequest
            ? `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.when}`
            : `Đã đổi giờ: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) => (w.isRequest ? 'Một yêu cầu cần bạn duyệt có giờ mới' : 'Một lịch hẹn có giờ mới'),
        paragraphs: (w) =>
          w.isRequest
            ? [
                `Yêu cầu của khách ${w.guest} đã được đổi giờ từ ${w.previousWhen}. Giờ mới được giữ cho đến khi bạn trả lời.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Vui lòng trả lời trước ${w.approveBy}. Sau đó yêu cầu sẽ hết hạn.`]),
              ]
            : [`Lịch hẹn của khách ${w.guest} đã được đổi giờ từ ${w.previousWhen}.`],
      },
    },
    booking_move_requested: {
      guest: {
        subject: (w) => `Đã nhận yêu cầu: ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Yêu cầu đổi giờ của bạn đã được gửi',
        paragraphs: (w) => [
          `Bạn muốn đổi giờ lịch hẹn với ${w.hosts} từ ${w.when} sang ${w.requestedWhen}. Bạn giữ giờ hiện tại cho đến khi ${w.hosts} duyệt giờ mới.`,
          ...(w.approveBy === ''
            ? []
            : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, lịch hẹn giữ nguyên giờ hiện tại.`]),
        ],
      },
      host: {
        subject: (w) => `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Khách đề nghị giờ mới',
        paragraphs: (w) => [
          `Khách ${w.guest} muốn đổi giờ ${w.title} từ ${w.when} sang ${w.requestedWhen}. Lịch hẹn giữ nguyên giờ hiện tại cho đến khi bạn duyệt.`,
          ...(w.approveBy === ''
            ? []
            : [`Vui lòng trả lời trước ${w.approveBy}. Sau đó lịch hẹn giữ nguyên giờ hiện tại.`]),
        ],
      },
    },
    booking_move_declined: {
      guest: {
        subject: (w) => `Không đổi giờ: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn không được đổi giờ',
        paragraphs: (w) => [
          `Giờ mới bạn đề nghị không được duyệt. Lịch hẹn của bạn với ${w.hosts} giữ nguyên giờ hiện tại.`,
        ],
      },
      host: {
        subject: (w) => `Không đổi giờ: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Một lịch hẹn không được đổi giờ',
        paragraphs: (w) => [
          `Giờ mới mà khách ${w.guest} đề nghị không được duyệt. Lịch hẹn giữ nguyên giờ hiện tại và khách đã được thông báo.`,
        ],
      },
    },
    booking_reassigned: {
      guest: {
        subject: (w) => `Người tổ chức mới: ${w.title}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn có người tổ chức mới',
        paragraphs: (w) => [`${w.title} lúc ${w.when} nay do ${w.hosts} tổ chức. Thời gian không đổi.`],
      },
      host: {
        subject: (w) => `Bạn tổ chức: ${w.title} với ${w.guest}, ${w.when}`,
        heading: () => 'Một lịch hẹn được giao cho bạn',
        paragraphs: (w) => [`Bạn nay tổ chức ${w.title} với ${w.guest} lúc ${w.when}.`],
      },
    },
    booking_cancelled: {
      guest: {
        subject: (w) => `Đã hủy: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn đã được hủy',
        paragraphs: (w) => [
          {
            guest: 'Bạn đã hủy lịch hẹn này. Bạn không cần làm gì thêm.',
            host: `Rất tiếc, ${w.hosts} đã phải hủy lịch hẹn này.`,
            system: 'Lịch hẹn này đã được hủy tự động.',
          }[w.cancelledBy],
        ],
      },
      host: {
        subject: (w) => `Đã hủy: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Một lịch hẹn đã được hủy',
        paragraphs: (w) => [
          {
            guest: `Khách ${w.guest} đã hủy, ${freed(w)} đã trống trở lại.`,
            host: `Người tổ chức đã hủy lịch hẹn. Khách ${w.guest} đã được thông báo và ${freed(w)} đã trống trở lại.`,
            system: `Lịch hẹn đã được hủy tự động, ${freed(w)} đã trống trở lại.`,
          }[w.cancelledBy],
        ],
      },
    },
    booking_expired: {
      guest: {
        subject: (w) => `Yêu cầu đã hết hạn: ${w.title}, ${w.when}`,
        heading: () => 'Yêu cầu của bạn đã hết hạn',
        paragraphs: (w) => [
          `${w.hosts} không trả lời kịp nên khung giờ không còn được giữ cho bạn. Vui lòng chọn giờ khác.`,
        ],
      },
      host: {
        subject: (w) => `Yêu cầu đã hết hạn: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Một yêu cầu đã hết hạn',
        paragraphs: (w) => [
          `Yêu cầu của khách ${w.guest} không được trả lời kịp thời. Khách đã được thông báo và ${freed(w)} đã trống trở lại.`,
        ],
      },
    },
    booking_reminder: {
      guest: {
        subject: (w) => `Nhắc hẹn: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: (w) =>
          w.lead === '' ? 'Sắp đến lịch hẹn của bạn' : `Lịch hẹn của bạn bắt đầu sau ${w.lead} nữa`,
        paragraphs: (w) => [`Đây là lời nhắc về lịch hẹn của bạn với ${w.hosts}.`],
      },
      host: {
        subject: (w) => `Nhắc hẹn: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) => (w.lead === '' ? 'Sắp đến một lịch hẹn' : `Một lịch hẹn bắt đầu sau ${w.lead} nữa`),
        paragraphs: (w) => [`Đây là lời nhắc về lịch hẹn của bạn với khách ${w.guest}.`],
      },
    },
    booking_meeting_link: {
      guest: {
        subject: (w) => `Liên kết họp: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Đã có liên kết họp cho lịch hẹn của bạn',
        paragraphs: (w) => [
          `Bạn có thể tham gia lịch hẹn với ${w.hosts} qua liên kết họp. Các thông tin khác không thay đổi.`,
        ],
      },
      host: {
        subject: (w) => `Liên kết họp: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Đã có liên kết họp cho một lịch hẹn',
        paragraphs: (w) => [`Đã có liên kết họp cho lịch hẹn của bạn với khách ${w.guest}.`],
      },
    },
  },
  invited: {
    booking_confirmed: {
      subject: (w) => `Lời mời: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Bạn được mời tham gia',
      paragraphs: (w) => [
        `${w.guest} đã đặt ${w.title} với ${w.hosts} và mời bạn cùng tham gia. Hãy thêm lời mời đính kèm vào lịch của bạn.`,
        `Nếu cần đổi giờ hoặc hủy, vui lòng liên hệ ${w.guest}.`,
      ],
    },
    booking_rescheduled: {
      subject: (w) => `Giờ mới: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Lịch hẹn bạn được mời đã đổi giờ',
      paragraphs: (w) => [
        `Lịch hẹn đã được đổi giờ từ ${w.previousWhen}. Lời mời đính kèm sẽ cập nhật lịch của bạn.`,
      ],
    },
    booking_cancelled: {
      subject: (w) => `Đã hủy: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Lịch hẹn bạn được mời đã được hủy',
      paragraphs: () => ['Bạn không cần làm gì thêm.'],
    },
    booking_meeting_link: {
      subject: (w) => `Liên kết họp: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Đã có liên kết họp cho bạn',
      paragraphs: (w) => [`Đã có liên kết họp cho ${w.title} với ${w.hosts}.`],
    },
    booking_reassigned: {
      subject: (w) => `Người tổ chức mới: ${w.title}, ${w.when}`,
      heading: () => 'Lịch hẹn của bạn có người tổ chức mới',
      paragraphs: (w) => [`${w.title} lúc ${w.when} nay do ${w.hosts} tổ chức. Thời gian không đổi.`],
    },
    booking_uninvited: {
      subject: (w) => `Không còn được mời: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Bạn không còn được mời nữa',
      paragraphs: (w) => [
        `Bạn đã được xóa khỏi lịch hẹn ${w.title} với ${w.hosts}. Tệp đính kèm sẽ xóa lịch hẹn này khỏi lịch của bạn.`,
      ],
    },
  },
  ...memberTextsVi,
  labels: {
    what: 'Nội dung',
    when: 'Thời gian',
    previously: 'Trước đây',
    requested: 'Giờ đề nghị',
    timeZone: 'Múi giờ',
    hosts: 'Với',
    guest: 'Khách',
    furtherGuests: 'Khách mời thêm',
    phone: 'Điện thoại',
    note: 'Ghi chú',
    where: 'Địa điểm',
    meetingLink: 'Liên kết họp',
    code: 'Mã đặt lịch',
    reason: 'Lý do',
    frozen: 'Thành viên bị tạm khóa',
    deadline: 'Trả lời trước',
    rescheduleUntil: 'Được đổi giờ đến',
    cancelUntil: 'Được hủy đến',
    answers: 'Câu trả lời',
    account: 'Tài khoản',
    role: 'Vai trò',
    device: 'Thiết bị',
    network: 'Mạng',
    paid: 'Đã thanh toán',
    refund: 'Hoàn lại',
    tax: 'Đã gồm thuế',
    disputed: 'Số tiền bị khiếu nại',
    respondBy: 'Phản hồi trước',
  },
  buttons: {
    join: 'Vào cuộc họp',
    manage: 'Quản lý lịch hẹn',
    reschedule: 'Đổi giờ',
    cancel: 'Hủy',
    approve: 'Xem và duyệt',
    open: 'Mở lịch hẹn',
    bookAgain: 'Chọn giờ khác',
    reconnect: 'Kết nối lại',
    choosePassword: 'Đặt mật khẩu mới',
    signIn: 'Đăng nhập',
    openUsage: 'Xem mức sử dụng',
    openMembers: 'Mở trang thành viên',
    openBilling: 'Mở gói và thanh toán',
    openDomains: 'Mở trang tên miền',
    openAudit: 'Mở nhật ký',
    openReceipt: 'Xem biên nhận',
    openBooking: 'Mở lịch hẹn',
    openDifferences: 'Xem các khác biệt',
    answer: 'Trả lời lời mời',
    openLinks: 'Mở liên kết đặt lịch',
    acceptInvitation: 'Xem lời mời',
    reviewSecurity: 'Xem phần bảo mật',
    reviewSignIns: 'Xem các lần đăng nhập',
    openData: 'Mở dữ liệu của bạn',
    openGuestData: 'Xem dữ liệu của bạn',
    keepAccount: 'Giữ tài khoản',
    confirmAddress: 'Xác nhận địa chỉ',
    createAccount: 'Tạo tài khoản',
    undoAddress: 'Hoàn tác',
  },
  footer: (tenant, audience) =>
    ({
      guest: `Bạn nhận được email này vì địa chỉ này đã được dùng để đặt lịch với ${tenant}. Nếu không phải bạn, hãy bỏ qua email này.`,
      further_guest: `Bạn nhận được email này vì một người đặt lịch với ${tenant} đã mời địa chỉ này. Nếu không quen người đó, bạn có thể bỏ qua.`,
      host: `Bạn nhận được email này vì bạn có tài khoản tại ${tenant}.`,
    })[audience],
};

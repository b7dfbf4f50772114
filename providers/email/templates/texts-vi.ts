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
          `Khung giờ này được giữ cho bạn trong lúc chờ ${w.hosts} xác nhận. Bạn sẽ nhận được email trả lời.`,
          ...(w.approveBy === ''
            ? []
            : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, khung giờ sẽ được mở lại.`]),
        ],
      },
      host: {
        subject: (w) => `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Có một lịch hẹn đang chờ bạn duyệt',
        paragraphs: (w) => [
          `Khách ${w.guest} muốn đặt ${w.title}. Khung giờ được giữ cho đến khi bạn quyết định.`,
          ...(w.approveBy === ''
            ? []
            : [`Vui lòng trả lời trước ${w.approveBy}; sau thời điểm đó yêu cầu sẽ hết hạn.`]),
        ],
      },
    },
    booking_confirmed: {
      guest: {
        subject: (w) => `Đã xác nhận: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn đã được xác nhận',
        paragraphs: (w) => [
          `${w.isBookedByHost ? 'Bạn có' : 'Bạn đã đặt'} lịch hẹn với ${w.hosts}. Thư mời được đính kèm để bạn thêm vào lịch của mình.`,
        ],
      },
      host: {
        subject: (w) => `Lịch hẹn mới: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Bạn có lịch hẹn mới',
        paragraphs: (w) => [
          w.isBookedByHost
            ? `Phía bạn đã đặt ${w.title} cho khách ${w.guest}.`
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
                `Yêu cầu của bạn đã được dời từ ${w.previousWhen}. Giờ mới được giữ cho bạn trong lúc chờ ${w.hosts} xác nhận.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, khung giờ sẽ được mở lại.`]),
              ]
            : [
                `Lịch hẹn của bạn với ${w.hosts} đã được dời từ ${w.previousWhen}. Thư mời đính kèm sẽ cập nhật lịch của bạn.`,
              ],
      },
      host: {
        subject: (w) =>
          w.isRequest
            ? `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.when}`
            : `Đã đổi giờ: ${w.guest}, ${w.title}, ${w.when}`,
        heading: (w) => (w.isRequest ? 'Yêu cầu đang chờ bạn duyệt có giờ mới' : 'Một lịch hẹn có giờ mới'),
        paragraphs: (w) =>
          w.isRequest
            ? [
                `Yêu cầu của khách ${w.guest} đã được dời từ ${w.previousWhen}. Giờ mới được giữ cho đến khi bạn quyết định.`,
                ...(w.approveBy === ''
                  ? []
                  : [`Vui lòng trả lời trước ${w.approveBy}; sau thời điểm đó yêu cầu sẽ hết hạn.`]),
              ]
            : [`Lịch hẹn của khách ${w.guest} đã được dời từ ${w.previousWhen}.`],
      },
    },
    booking_move_requested: {
      guest: {
        subject: (w) => `Đã nhận yêu cầu: ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Yêu cầu đổi giờ của bạn đã được gửi',
        paragraphs: (w) => [
          `Bạn muốn dời lịch hẹn với ${w.hosts} từ ${w.when} sang ${w.requestedWhen}. Giờ hiện tại vẫn là của bạn cho đến khi ${w.hosts} đồng ý giờ mới.`,
          ...(w.approveBy === '' ? [] : [`Nếu đến ${w.approveBy} vẫn chưa có trả lời, lịch hẹn giữ nguyên.`]),
        ],
      },
      host: {
        subject: (w) => `Cần bạn duyệt: ${w.guest}, ${w.title}, ${w.requestedWhen}`,
        heading: () => 'Khách muốn đổi giờ',
        paragraphs: (w) => [
          `Khách ${w.guest} muốn dời ${w.title} từ ${w.when} sang ${w.requestedWhen}. Lịch hẹn giữ giờ hiện tại cho đến khi bạn đồng ý.`,
          ...(w.approveBy === ''
            ? []
            : [`Vui lòng trả lời trước ${w.approveBy}; sau thời điểm đó lịch hẹn giữ nguyên.`]),
        ],
      },
    },
    booking_move_declined: {
      guest: {
        subject: (w) => `Không đổi giờ: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn giữ nguyên giờ',
        paragraphs: (w) => [
          `Giờ mới bạn đề nghị không được chấp nhận. Lịch hẹn của bạn với ${w.hosts} vẫn giữ nguyên.`,
        ],
      },
      host: {
        subject: (w) => `Không đổi giờ: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Một lịch hẹn giữ nguyên giờ',
        paragraphs: (w) => [
          `Giờ mới mà khách ${w.guest} đề nghị không được chấp nhận. Lịch hẹn giữ nguyên và khách đã được thông báo.`,
        ],
      },
    },
    booking_cancelled: {
      guest: {
        subject: (w) => `Đã hủy: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Lịch hẹn của bạn đã bị hủy',
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
        heading: () => 'Một lịch hẹn đã bị hủy',
        paragraphs: (w) => [
          {
            guest: `Khách ${w.guest} đã hủy, ${freed(w)} đã trống trở lại.`,
            host: `Lịch hẹn đã được hủy từ phía bạn. Khách ${w.guest} đã được thông báo và ${freed(w)} đã trống trở lại.`,
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
          `Do ${w.hosts} chưa trả lời kịp, khung giờ không còn được giữ cho bạn. Mời bạn chọn một thời gian khác.`,
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
        subject: (w) => `Liên kết tham gia: ${w.title} với ${w.hosts}, ${w.when}`,
        heading: () => 'Đã có liên kết tham gia cuộc hẹn',
        paragraphs: (w) => [
          `Phòng họp cho lịch hẹn của bạn với ${w.hosts} đã sẵn sàng. Thời gian và các thông tin khác không thay đổi.`,
        ],
      },
      host: {
        subject: (w) => `Liên kết họp: ${w.guest}, ${w.title}, ${w.when}`,
        heading: () => 'Đã có liên kết họp cho một lịch hẹn',
        paragraphs: (w) => [`Phòng họp cho lịch hẹn của khách ${w.guest} đã sẵn sàng.`],
      },
    },
  },
  invited: {
    booking_confirmed: {
      subject: (w) => `Thư mời: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Bạn được mời tham gia',
      paragraphs: (w) => [
        `${w.guest} đã đặt ${w.title} với ${w.hosts} và mời bạn cùng tham gia. Thư mời được đính kèm để bạn thêm vào lịch của mình.`,
        `Nếu cần đổi giờ hoặc hủy, vui lòng liên hệ ${w.guest}.`,
      ],
    },
    booking_rescheduled: {
      subject: (w) => `Giờ mới: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Lịch hẹn bạn được mời đã đổi giờ',
      paragraphs: (w) => [
        `Lịch hẹn được dời từ ${w.previousWhen}. Thư mời đính kèm sẽ cập nhật lịch của bạn.`,
      ],
    },
    booking_cancelled: {
      subject: (w) => `Đã hủy: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Lịch hẹn bạn được mời đã bị hủy',
      paragraphs: () => ['Bạn không cần làm gì thêm.'],
    },
    booking_meeting_link: {
      subject: (w) => `Liên kết tham gia: ${w.title} với ${w.hosts}, ${w.when}`,
      heading: () => 'Liên kết tham gia của bạn',
      paragraphs: (w) => [`Phòng họp cho ${w.title} với ${w.hosts} đã sẵn sàng.`],
    },
  },
  hosting: {
    host_requested: {
      subject: (w) => `${w.hosts} mời bạn cùng tổ chức ${w.title}`,
      heading: () => 'Bạn được mời làm người tổ chức',
      paragraphs: (w) => [
        `${w.hosts} muốn bạn cùng tổ chức liên kết đặt lịch ${w.title}. Nếu bạn đồng ý, khách có thể đặt vào thời gian rảnh của bạn qua liên kết này.`,
        'Trước khi bạn đồng ý, thời gian của bạn không được đưa ra và tên bạn không hiển thị. Nội dung trong lịch của bạn luôn chỉ mình bạn thấy.',
      ],
    },
    host_named: {
      subject: (w) => `Bạn là người tổ chức của ${w.title}`,
      heading: () => 'Bạn là người tổ chức của một liên kết',
      paragraphs: (w) => [
        `${w.hosts} đã thêm bạn làm người tổ chức của liên kết đặt lịch ${w.title}. Khách có thể đặt vào thời gian rảnh của bạn qua liên kết này.`,
        'Bạn có thể rời khỏi bất cứ lúc nào; các lịch hẹn đã đặt vẫn thuộc về bạn.',
      ],
    },
  },
  reconnect: {
    calendar: {
      subject: (w) => `Vui lòng kết nối lại lịch ${w.account}`,
      heading: () => 'Lịch của bạn cần được kết nối lại',
      paragraphs: (w) => [
        `${w.tenant} không còn truy cập được lịch của bạn: quyền truy cập đã bị thu hồi hoặc hết hạn.`,
        'Cho đến khi bạn kết nối lại, các cuộc hẹn mới trong lịch đó không được tính đến và lịch hẹn không được ghi vào đó. Không có lịch hẹn nào bị mất: phần còn thiếu sẽ được bổ sung ngay khi bạn kết nối lại.',
      ],
    },
    other: {
      subject: (w) => `Vui lòng kết nối lại ${w.account}`,
      heading: () => 'Một tài khoản của tổ chức cần được kết nối lại',
      paragraphs: (w) => [
        `${w.tenant} không còn sử dụng được tài khoản này: quyền truy cập đã bị thu hồi hoặc hết hạn.`,
        'Những việc cần đến tài khoản này sẽ tạm chờ và được thực hiện bù ngay khi tài khoản được kết nối lại.',
      ],
    },
  },
  passwordReset: {
    subject: () => 'Đặt mật khẩu mới',
    heading: () => 'Đặt mật khẩu mới',
    paragraphs: (w) => [
      `Ai đó, có lẽ là bạn, đã yêu cầu mật khẩu mới tại ${w.tenant}. Liên kết dùng được một lần, trong ${w.lead}. Khi đặt mật khẩu mới, bạn sẽ bị đăng xuất ở mọi nơi.`,
      'Nếu không phải bạn, hãy bỏ qua email này: mật khẩu của bạn vẫn giữ nguyên.',
    ],
  },
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
    deadline: 'Trả lời trước',
    rescheduleUntil: 'Được đổi giờ đến',
    cancelUntil: 'Được hủy đến',
    answers: 'Câu trả lời',
    account: 'Tài khoản lịch',
  },
  buttons: {
    join: 'Tham gia cuộc họp',
    manage: 'Quản lý lịch hẹn',
    reschedule: 'Đổi giờ',
    cancel: 'Hủy',
    approve: 'Xem và duyệt',
    open: 'Mở lịch hẹn',
    bookAgain: 'Chọn thời gian khác',
    reconnect: 'Kết nối lại lịch',
    choosePassword: 'Đặt mật khẩu mới',
    answer: 'Trả lời lời mời',
    openLinks: 'Mở liên kết đặt lịch',
  },
  footer: (tenant, audience) =>
    ({
      guest: `Bạn nhận được email này vì địa chỉ này đã được dùng để đặt lịch với ${tenant}. Nếu không phải bạn, hãy bỏ qua email này.`,
      further_guest: `Bạn nhận được email này vì một người đặt lịch với ${tenant} đã mời địa chỉ này. Nếu không quen người đó, bạn có thể bỏ qua.`,
      host: `Bạn nhận được email này vì bạn nhận lịch hẹn tại ${tenant}.`,
    })[audience],
};

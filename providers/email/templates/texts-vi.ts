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
  hosting: {
    host_requested: {
      subject: (w) => `${w.hosts} mời bạn cùng tổ chức ${w.title}`,
      heading: () => 'Bạn được mời cùng tổ chức một liên kết',
      paragraphs: (w) => [
        `${w.hosts} mời bạn cùng tổ chức liên kết đặt lịch ${w.title}. Nếu bạn đồng ý, khách có thể đặt lịch với bạn qua liên kết này.`,
        'Trước khi bạn đồng ý, khách không thể đặt lịch với bạn và không thấy tên bạn. Sự kiện trong lịch của bạn luôn được giữ riêng tư.',
      ],
    },
    host_named: {
      subject: (w) => `Bạn đã là người cùng tổ chức của ${w.title}`,
      heading: () => 'Bạn đã là người cùng tổ chức của một liên kết',
      paragraphs: (w) => [
        `${w.hosts} đã thêm bạn làm người cùng tổ chức của liên kết đặt lịch ${w.title}. Khách có thể đặt lịch với bạn qua liên kết này.`,
        'Bạn có thể rời khỏi liên kết bất cứ lúc nào. Các lịch hẹn đã đặt vẫn giữ nguyên.',
      ],
    },
  },
  reconnect: {
    calendar: {
      subject: (w) => `Vui lòng kết nối lại lịch ${w.account}`,
      heading: () => 'Lịch của bạn cần được kết nối lại',
      paragraphs: (w) => [
        `${w.tenant} không còn truy cập được lịch của bạn: quyền truy cập đã bị thu hồi hoặc hết hạn.`,
        'Cho đến khi bạn kết nối lại, sự kiện mới trong lịch này không chặn giờ của bạn và lịch hẹn không được ghi vào lịch. Không có lịch hẹn nào bị mất: lịch hẹn còn thiếu sẽ được ghi ngay khi bạn kết nối lại.',
      ],
    },
    other: {
      subject: (w) => `Vui lòng kết nối lại ${w.account}`,
      heading: () => 'Một tài khoản của tổ chức cần được kết nối lại',
      paragraphs: (w) => [
        `${w.tenant} không còn sử dụng được tài khoản này: quyền truy cập đã bị thu hồi hoặc hết hạn.`,
        'Cho đến khi được kết nối lại, tài khoản này không được dùng.',
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
  memberInvited: {
    subject: (w) => `${w.hosts} mời bạn tham gia ${w.tenant}`,
    heading: (w) => `Tham gia ${w.tenant}`,
    paragraphs: (w) => [
      `${w.hosts} mời bạn trở thành thành viên của ${w.tenant} trên Everslot.`,
      `Liên kết dùng được một lần, trong ${w.lead}, và chỉ cho địa chỉ email này.`,
      'Nếu không quen người này, hãy bỏ qua email: không có gì thay đổi.',
    ],
    footer: (tenant) =>
      `Bạn nhận được email này vì một thành viên của ${tenant} đã nhập địa chỉ này. Nếu không quen người đó, bạn có thể bỏ qua.`,
  },
  roles: { owner: 'Chủ sở hữu', admin: 'Quản trị viên', host: 'Người tổ chức', viewer: 'Người xem' },
  tenantActivation: {
    subject: (w) => `${w.tenant} đã sẵn sàng: hãy đặt mật khẩu`,
    heading: () => 'Đặt mật khẩu của bạn',
    paragraphs: (w) => [
      `${w.tenant} đã được tạo cho bạn trên Everslot. Hãy đặt mật khẩu để đăng nhập. Liên kết dùng được một lần, trong ${w.lead}.`,
      'Nếu liên kết đã hết hạn, hãy yêu cầu mật khẩu mới ở trang đăng nhập.',
    ],
  },
  planLimit: {
    plan_limit_near: {
      subject: (w) => `${w.tenant}: đã dùng gần hết lịch hẹn của gói`,
      heading: () => 'Đã dùng gần hết lịch hẹn của gói',
      paragraphs: (w) => [
        `Gói của bạn cho phép ${w.allowed} lịch hẹn mỗi tháng, và ít nhất 80% đã được đặt trong tháng này.`,
        'Khi dùng hết, khách không thể đặt cho đến tháng sau. Lịch hẹn đã có không bị ảnh hưởng.',
      ],
    },
    plan_limit_reached: {
      subject: (w) => `${w.tenant}: đã dùng hết lịch hẹn của gói`,
      heading: () => 'Đã dùng hết lịch hẹn của gói',
      paragraphs: (w) => [
        `Gói của bạn cho phép ${w.allowed} lịch hẹn mỗi tháng, và tất cả đã được đặt trong tháng này. Trang đặt lịch của bạn không nhận thêm lịch hẹn cho đến tháng sau.`,
        'Lịch hẹn đã có không bị ảnh hưởng. Để tiếp tục ngay, hãy liên hệ người vận hành hệ thống.',
      ],
    },
  },
  tenantOwnership: {
    subject: (w) => `${w.tenant} đã sẵn sàng`,
    heading: (w) => `Bạn là chủ sở hữu của ${w.tenant}`,
    paragraphs: (w) => [
      `${w.tenant} đã được tạo cho bạn trên Everslot. Hãy đăng nhập bằng mật khẩu hiện có và chọn tổ chức trong menu tài khoản.`,
    ],
  },
  newSignIn: {
    subject: () => 'Có lần đăng nhập mới vào tài khoản của bạn',
    heading: () => 'Có lần đăng nhập mới vào tài khoản của bạn',
    paragraphs: (w) => [
      `Ai đó đã đăng nhập vào tài khoản của bạn tại ${w.tenant} từ một thiết bị chưa từng dùng.`,
      'Nếu là bạn thì không cần làm gì. Nếu không, hãy kết thúc lần đăng nhập này và đổi mật khẩu ngay.',
    ],
  },
  address: {
    email_verification: {
      subject: () => 'Xác nhận địa chỉ email mới',
      heading: () => 'Xác nhận địa chỉ email mới',
      paragraphs: (w) => [
        `Bạn đã yêu cầu dùng địa chỉ này cho tài khoản tại ${w.tenant}. Địa chỉ có hiệu lực khi bạn xác nhận. Liên kết dùng được một lần, trong ${w.lead}.`,
        'Nếu không phải bạn, hãy bỏ qua email này: không có gì thay đổi.',
      ],
    },
    email_changed: {
      subject: () => 'Địa chỉ email của bạn đã được đổi',
      heading: () => 'Địa chỉ email của bạn đã được đổi',
      paragraphs: (w) => [
        `Tài khoản của bạn tại ${w.tenant} nay dùng địa chỉ email khác, và địa chỉ này không còn đăng nhập được.`,
        `Nếu không phải bạn, hãy hoàn tác trong vòng ${w.lead}. Khi đó bạn sẽ bị đăng xuất ở mọi nơi và có thể đặt mật khẩu mới.`,
      ],
    },
  },
  device: (browser, system) =>
    [browser ?? 'Trình duyệt không rõ', system].filter((part) => part !== null).join(' trên '),
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
    account: 'Tài khoản',
    role: 'Vai trò',
    device: 'Thiết bị',
    network: 'Mạng',
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
    answer: 'Trả lời lời mời',
    openLinks: 'Mở liên kết đặt lịch',
    acceptInvitation: 'Xem lời mời',
    reviewSignIns: 'Xem các lần đăng nhập',
    confirmAddress: 'Xác nhận địa chỉ',
    undoAddress: 'Hoàn tác',
  },
  footer: (tenant, audience) =>
    ({
      guest: `Bạn nhận được email này vì địa chỉ này đã được dùng để đặt lịch với ${tenant}. Nếu không phải bạn, hãy bỏ qua email này.`,
      further_guest: `Bạn nhận được email này vì một người đặt lịch với ${tenant} đã mời địa chỉ này. Nếu không quen người đó, bạn có thể bỏ qua.`,
      host: `Bạn nhận được email này vì bạn có tài khoản tại ${tenant}.`,
    })[audience],
};

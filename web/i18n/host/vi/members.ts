import type { en } from '#web/i18n/host/en/index.ts';

export const members: (typeof en)['members'] = {
  title: 'Thành viên',
  lead: 'Những người thuộc tổ chức của bạn và việc họ được phép làm.',
  you: 'Bạn',
  roles: { owner: 'Chủ sở hữu', admin: 'Quản trị viên', host: 'Người tổ chức', viewer: 'Người xem' },
  roleHints: {
    owner: 'Mọi việc, kể cả với chủ sở hữu khác.',
    admin: 'Mọi việc, trừ những gì của chủ sở hữu.',
    host: 'Lịch hẹn, liên kết và lịch làm việc của chính họ.',
    viewer: 'Chỉ xem, không thay đổi được gì.',
  },
  deactivated: 'Đã vô hiệu hóa',
  frozen: {
    badge: 'Bị tạm khóa',
    note: (count) =>
      `${count} thành viên đang bị tạm khóa vì gói không còn chỗ. Họ vẫn đăng nhập được và lịch hẹn đã có vẫn diễn ra, nhưng khách không đặt lịch mới với họ được. Gói lớn hơn sẽ trả lại chỗ cho mọi người.`,
    open: 'Bỏ tạm khóa…',
    title: (name) => `Bỏ tạm khóa ${name}?`,
    body: 'Gói không cho phép thêm thành viên, nên một người khác sẽ bị tạm khóa thay. Không có dữ liệu nào bị xóa, lịch hẹn đã có vẫn được giữ.',
    insteadOf: 'Tạm khóa thay',
    choose: 'Chọn một thành viên',
    missing: 'Hãy chọn ai bị tạm khóa thay',
    nobody:
      'Không thể tạm khóa ai khác thay, vì chủ sở hữu không bao giờ bị tạm khóa. Gói lớn hơn sẽ trả lại chỗ cho mọi người.',
    done: (name) => `${name} không còn bị tạm khóa.`,
    banner: (plan, allowed) =>
      `Bạn đang bị tạm khóa vì gói ${plan} chỉ cho phép ${allowed} thành viên. Bạn vẫn xem được mọi thứ và vẫn hủy, đổi giờ hoặc từ chối được lịch hẹn đã có, nhưng khách không đặt lịch với bạn được và bạn không thay đổi được gì khác.`,
    ask: (owners) => `Hãy nhờ ${owners} chọn gói lớn hơn hoặc bỏ tạm khóa cho bạn.`,
  },
  actions: (name) => `Thao tác với ${name}`,
  changeRole: {
    open: 'Đổi vai trò…',
    title: (name) => `Vai trò của ${name}`,
    body: 'Vai trò mới có hiệu lực ngay.',
    done: (name, role) => `Vai trò mới của ${name}: ${role}.`,
  },
  depart: {
    deactivate: {
      open: 'Vô hiệu hóa…',
      title: (name) => `Vô hiệu hóa ${name}?`,
      body: 'Người này không đăng nhập vào tổ chức được nữa và khách không đặt lịch được. Bạn có thể kích hoạt lại sau; lịch hẹn và liên kết đã chuyển đi vẫn giữ nguyên.',
      confirm: 'Vô hiệu hóa',
    },
    remove: {
      open: 'Xóa khỏi tổ chức…',
      title: (name) => `Xóa ${name} khỏi tổ chức?`,
      body: 'Người này không đăng nhập vào tổ chức được nữa và khách không đặt lịch được. Muốn trở lại, họ cần lời mời mới.',
      confirm: 'Xóa khỏi tổ chức',
    },
    leave: {
      open: 'Rời tổ chức…',
      title: () => 'Rời tổ chức?',
      body: 'Bạn không đăng nhập vào tổ chức này được nữa và khách không đặt lịch được. Muốn trở lại, bạn cần lời mời mới.',
      confirm: 'Rời tổ chức',
    },
    lastOwner: {
      self: 'Bạn chưa thể rời đi: bạn là chủ sở hữu duy nhất, và tổ chức cần một chủ sở hữu. Trước hết hãy chọn một thành viên khác làm chủ sở hữu.',
      other:
        'Đây là chủ sở hữu duy nhất, và tổ chức cần một chủ sở hữu. Trước hết hãy chọn một thành viên khác làm chủ sở hữu.',
    },
    counting: 'Đang đếm lịch hẹn…',
    bookings: (count, shared) =>
      count === 0
        ? 'Không có lịch hẹn sắp tới.'
        : `Lịch hẹn sắp tới: ${count}${shared === 0 ? '' : `, trong đó ${shared} qua liên kết có người tổ chức khác`}.`,
    links: (archived, passedOn, left) =>
      [
        archived > 0 ? `Liên kết sẽ được lưu trữ: ${archived}.` : '',
        passedOn > 0 ? `Liên kết chuyển cho người tổ chức kế tiếp: ${passedOn}.` : '',
        left > 0 ? `Liên kết không còn người tổ chức này: ${left}.` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    plan: 'Các lịch hẹn sắp tới sẽ thế nào?',
    plans: {
      reassign: 'Giao cho người tổ chức khác của cùng liên kết nếu họ rảnh',
      hand_over: 'Giao cho một thành viên',
      cancel: 'Hủy các lịch hẹn',
    },
    rule: 'Lịch hẹn không ai nhận được sẽ bị hủy. Khách nhận email về mọi thay đổi. Các lịch đã kết nối sẽ được ngắt.',
    receiver: 'Thành viên nhận lịch hẹn',
    receiverMissing: 'Hãy chọn một thành viên',
    done: {
      deactivate: (name) => `Đã vô hiệu hóa ${name}.`,
      remove: (name) => `Đã xóa ${name} khỏi tổ chức.`,
      leave: () => 'Bạn đã rời tổ chức.',
    },
    reactivate: 'Kích hoạt lại',
    reactivated: (name) => `Đã kích hoạt lại ${name}.`,
  },
  departures: {
    title: 'Thành viên đã đi gần đây',
    kinds: { deactivate: 'Đã vô hiệu hóa', remove: 'Đã xóa', leave: 'Đã rời' },
    progress: (settled, total) => `Đã xử lý ${settled} trên ${total} lịch hẹn`,
    cancelled: (count) => `trong đó hủy ${count}`,
    failing: 'Một số lịch hẹn chưa xử lý được. Hệ thống sẽ tự thử lại.',
    on: (when) => `ngày ${when}`,
  },
  invite: {
    open: 'Mời thành viên',
    title: 'Mời thành viên',
    body: 'Họ nhận được email có liên kết dùng được một lần, trong 7 ngày và chỉ cho địa chỉ này.',
    email: 'Địa chỉ email',
    role: 'Vai trò',
    invalid: 'Hãy nhập địa chỉ email hợp lệ',
    submit: 'Gửi lời mời',
    sent: (email) => `Đã gửi lời mời đến ${email}.`,
  },
  invitations: {
    title: 'Lời mời đang chờ',
    none: 'Không có lời mời nào đang chờ.',
    facts: (role, inviter) => `${role} · người mời: ${inviter}`,
    until: (when) => `Có hiệu lực đến ${when}`,
    expired: 'Đã hết hạn',
    again: 'Gửi lại',
    againLabel: (email) => `Gửi lại lời mời đến ${email}`,
    sentAgain: (email) => `Đã gửi liên kết mới đến ${email}. Các liên kết trước không còn dùng được.`,
    withdraw: 'Thu hồi',
    withdrawLabel: (email) => `Thu hồi lời mời gửi ${email}`,
    withdrawTitle: 'Thu hồi lời mời?',
    withdrawBody: (email) => `Liên kết đã gửi đến ${email} sẽ không còn dùng được.`,
    withdrawn: 'Đã thu hồi lời mời.',
  },
  signInPolicy: {
    title: 'Đăng nhập',
    label: 'Yêu cầu mã một lần',
    hint: 'Ai chưa bật mã một lần trong phần Bảo mật thì không làm được gì khác ở đây cho đến khi bật.',
    ownFirst: 'Trước hết, hãy bật mã một lần cho chính bạn trong phần Bảo mật.',
    required: 'Từ giờ bắt buộc dùng mã một lần.',
    free: 'Không còn bắt buộc dùng mã một lần.',
  },
  accept: {
    title: (tenant) => `Tham gia ${tenant}`,
    lead: (inviter, tenant, role) =>
      `${inviter} mời bạn trở thành thành viên của ${tenant}. Vai trò của bạn: ${role}.`,
    address: 'Địa chỉ được mời',
    submit: 'Chấp nhận lời mời',
    signInAndAccept: 'Đăng nhập và chấp nhận',
    signInLead: 'Địa chỉ này đã có tài khoản. Hãy đăng nhập để chấp nhận.',
    createLead: 'Nhập tên và chọn mật khẩu để tạo tài khoản.',
    create: 'Tạo tài khoản và tham gia',
    name: 'Tên',
    nameMissing: 'Hãy nhập tên',
    otherAccount: (email) => `Bạn đang đăng nhập bằng ${email}. Hãy đăng xuất để dùng lời mời này.`,
    signOut: 'Đăng xuất',
    overTitle: 'Lời mời',
    over: {
      expired: 'Lời mời này đã hết hạn. Hãy nhờ người mời bạn gửi lại.',
      accepted: 'Lời mời này đã được chấp nhận. Hãy đăng nhập để tiếp tục.',
      withdrawn: 'Lời mời này đã bị thu hồi.',
      replaced: 'Đã có lời mời mới hơn gửi cho bạn. Hãy dùng liên kết trong email mới nhất.',
      unknown: 'Liên kết này không hợp lệ. Hãy kiểm tra xem bạn đã mở đủ liên kết trong email chưa.',
    },
    toSignIn: 'Đến trang đăng nhập',
  },
};

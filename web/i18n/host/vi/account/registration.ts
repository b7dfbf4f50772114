import type { en } from '#web/i18n/host/en/index.ts';

export const registration: (typeof en)['registration'] = {
  title: 'Tạo tài khoản',
  lead: 'Cùng tổ chức của riêng bạn, chỉ trong một phút.',
  link: 'Tạo tài khoản',
  toSignIn: 'Tôi đã có tài khoản',
  name: 'Tên của bạn',
  tenantName: 'Tên tổ chức',
  handle: 'Địa chỉ của tổ chức',
  handleHint: 'Chữ thường không dấu, chữ số và dấu gạch nối.',
  submit: 'Tạo tài khoản',
  issues: {
    name: 'Hãy nhập tên của bạn',
    email: 'Hãy nhập địa chỉ email hợp lệ',
    tenantName: 'Hãy nhập tên tổ chức',
    handle: 'Hãy dùng chữ thường không dấu, chữ số và dấu gạch nối. Một số địa chỉ không dùng được.',
    taken: 'Địa chỉ này đã có người dùng, hoặc trông giống một địa chỉ đã có. Hãy chọn địa chỉ khác.',
  },
  sentTitle: 'Hãy kiểm tra email',
  sent: (email) =>
    `Chúng tôi đã gửi email đến ${email}. Hãy mở liên kết trong đó trong vòng 24 giờ để tạo tài khoản.`,
  sendAgain: 'Gửi lại email',
  sentAgain: 'Email đang được gửi lại.',
  closed: {
    title: 'Không mở đăng ký',
    lead: 'Ở đây, tài khoản mới chỉ được tạo qua lời mời. Hãy nhờ một thành viên trong tổ chức mời bạn.',
  },
  signedIn: {
    title: 'Bạn đang đăng nhập',
    lead: (email) => `Bạn đang đăng nhập bằng ${email}. Hãy đăng xuất trước để tạo tài khoản khác.`,
    open: 'Đến lịch hẹn của tôi',
    signOut: 'Đăng xuất',
  },
  confirm: {
    title: 'Tạo tài khoản của bạn',
    lead: (tenantName) => `Địa chỉ email đã được xác nhận. Chỉ còn một bước nữa để có ${tenantName}.`,
    address: 'Địa chỉ email',
    elsewhere:
      'Bạn đã đăng ký ở trình duyệt khác. Hãy nhập mật khẩu đã chọn ở đó. Nếu bạn không đăng ký, hãy đóng trang này: sẽ không có gì được tạo.',
    wrong: 'Đây không phải mật khẩu bạn đã chọn',
    handleTaken: 'Trong lúc đó đã có người dùng địa chỉ này. Hãy chọn địa chỉ khác.',
    invited: (tenantName) =>
      `${tenantName} đã mời bạn. Nếu cũng muốn làm thành viên ở đó, hãy mở liên kết trong email mời sau khi xong.`,
    submit: 'Tạo tài khoản',
    overTitle: 'Liên kết này không dùng được',
    over: {
      expired: 'Liên kết này đã hết hạn. Hãy đăng ký lại.',
      used: 'Liên kết này đã được dùng. Hãy đăng nhập bằng địa chỉ email của bạn.',
      unknown: 'Liên kết này không đầy đủ. Hãy sao chép lại từ email, hoặc đăng ký lại.',
    },
    exists: 'Địa chỉ email này đã có tài khoản. Hãy đăng nhập, hoặc đặt mật khẩu mới.',
  },
  vendor: {
    continueWith: (vendor) => `Tiếp tục với ${vendor}`,
    or: 'hoặc',
    lead: (email) => `Bạn đăng nhập bằng ${email}. Hãy đặt tên cho tổ chức của bạn.`,
    over: 'Đã quá thời gian. Hãy đăng nhập lại.',
    errors: {
      denied: 'Bạn đã hủy đăng nhập.',
      expired: 'Lần đăng nhập này đã hết hạn hoặc đã được dùng. Hãy thử lại.',
      unavailable: 'Nhà cung cấp hiện không phản hồi. Hãy thử lại sau, hoặc đăng nhập bằng cách khác.',
      not_proven: 'Nhà cung cấp không xác nhận được bạn là ai. Hãy thử lại.',
      unverified:
        'Nhà cung cấp chưa xác minh địa chỉ email của bạn. Hãy đăng nhập bằng cách khác, rồi kết nối tài khoản ở trang Bảo mật.',
      connect_first:
        'Tài khoản của bạn dùng mã một lần. Hãy đăng nhập như thường lệ, rồi kết nối nhà cung cấp ở trang Bảo mật.',
      no_account:
        'Không có tài khoản nào dùng địa chỉ email này, và ở đây không mở đăng ký. Hãy xin lời mời.',
      other_account: 'Bạn đã kết nối một tài khoản khác của nhà cung cấp này. Hãy dùng tài khoản đó.',
      taken: 'Người khác đang đăng nhập bằng tài khoản này.',
    },
  },
};

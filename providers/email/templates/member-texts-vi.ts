import { paymentTextsVi } from './payment-texts-vi.ts';
import type { MemberTexts } from './texts.ts';

/** What members, and those who become one, are told. */
export const memberTextsVi: MemberTexts = {
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
  registration: {
    registration_link: {
      subject: () => 'Xác nhận địa chỉ email của bạn',
      heading: () => 'Tạo tài khoản của bạn',
      paragraphs: (w) => [
        `Có người muốn tạo tài khoản Everslot bằng địa chỉ email này. Liên kết dùng được một lần, trong ${w.lead}.`,
        'Nếu không phải bạn, hãy bỏ qua email này: sẽ không có tài khoản nào được tạo.',
      ],
    },
    registration_known: {
      subject: () => 'Bạn đã có tài khoản',
      heading: () => 'Bạn đã có tài khoản',
      paragraphs: () => [
        'Có người, có thể là bạn, muốn tạo tài khoản Everslot bằng địa chỉ email này. Địa chỉ này đã có tài khoản: hãy đăng nhập, hoặc đặt mật khẩu mới nếu bạn quên mật khẩu.',
        'Nếu không phải bạn, hãy bỏ qua email này: không có gì thay đổi.',
      ],
    },
    footer: 'Bạn nhận được email này vì địa chỉ này đã được nhập ở trang đăng ký của Everslot.',
  },
  guestData: {
    guest_data_link: {
      subject: (w) => `Dữ liệu của bạn tại ${w.tenant}`,
      heading: () => 'Xem hoặc xóa dữ liệu của bạn',
      paragraphs: (w) => [
        `Có người, có thể là bạn, muốn biết ${w.tenant} đang lưu những gì về địa chỉ email này. Hãy mở liên kết để xem, tải về hoặc yêu cầu xóa. Liên kết dùng được trong ${w.lead}.`,
        'Nếu không phải bạn, hãy bỏ qua email này: không có gì thay đổi. Đừng chuyển liên kết cho người khác: ai có liên kết đều xem được dữ liệu của bạn.',
      ],
    },
    guest_erased: {
      subject: (w) => `Dữ liệu của bạn tại ${w.tenant} đã được xóa`,
      heading: () => 'Dữ liệu của bạn đã được xóa',
      paragraphs: (w) => [
        `${w.tenant} không còn lưu tên, thông tin liên hệ và những gì bạn đã viết. Các lịch hẹn sắp tới, nếu có, đã được hủy.`,
        'Đây là email cuối cùng về việc này: địa chỉ này sẽ bị xóa ngay sau khi gửi xong.',
      ],
    },
    footer: (tenant) =>
      `Bạn nhận được email này vì địa chỉ này đã được nhập ở trang dữ liệu của ${tenant}, hoặc đã dùng để đặt lịch tại đó.`,
  },
  payment: paymentTextsVi,
  paymentsDiffer: {
    subject: (w) => `${w.differences} khoản thanh toán không khớp tại ${w.account}`,
    heading: () => 'Có khoản thanh toán không khớp',
    paragraphs: (w) => [
      `Các khoản thanh toán của ${w.tenant} đã được đối chiếu với dữ liệu của nhà cung cấp thanh toán cho ${w.account}.`,
      `Có ${w.differences} khác biệt mới không thể tự động sửa.`,
      'Hãy xem từng khác biệt và bỏ qua những mục đã đúng như mong muốn.',
    ],
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
  membersFrozen: {
    subject: (w) => `${w.tenant}: ${w.title} thành viên bị tạm khóa`,
    heading: () => 'Gói của bạn không đủ chỗ cho mọi thành viên',
    paragraphs: (w) => [
      `Gói của ${w.tenant} hiện chỉ cho phép ${w.allowed} thành viên. Thành viên bị tạm khóa vẫn đăng nhập và xem được mọi thứ như trước, nhưng khách không đặt lịch với họ được và họ không thay đổi được gì khác.`,
      'Không có dữ liệu nào bị xóa. Lịch hẹn đã có vẫn được giữ và diễn ra như đã hẹn; khách và người tổ chức vẫn đổi và hủy được.',
      'Để mọi người có chỗ trở lại, hãy chọn gói lớn hơn. Bạn cũng có thể chọn ai được hoạt động ở trang thành viên.',
    ],
  },
  subscription: {
    plan_trial_ending: {
      subject: (w) => `${w.tenant}: thời gian dùng thử ${w.title} kết thúc vào ${w.when}`,
      heading: (w) => `Thời gian dùng thử ${w.title} sắp kết thúc`,
      paragraphs: (w) => [
        `Thời gian dùng thử ${w.title} của ${w.tenant} kết thúc vào ${w.when}. Sau đó thẻ của bạn sẽ bị trừ tiền và mọi thứ giữ nguyên.`,
        'Nếu không muốn dùng tiếp, hãy hủy trước ngày đó: bạn sẽ không phải trả gì.',
      ],
    },
    plan_past_due: {
      subject: (w) => `${w.tenant}: chưa thanh toán được gói ${w.title}`,
      heading: (w) => `Chưa thanh toán được gói ${w.title}`,
      paragraphs: (w) => [
        `Không thu được tiền gói ${w.title} từ thẻ của bạn. ${w.tenant} giữ gói này đến ${w.when}. Nếu đến lúc đó vẫn chưa thanh toán, tổ chức sẽ chuyển về gói Free.`,
        'Hãy kiểm tra thẻ hoặc nhập thẻ khác. Không có dữ liệu nào bị xóa, lịch hẹn đã có không bị ảnh hưởng.',
      ],
    },
    plan_ended: {
      subject: (w) => `${w.tenant} hiện dùng gói Free`,
      heading: (w) => `${w.tenant} hiện dùng gói Free`,
      paragraphs: () => [
        'Gói trả phí của bạn đã kết thúc. Không có dữ liệu nào bị xóa, lịch hẹn đã có vẫn được giữ: khách vẫn đổi và hủy được.',
        'Để dùng lại đầy đủ, hãy chọn một gói.',
      ],
    },
  },
  domain: {
    domain_verified: {
      subject: (w) => `Đã kết nối ${w.title}`,
      heading: (w) => `Đã kết nối ${w.title}`,
      paragraphs: (w) => [
        `Trang đặt lịch của ${w.tenant} giờ nằm ở ${w.title}. Hãy giữ cả hai bản ghi DNS: chúng được kiểm tra hằng ngày.`,
      ],
    },
    domain_failing: {
      subject: (w) => `${w.title}: thiếu bản ghi DNS`,
      heading: (w) => `${w.title} thiếu bản ghi DNS`,
      paragraphs: (w) => [
        `${w.title} không còn các bản ghi DNS nối tên miền này với ${w.tenant}. Nếu 3 ngày nữa vẫn thiếu, tên miền sẽ bị ngắt và các liên kết dùng tên miền này không mở được nữa.`,
      ],
    },
    domain_released: {
      subject: (w) => `Đã ngắt ${w.title}`,
      heading: (w) => `Đã ngắt ${w.title}`,
      paragraphs: (w) => [
        `${w.title} thiếu bản ghi DNS quá lâu nên không còn dẫn đến trang đặt lịch của ${w.tenant}. Để kết nối lại, hãy thêm lại bản ghi rồi kiểm tra tên miền.`,
      ],
    },
    domain_given_up: {
      subject: (w) => `Không kết nối được ${w.title}`,
      heading: (w) => `Không kết nối được ${w.title}`,
      paragraphs: (w) => [
        `Sau 7 ngày vẫn không thấy bản ghi DNS của ${w.title}. Hãy so với các bản ghi ở trang tên miền rồi kiểm tra lại.`,
      ],
    },
  },
  deletion: {
    tenant_deletion_asked: {
      subject: (w) => `${w.tenant} sẽ bị xóa vào ${w.when}`,
      heading: (w) => `${w.tenant} sẽ bị xóa`,
      paragraphs: (w) => [
        `Người vận hành hệ thống đã quyết định xóa ${w.tenant} vào ${w.when}. Từ nay đến lúc đó tổ chức bị tạm ngưng: không nhận lịch hẹn mới, lịch hẹn đã có vẫn hủy được.`,
        'Vào ngày đó, mọi lịch hẹn sắp tới sẽ bị hủy, khách nhận được thông báo, và toàn bộ dữ liệu của tổ chức bị xóa. Tài khoản của bạn vẫn còn. Nếu có nhầm lẫn, hãy liên hệ ngay với người vận hành.',
      ],
    },
    tenant_deletion_called_off: {
      subject: (w) => `${w.tenant} sẽ không bị xóa`,
      heading: (w) => `${w.tenant} sẽ không bị xóa`,
      paragraphs: (w) => [`Việc xóa ${w.tenant} đã được hủy bỏ. Không có dữ liệu nào bị xóa.`],
    },
  },
  supportView: {
    subject: (w) => `Người vận hành đang xem ${w.tenant}`,
    heading: (w) => `Người vận hành đang xem ${w.tenant}`,
    paragraphs: (w) => [
      `${w.hosts} là người vận hành hệ thống và vừa mở chế độ xem hỗ trợ của ${w.tenant}. Chế độ xem kết thúc chậm nhất vào ${w.when}.`,
      'Khi xem, họ thấy những gì quản trị viên thấy, trừ địa chỉ và nội dung khách viết, và không thể thay đổi gì. Nhật ký ghi lại lúc bắt đầu và kết thúc. Nếu bạn không rõ lý do, hãy liên hệ người vận hành.',
    ],
  },
  memberRemoved: {
    subject: (w) => `Bạn không còn là thành viên của ${w.tenant}`,
    heading: (w) => `Bạn không còn là thành viên của ${w.tenant}`,
    paragraphs: (w) => [
      `Tư cách thành viên của bạn tại ${w.tenant} đã kết thúc. Bạn không còn làm việc được ở đó, khách không thể đặt lịch với bạn ở đó nữa, và các lịch bạn đã kết nối ở đó sẽ được ngắt.`,
      `Nếu bạn không ngờ đến việc này, hãy hỏi quản trị viên của ${w.tenant}.`,
    ],
    footer: (tenant) => `Bạn nhận được email này vì bạn từng là thành viên của ${tenant}.`,
  },
  tenantOwnership: {
    subject: (w) => `${w.tenant} đã sẵn sàng`,
    heading: (w) => `Bạn là chủ sở hữu của ${w.tenant}`,
    paragraphs: (w) => [
      `${w.tenant} đã được tạo cho bạn trên Everslot. Hãy đăng nhập bằng mật khẩu hiện có và chọn tổ chức trong menu tài khoản.`,
    ],
  },
  handedOn: {
    subject: (w) => `Bạn không còn tổ chức: ${w.title} với ${w.guest}, ${w.when}`,
    heading: () => 'Một lịch hẹn đã được giao cho người khác',
    paragraphs: (w) => [
      `${w.hosts} sẽ tổ chức ${w.title} với ${w.guest} vào ${w.when}. Giờ này đã trống trong lịch của bạn.`,
    ],
  },
  exportReady: {
    subject: () => 'Dữ liệu của bạn đã sẵn sàng để tải xuống',
    heading: () => 'Dữ liệu của bạn đã sẵn sàng để tải xuống',
    paragraphs: (w) => [
      `Tệp dữ liệu của bạn đã sẵn sàng. Hãy đăng nhập để tải xuống trong vòng ${w.lead}. Không ai khác mở được tệp này.`,
      'Nếu bạn không yêu cầu, hãy kết thúc các lần đăng nhập khác và đổi mật khẩu ngay.',
    ],
  },
  deletionAsked: {
    subject: () => 'Tài khoản của bạn sẽ bị xóa',
    heading: () => 'Tài khoản của bạn sẽ bị xóa',
    paragraphs: (w) => [
      `Bạn đã yêu cầu xóa tài khoản. Tài khoản sẽ bị xóa sau ${w.lead}, cùng với tên, địa chỉ và các lịch đã kết nối của bạn. Đến lúc đó mọi thứ vẫn giữ nguyên.`,
      'Nếu không phải bạn, hoặc bạn đã đổi ý, hãy giữ lại tài khoản bằng liên kết này, hoặc đăng nhập rồi giữ lại.',
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
  signInChanged: {
    subject: () => 'Cách đăng nhập của bạn đã thay đổi',
    heading: () => 'Cách đăng nhập của bạn đã thay đổi',
    paragraphs: (w) => [
      `Cách đăng nhập vào tài khoản của bạn tại ${w.tenant} vừa có thay đổi.`,
      'Nếu là bạn thì không cần làm gì. Nếu không, hãy đặt mật khẩu mới ngay và đăng xuất mọi thiết bị khác.',
    ],
    what: {
      add_passkey: 'Đã thêm một khóa truy cập',
      change_password: 'Đã đổi mật khẩu',
      connect_sign_in: 'Đã kết nối một tài khoản bên ngoài, từ giờ dùng được để đăng nhập',
      disconnect_sign_in: 'Đã ngắt một tài khoản bên ngoài, không còn dùng để đăng nhập được',
      disable_second_factor: 'Đã tắt mã một lần',
      enable_second_factor: 'Đã bật mã một lần',
      remove_passkey: 'Đã xóa một khóa truy cập',
      renew_recovery_codes: 'Đã tạo mã khôi phục mới; các mã cũ không còn dùng được',
      reset_password: 'Đã đặt mật khẩu mới bằng liên kết gửi đến địa chỉ này',
    },
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
};

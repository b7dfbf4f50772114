import type { en } from '#web/i18n/host/en/index.ts';

export const billing: (typeof en)['billing'] = {
  title: 'Gói và thanh toán',
  lead: 'Tổ chức của bạn trả tiền cho gói nào và đã dùng bao nhiêu.',
  current: 'Gói hiện tại',
  notSold: 'Hệ thống này không bán gói. Người vận hành cấp gói cho tổ chức của bạn.',
  given:
    'Người vận hành hệ thống đã cấp gói cho tổ chức của bạn. Gói này giữ nguyên cho đến khi họ thay đổi.',
  standard: 'Đây là gói mà tổ chức mới ở đây được dùng.',
  states: {
    trialing: 'Dùng thử',
    active: 'Đã thanh toán',
    past_due: 'Chưa thanh toán được',
    paused: 'Tạm dừng',
    incomplete: 'Chờ khoản thanh toán đầu tiên',
    ended: 'Đã kết thúc',
  },
  trial: (date) => `Thời gian dùng thử kết thúc vào ${date}. Sau đó thẻ của bạn sẽ bị trừ tiền.`,
  renews: (date) => `Lần thanh toán tiếp theo là ${date}.`,
  ends: (date) => `Đã hủy: bạn giữ gói đến ${date}, sau đó tổ chức chuyển về gói Free.`,
  grace: (date) =>
    `Lần thanh toán gần nhất không thành công. Tổ chức giữ gói đến ${date}. Hãy nhập thẻ khác để giữ gói.`,
  paused: 'Hiện không thu tiền và tổ chức dùng gói Free. Hãy nhập thẻ khác để dùng tiếp.',
  incomplete: 'Chưa nhận được khoản thanh toán đầu tiên.',
  ended: 'Gói của bạn đã kết thúc. Không có dữ liệu nào bị xóa.',
  seats: (paid, members) => `Đang trả tiền cho ${paid} thành viên. Đang hoạt động: ${members}.`,
  seatsHint: 'Bạn trả tiền cho mỗi thành viên đang hoạt động. Số lượng tự thay đổi theo.',
  seatsTitle: 'Số thành viên trả phí',
  waiting: 'Đang chờ nhà cung cấp thanh toán. Trang này sẽ tự hiện kết quả.',
  changing: 'Thay đổi của bạn đang được thực hiện.',
  failing: 'Nhà cung cấp thanh toán hiện không trả lời. Chúng tôi vẫn đang thử lại.',
  offers: 'Các gói',
  intervals: { month: 'Hằng tháng', year: 'Hằng năm' },
  interval: 'Thanh toán',
  price: {
    month: (price) => `${price} mỗi thành viên mỗi tháng`,
    year: (price) => `${price} mỗi thành viên mỗi năm`,
  },
  noPrice: 'Giá sẽ hiện ở trang tiếp theo.',
  limits: {
    bookings: (n) => `${n} lịch hẹn mỗi tháng`,
    members: (n) => `${n} thành viên`,
    calendars: (n) => `${n} lịch được kết nối`,
    domains: (n) => `${n} tên miền`,
  },
  isCurrent: 'Gói của bạn',
  trialDays: (days) => `Miễn phí ${days} ngày đầu`,
  choose: (plan) => `Chọn ${plan}`,
  change: {
    open: (plan) => `Đổi sang ${plan}`,
    title: (plan) => `Đổi sang ${plan}?`,
    body: 'Phần chênh lệch được cộng vào hóa đơn tiếp theo, hoặc được trừ ở đó.',
    confirm: 'Đổi gói',
    done: 'Thay đổi của bạn đang được thực hiện',
  },
  portal: 'Thẻ và hóa đơn',
  cancel: {
    open: 'Hủy gói',
    title: 'Hủy gói?',
    body: 'Bạn giữ gói đến hết phần đã trả tiền. Sau đó tổ chức chuyển về gói Free. Không có dữ liệu nào bị xóa, lịch hẹn đã có vẫn được giữ.',
    confirm: 'Hủy gói',
  },
  resume: 'Giữ gói',
  banner: {
    body: (date) =>
      `Chưa thanh toán được gói của tổ chức. Vào ${date} tổ chức sẽ chuyển về gói Free nếu chủ sở hữu chưa thanh toán.`,
    open: 'Mở trang thanh toán',
  },
  invite: {
    cost: (now, later) =>
      `Thêm một thành viên: ${now} cho phần còn lại của kỳ này, sau đó ${later} cho tất cả thành viên trong mỗi kỳ. Chỉ tính tiền khi họ tham gia.`,
  },
  operator: {
    title: 'Thanh toán',
    none: 'Tổ chức này chưa từng trả tiền cho gói nào.',
    source: 'Gói do',
    sources: { standard: 'Mặc định của hệ thống', operator: 'Người vận hành', subscription: 'Gói trả phí' },
    state: 'Gói trả phí',
    follows: 'Để gói theo phần tổ chức trả tiền',
    followsHint: 'Nếu không trả tiền, tổ chức chuyển về gói Free.',
  },
};

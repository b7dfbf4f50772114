import type { contacts as en } from '../en/contacts.ts';

export const contacts: typeof en = {
  title: 'Danh bạ',
  lead: 'Những người đã đặt lịch, mới nhất trước.',
  search: 'Tìm trong danh bạ',
  searchHint: 'Tên hoặc email',
  bookingCount: (count) => `${count} lịch hẹn`,
  latest: (when) => `gần nhất ${when}`,
  empty: { title: 'Danh bạ trống', body: 'Khách sẽ hiện ở đây sau khi đặt lịch.' },
  nothingFound: { title: 'Không tìm thấy', body: 'Không có ai trong danh bạ có tên hoặc địa chỉ email này.' },
  back: 'Toàn bộ danh bạ',
  email: 'Email',
  phone: 'Điện thoại',
  timeZone: 'Múi giờ',
  since: 'Trong danh bạ từ',
  bookings: 'Lịch hẹn',
  privacy: {
    title: 'Dữ liệu của khách này',
    hint: 'Dành cho khách muốn biết bạn lưu những gì về họ, hoặc muốn được xóa. Khách cũng có thể tự yêu cầu ở trang “Dữ liệu của bạn”.',
    export: 'Xuất dữ liệu của khách này',
    erase: 'Xóa khách này',
    dialogTitle: 'Xóa khách này?',
    dialogBody:
      'Các lịch hẹn sắp tới của khách sẽ bị hủy và khách nhận được thông báo. Sau đó tên, địa chỉ, số điện thoại, câu trả lời và ghi chú của họ bị xóa ở đây và trong các sự kiện trên lịch. Việc đã có lịch hẹn vẫn được giữ. Không thể hoàn tác.',
    email: 'Địa chỉ email của khách, để xác nhận',
    emailWrong: 'Đây không phải địa chỉ của khách này',
    confirm: 'Xóa khách này',
    begun: 'Đang xóa khách này.',
    erasing: (when) => `Đang xóa từ ${when}`,
    erased: (when) => `Đã xóa ngày ${when}`,
    erasingHint:
      'Các lịch hẹn sắp tới được hủy trước và mọi người nhận được thông báo. Việc này mất nhiều nhất một ngày.',
    erasedHint: 'Ở đây không còn gì nêu tên khách này.',
  },
  noBookings: { title: 'Không có lịch hẹn', body: 'Người này không có lịch hẹn nào.' },
};

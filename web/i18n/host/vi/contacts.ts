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
  noBookings: { title: 'Không có lịch hẹn', body: 'Người này không có lịch hẹn nào.' },
};

import type { contacts as en } from '../en/contacts.ts';

export const contacts: typeof en = {
  title: 'Khách',
  lead: 'Khách của mọi lịch hẹn, mới nhất trước.',
  search: 'Tìm khách',
  searchHint: 'Tên hoặc email',
  bookingCount: (count) => `${count} lịch hẹn`,
  latest: (when) => `gần nhất ${when}`,
  empty: { title: 'Chưa có khách', body: 'Khách sẽ hiện ở đây sau khi đặt lịch.' },
  nothingFound: { title: 'Không tìm thấy', body: 'Không có tên hay email nào chứa nội dung này.' },
  back: 'Tất cả khách',
  email: 'Email',
  phone: 'Điện thoại',
  timeZone: 'Múi giờ',
  since: 'Là khách từ',
  bookings: 'Lịch hẹn',
  noBookings: { title: 'Không có lịch hẹn', body: 'Không còn lịch hẹn nào để hiện.' },
};

import type { usage as en } from '../en/usage.ts';

export const usage: typeof en = {
  title: 'Mức sử dụng',
  lead: 'Tổ chức của bạn đã dùng bao nhiêu trong gói.',
  hint: 'Tháng được tính theo giờ UTC.',
  month: 'Tháng',
  names: {
    bookings: 'Lịch hẹn trong tháng',
    members: 'Thành viên',
    calendars: 'Lịch đã kết nối',
    domains: 'Tên miền',
  },
  frozen: (count) =>
    `${count} thành viên bị tạm khóa vì gói không còn chỗ. Không có dữ liệu nào của họ bị xóa.`,
  kept: 'Những gì vượt giới hạn vẫn được giữ và hoạt động. Chưa thể thêm mới cho đến khi có chỗ trở lại.',
  usedOf: (used, limit) => `${used} trên ${limit}`,
  unlimited: (used) => `${used}, không giới hạn`,
  mails: (count) => `Email đã gửi: ${count}`,
};

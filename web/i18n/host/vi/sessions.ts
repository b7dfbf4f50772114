import type { sessions as en } from '../en/sessions.ts';

export const sessions: typeof en = {
  group: 'Buổi nhóm',
  places: (taken, capacity) => `Đã đặt ${taken}/${capacity} chỗ`,
  guests: 'Khách',
  open: 'Tất cả khách',
  back: 'Tất cả lịch hẹn',
  closed: 'Mọi người đã rời buổi này. Thời gian của buổi đã được giải phóng.',
  empty: { title: 'Chưa có khách', body: 'Khách đặt chỗ sẽ xuất hiện ở đây.' },
  workflow: 'Workflow trong Temporal UI',
};

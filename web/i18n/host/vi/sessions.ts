import type { en } from '#web/i18n/host/en/index.ts';

export const sessions: (typeof en)['sessions'] = {
  group: 'Buổi nhóm',
  places: (taken, capacity) => `Đã đặt ${taken}/${capacity} chỗ`,
  guests: 'Khách',
  open: 'Tất cả khách',
  back: 'Tất cả lịch hẹn',
  closed: 'Tất cả khách đã hủy. Giờ này đã trống trở lại.',
  empty: { title: 'Chưa có khách', body: 'Khách đặt chỗ sẽ hiện ở đây.' },
  workflow: 'Workflow trong Temporal UI',
};

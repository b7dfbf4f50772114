import type { en } from '#web/i18n/host/en/index.ts';

export const attention: (typeof en)['attention'] = {
  title: 'Cần xử lý',
  lead: 'Những email và mục trong lịch chưa đến nơi. Các lịch hẹn vẫn được giữ nguyên.',
  count: (count, more) => (more ? `Đang hiện ${count} mục, còn nữa` : `${count} mục`),
  navCount: () => 'mục cần xử lý',
  order: 'Sắp xếp',
  orders: { newest: 'Mới nhất trước', oldest: 'Cũ nhất trước' },
  empty: {
    title: 'Mọi thứ đều ổn',
    body: 'Email và mục trong lịch chưa đến nơi sẽ hiện ở đây.',
  },
  effects: { calendar: 'Mục trong lịch', conference: 'Liên kết họp' },
  to: (what, who) => `${what} gửi ${who}`,
  address: (address) => `Gửi đến ${address}`,
  since: (when) => `Lỗi từ ${when}`,
  tries: (count) => (count === 0 ? 'chưa thử lần nào' : `đã thử ${count} lần`),
  next: (when) => `Everslot sẽ thử lại lúc ${when}.`,
  notAgain: 'Everslot không tự thử lại nữa.',
  suppressed: 'Không có gì được gửi đến địa chỉ này cho đến khi bạn sửa địa chỉ hoặc cho phép gửi lại.',
  act: {
    retry: 'Thử lại',
    retryAll: 'Thử lại tất cả',
    dismiss: 'Bỏ qua…',
    correct: 'Sửa địa chỉ…',
    done: {
      retry: 'Đang thử lại.',
      dismiss: 'Đã bỏ qua.',
      correct_address: 'Đã sửa địa chỉ. Những email bị lỡ đang được gửi.',
      lift: 'Đã cho phép gửi lại đến địa chỉ này.',
    },
  },
  dismiss: {
    title: 'Bỏ qua mục này?',
    body: (what) =>
      `“${what}” được giữ nguyên như hiện tại và không được thử lại. Không thể hoàn tác. Lịch hẹn không thay đổi.`,
    confirm: 'Bỏ qua',
  },
  correct: {
    title: 'Sửa địa chỉ email',
    body: (failed) =>
      `Email gửi đến ${failed} không đến nơi. Những email chưa gửi được sẽ được gửi đến địa chỉ mới.`,
    email: 'Địa chỉ email mới',
    invalid: 'Hãy nhập địa chỉ email hợp lệ',
    same: 'Đây chính là địa chỉ không nhận được email',
    confirm: 'Lưu và gửi',
  },
  suppressions: {
    title: 'Địa chỉ ngừng gửi',
    lead: 'Không có gì được gửi đến các địa chỉ này vì email đã bị trả lại hoặc bị đánh dấu là thư rác.',
    none: 'Không có địa chỉ nào bị ngừng gửi.',
    reasons: { bounced: 'bị trả lại', complained: 'bị đánh dấu là thư rác' },
    since: (when) => `từ ${when}`,
    waiting: (count) => `${count} email chưa gửi được`,
    lift: 'Cho phép gửi lại…',
    liftLabel: (address) => `Cho phép gửi lại… đến ${address}`,
    liftTitle: 'Gửi lại đến địa chỉ này?',
    liftBody: (address) =>
      `Everslot sẽ lại gửi email đến ${address}. Nếu email lại bị trả về, địa chỉ sẽ bị ngừng gửi lần nữa.`,
    sendMissed: (count) => `Gửi luôn ${count} email chưa gửi được`,
    confirm: 'Cho phép gửi lại',
  },
};

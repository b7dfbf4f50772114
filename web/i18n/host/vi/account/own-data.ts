import type { ownData as source } from '#web/i18n/host/en/account/own-data.ts';

export const ownData: typeof source = {
  title: 'Dữ liệu của bạn',
  lead: 'Những gì được lưu về bạn là của bạn.',
  exports: {
    title: 'Xuất dữ liệu',
    hint: 'Một tệp chứa mọi dữ liệu của bạn, ở mọi tổ chức mà bạn là thành viên: hồ sơ, các lần đăng nhập, lịch làm việc, liên kết và các lịch hẹn cùng những gì khách đã cho bạn biết.',
    empty: 'Bạn chưa yêu cầu tệp nào.',
    ask: 'Yêu cầu tệp',
    begun: 'Tệp của bạn đang được tạo. Bạn sẽ nhận được e-mail khi tệp sẵn sàng.',
    asked: (when) => `Yêu cầu lúc ${when}`,
    states: { open: 'Đang tạo', ready: 'Sẵn sàng' },
    failing: 'Bị chậm',
    beingMade: 'Bạn có thể rời trang này. Bạn sẽ nhận được e-mail khi tệp sẵn sàng.',
    triedAgain: 'Chưa tạo được tệp. Hệ thống sẽ tự thử lại.',
    until: (when) => `Tải được đến ${when}`,
    download: 'Tải xuống',
    downloadLabel: (asked) => `Tải tệp xuống: ${asked}`,
  },
};

import type { en } from '#web/i18n/host/en/index.ts';

export const security: (typeof en)['security'] = {
  title: 'Bảo mật',
  lead: 'Cách bạn đăng nhập và những nơi bạn đang đăng nhập.',
  confirm: {
    title: 'Xác nhận đó là bạn',
    body: 'Thay đổi này cần một lần đăng nhập gần đây. Hãy nhập mật khẩu để tiếp tục.',
    submit: 'Xác nhận',
    wrong: 'Mật khẩu không đúng',
  },
  signIns: {
    title: 'Nơi bạn đang đăng nhập',
    hint: 'Hãy đăng xuất những thiết bị bạn không nhận ra hoặc không còn dùng.',
    device: (browser, system) =>
      [browser ?? 'Thiết bị không rõ', system].filter((part) => part !== null).join(' trên '),
    current: 'Thiết bị này',
    network: (prefix) => `Mạng ${prefix}`,
    since: (when) => `Đăng nhập ${when}`,
    seen: (when) => `Hoạt động gần nhất ${when}`,
    end: 'Đăng xuất',
    endLabel: (device) => `Đăng xuất ${device}`,
    endTitle: 'Đăng xuất thiết bị này?',
    endBody: (device) => `${device} sẽ phải đăng nhập lại.`,
    ended: 'Đã đăng xuất thiết bị.',
    endOthers: 'Đăng xuất ở mọi nơi khác',
    endOthersTitle: 'Đăng xuất ở mọi nơi khác?',
    endOthersBody: 'Mọi thiết bị khác của bạn sẽ phải đăng nhập lại. Thiết bị này vẫn giữ đăng nhập.',
    endedOthers: 'Bạn đã được đăng xuất ở mọi nơi khác.',
  },
};

import type { en } from '#web/i18n/host/en/index.ts';

export const domains: (typeof en)['domains'] = {
  title: 'Tên miền',
  lead: 'Đưa trang đặt lịch về tên miền riêng của bạn. Thành viên vẫn đăng nhập tại đây.',
  empty: { title: 'Chưa có tên miền', body: 'Hãy thêm tên miền của bạn, ví dụ book.example.com.' },
  add: {
    open: 'Thêm tên miền',
    title: 'Thêm tên miền',
    body: 'Bạn sẽ thấy cần đặt những bản ghi DNS nào ở nhà cung cấp tên miền.',
    name: 'Tên miền',
    hint: 'Ví dụ book.example.com',
    missing: 'Hãy nhập tên miền.',
    confirm: 'Thêm',
  },
  states: {
    pending: 'Đang chờ DNS',
    verified: 'Đã kết nối',
    failing: 'Thiếu bản ghi',
    given_up: 'Không tìm thấy',
    released: 'Đã ngắt',
  },
  findings: {
    proof_missing: 'Không tìm thấy bản ghi TXT',
    points_elsewhere: 'Tên miền chưa trỏ về đây',
    in_use: 'Tên miền này đã được dùng',
    unanswered: 'Máy chủ tên miền không trả lời',
  },
  unchecked: 'chưa kiểm tra',
  checked: (when) => `kiểm tra lúc ${when}`,
  releaseAt: (when) => `sẽ bị ngắt lúc ${when}`,
  records: 'Hãy đặt cả hai bản ghi. Có thể mất một giờ mới tìm thấy.',
  copy: (kind) => `Sao chép giá trị ${kind}`,
  check: 'Kiểm tra ngay',
  remove: {
    title: (name) => `Xóa ${name}?`,
    body: 'Trang đặt lịch sẽ không còn ở đó, và các liên kết dùng tên miền này không mở được nữa.',
    confirm: 'Xóa',
  },
};

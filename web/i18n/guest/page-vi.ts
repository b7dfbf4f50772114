import type { PageMessages } from './page-en.ts';

/** Vietnamese texts of the pages that only the server draws. */
export const pageVi: PageMessages = {
  skip: 'Chuyển đến nội dung chính',
  poweredBy: 'Đặt lịch bằng Everslot',
  switchLanguage: 'Ngôn ngữ',
  theme: { label: 'Giao diện', light: 'Sáng', dark: 'Tối', auto: 'Theo hệ thống' },

  nextStep: {
    title: 'Bước tiếp theo',
    go: (site) => `Tiếp tục đến ${site}`,
  },

  profile: {
    title: (name) => `Đặt lịch với ${name}`,
    intro: 'Chọn nội dung bạn muốn đặt lịch.',
    none: 'Hiện chưa có lịch nào để đặt.',
    book: 'Chọn giờ',
  },
};

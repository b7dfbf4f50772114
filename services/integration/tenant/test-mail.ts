const texts = {
  en: {
    subject: (tenant: string) => `Test e-mail from ${tenant}`,
    text: (tenant: string) =>
      `This e-mail shows that ${tenant} can send e-mails with its own account. There is nothing you need to do.`,
  },
  vi: {
    subject: (tenant: string) => `Email thử của ${tenant}`,
    text: (tenant: string) =>
      `Email này cho thấy ${tenant} gửi được email bằng tài khoản riêng. Bạn không cần làm gì thêm.`,
  },
} as const;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The mail by which an account for mail is tried. */
export const testMail = (locale: 'en' | 'vi', tenantName: string) => {
  const { subject, text } = texts[locale];
  const body = text(tenantName);
  return { subject: subject(tenantName), text: body, html: `<p>${escaped(body)}</p>` };
};

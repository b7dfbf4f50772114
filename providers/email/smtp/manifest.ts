import type { EmailManifest } from '#providers/manifest.ts';

export const manifest: EmailManifest = {
  capability: 'email',
  vendor: 'smtp',
  auth: 'basic',
  environment: [
    {
      name: 'SMTP_URL',
      standard: 'none',
      meaning:
        'a mail server, `smtp://user:password@host:587` or `smtps://…:465`; or the four keys that follow',
      isSecret: true,
      signsIn: true,
      switchesOn: true,
    },
    { name: 'SMTP_HOST', standard: 'none', meaning: 'name of the mail server', switchesOn: true },
    { name: 'SMTP_PORT', standard: '`587`, or `465` with TLS', meaning: '' },
    {
      name: 'SMTP_USER',
      standard: 'none',
      meaning: 'account on the mail server, if it asks for one',
      signsIn: true,
    },
    { name: 'SMTP_PASSWORD', standard: 'with the user', meaning: '', isSecret: true, signsIn: true },
    {
      name: 'SMTP_SECURITY',
      standard: '`starttls`',
      meaning: '`starttls` (refused when the server does not offer it), `tls` from the first byte, or `none`',
    },
    {
      name: 'SMTP_ALLOW_PLAIN',
      standard: '`false`',
      meaning:
        'lets `none` be used, also with a relay on this machine: passwords and mails are readable on the way to it',
    },
  ],
  packages: ['nodemailer'],
  accounts: {
    asks: ['sender', 'server', 'port', 'username', 'password'],
    load: async (env) => (await import('./account.ts')).openSmtpAccounts(env),
  },
  open: async (env) => (await import('./adapter.ts')).openSmtp(env),
};

import { describe, expect, test } from 'vitest';
import { createEmailProvider } from './registry.ts';

const from = { EMAIL_FROM_ADDRESS: 'mail@example.com' };
const keyed = { RESEND_API_KEY: 're_key' };
const server = { SMTP_HOST: 'mail.example.com' };
const folder = { LOCAL_MAILBOX_FOLDER: 'mails' };

describe('the vendor all mail goes through', () => {
  test.each([
    ['the only one configured', { ...from, ...keyed }, 'resend'],
    ['another only one', { ...from, ...server }, 'smtp'],
    ['a folder', { ...from, ...folder }, 'local-mailbox'],
    ['the chosen one of several', { ...from, ...keyed, ...server, EMAIL_VENDOR: 'smtp' }, 'smtp'],
    ['the only one, chosen', { ...from, ...keyed, EMAIL_VENDOR: ' resend ' }, 'resend'],
  ])('%s', async (_, env, vendor) => {
    expect((await createEmailProvider(env)).vendor).toBe(vendor);
  });

  test.each<[string, Record<string, string>, string]>([
    ['two', { ...from, ...keyed, ...server }, 'resend and smtp are both configured; say with EMAIL_VENDOR'],
    ['an unknown one', { ...from, EMAIL_VENDOR: 'secret' }, 'EMAIL_VENDOR must be one of resend, smtp'],
    ['one without its keys', { ...from, EMAIL_VENDOR: 'smtp' }, 'but SMTP_URL or SMTP_HOST is not set'],
    ['a folder in production', { ...from, ...folder, NODE_ENV: 'production' }, 'for development only'],
    ['one without an address to send from', server, 'EMAIL_FROM_ADDRESS is missing'],
    ['a sender that is no address', { ...server, EMAIL_FROM_ADDRESS: 'secret' }, 'must be a bare e-mail'],
  ])('%s is a sentence for the operator', async (_, env, sentence) => {
    await expect(createEmailProvider(env)).rejects.toThrow(sentence);
    await expect(createEmailProvider(env)).rejects.not.toThrow(/secret/);
  });
});

test('without a vendor every mail waits as a failure that says so', async () => {
  const provider = await createEmailProvider(from);
  expect(provider.vendor).toBeNull();
  const mail = {
    from: { name: '', email: 'mail@example.com' },
    to: { name: '', email: 'guest@example.com' },
    subject: '',
    html: '',
    text: '',
    idempotencyKey: 'k',
  };
  await expect(provider.send(mail)).rejects.toMatchObject({ kind: 'unavailable', reason: 'not_configured' });
});

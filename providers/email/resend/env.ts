const defaultBaseUrl = 'https://api.resend.com';
const emailPattern = /^[^\s@<>",;:\\()[\]\p{Cc}]+@[^\s@<>",;:\\()[\]\p{Cc}]+$/u;
const secretPattern = /^whsec_[A-Za-z0-9+/]{16,}={0,2}$/;

export type ResendConfig = {
  apiKey: string;
  /** Without a trailing slash. Always passed on, as the SDK would otherwise read its own environment variable. */
  baseUrl: string;
  /** Empty: notifications are refused. Several during a rotation. */
  webhookSecrets: readonly string[];
  /** The verified address all mail is sent from. */
  fromAddress: string;
};

/**
 * Reads RESEND_API_KEY, RESEND_BASE_URL, RESEND_WEBHOOK_SECRET (several separated by spaces while rotating) and
 * EMAIL_FROM_ADDRESS. `null` when there is no key: the vendor is off. Throws an `Error` that names every wrong key
 * at once and never shows a value. A base URL that is not https is accepted only for a loopback host together with
 * ALLOW_LOOPBACK_PROVIDERS=true, so that a typing error in production never sends mail in the clear.
 */
export function parseResendEnv(env: Readonly<Record<string, string | undefined>>): ResendConfig | null {
  const apiKey = (env['RESEND_API_KEY'] ?? '').trim();
  if (apiKey === '') return null;
  const problems: string[] = [];
  if (!/^re_[\x21-\x7e]+$/.test(apiKey)) problems.push('RESEND_API_KEY must start with re_');
  const baseUrl = parseBaseUrl(env['RESEND_BASE_URL'], env['ALLOW_LOOPBACK_PROVIDERS'] === 'true', problems);
  const webhookSecrets = (env['RESEND_WEBHOOK_SECRET'] ?? '').split(/[\s,]+/).filter((part) => part !== '');
  if (!webhookSecrets.every((secret) => secretPattern.test(secret))) {
    problems.push('RESEND_WEBHOOK_SECRET must be whsec_ followed by base64');
  }
  const fromAddress = (env['EMAIL_FROM_ADDRESS'] ?? '').trim();
  if (!emailPattern.test(fromAddress)) problems.push('EMAIL_FROM_ADDRESS must be a bare e-mail address');
  if (problems.length > 0) throw new Error(`E-mail configuration: ${problems.join('; ')}.`);
  return { apiKey, baseUrl, webhookSecrets, fromAddress };
}

function parseBaseUrl(value: string | undefined, allowLoopback: boolean, problems: string[]): string {
  const text = (value ?? '').trim();
  if (text === '') return defaultBaseUrl;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    problems.push('RESEND_BASE_URL must be a plain URL');
    return defaultBaseUrl;
  }
  const loopback = isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback && allowLoopback)) {
    problems.push(
      'RESEND_BASE_URL must be https (http only for a loopback host with ALLOW_LOOPBACK_PROVIDERS=true)',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

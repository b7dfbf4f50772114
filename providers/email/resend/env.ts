import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

const defaultBaseUrl = 'https://api.resend.com';
const secretPattern = /^whsec_[A-Za-z0-9+/]{16,}={0,2}$/;

export type ResendConfig = {
  apiKey: string;
  /** Without a trailing slash. Always passed on, as the SDK would otherwise read its own environment variable. */
  baseUrl: string;
  /** Empty: notifications are refused. Several during a rotation. */
  webhookSecrets: readonly string[];
};

/** Where the API is, also for accounts of organisations. Without a trailing slash. */
export const resendBaseUrl = (env: Env): string =>
  (env['RESEND_BASE_URL'] ?? '').trim().replace(/\/+$/, '') || defaultBaseUrl;

/**
 * Reads RESEND_API_KEY, RESEND_BASE_URL and RESEND_WEBHOOK_SECRET (several separated by spaces while rotating). `null`
 * when there is no key: the vendor is off. Throws an `Error` that names every wrong key at once and never shows a value.
 */
export function parseResendEnv(env: Env): ResendConfig | null {
  const apiKey = (env['RESEND_API_KEY'] ?? '').trim();
  if (apiKey === '') return null;
  const problems: string[] = [];
  if (!/^re_[\x21-\x7e]+$/.test(apiKey)) problems.push('RESEND_API_KEY must start with re_');
  const baseUrl = resendBaseUrl(env);
  const urlProblem = vendorUrlProblem('RESEND_BASE_URL', baseUrl, env);
  if (urlProblem !== null) problems.push(urlProblem);
  const webhookSecrets = (env['RESEND_WEBHOOK_SECRET'] ?? '').split(/[\s,]+/).filter((part) => part !== '');
  if (!webhookSecrets.every((secret) => secretPattern.test(secret))) {
    problems.push('RESEND_WEBHOOK_SECRET must be whsec_ followed by base64');
  }
  if (problems.length > 0) throw new Error(`E-mail configuration: ${problems.join('; ')}.`);
  return { apiKey, baseUrl, webhookSecrets };
}

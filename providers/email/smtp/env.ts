import { z } from 'zod';
import { mayBePlain } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

export type SmtpConfig = {
  host: string;
  port: number;
  /** `tls`: from the first byte; `starttls`: before anything is said, refused when the server cannot. */
  security: 'tls' | 'starttls' | 'none';
  account: { user: string; password: string } | null;
};

const text = z.string().trim();
const SmtpEnv = z.object({
  SMTP_URL: text.default(''),
  SMTP_HOST: text.default(''),
  SMTP_PORT: z.union([z.literal(''), z.coerce.number().int().min(1).max(65_535)]).default(''),
  SMTP_USER: text.default(''),
  SMTP_PASSWORD: z.string().default(''),
  SMTP_SECURITY: z.union([z.literal(''), z.enum(['starttls', 'tls', 'none'])]).default(''),
  SMTP_ALLOW_PLAIN: z.union([z.literal(''), z.enum(['true', 'false'])]).default(''),
});
type Values = z.output<typeof SmtpEnv>;

/**
 * Reads the SMTP_* keys: an address in one (SMTP_URL) or its parts. `null` without SMTP_URL and SMTP_HOST: the vendor is
 * off. Throws an `Error` that names every wrong key at once and never shows a value. A connection without TLS is
 * accepted for a loopback host with ALLOW_LOOPBACK_PROVIDERS=true, and elsewhere only with SMTP_ALLOW_PLAIN=true.
 */
export function parseSmtpEnv(env: Env): SmtpConfig | null {
  const parsed = SmtpEnv.safeParse(env);
  if (!parsed.success) {
    const keys = parsed.error.issues.map((issue) => issue.path.join('.'));
    throw new Error(`E-mail configuration: malformed ${[...new Set(keys)].join(', ')}.`);
  }
  const values = parsed.data;
  if (values.SMTP_URL === '' && values.SMTP_HOST === '') return null;
  const problems: string[] = [];
  const config = values.SMTP_URL === '' ? fromParts(values, problems) : fromUrl(values, problems);
  if (config !== null && config.security === 'none' && !isPlainAllowed(config.host, values, env))
    problems.push(
      'SMTP_SECURITY may be none only for a loopback host with ALLOW_LOOPBACK_PROVIDERS=true, or with SMTP_ALLOW_PLAIN=true',
    );
  if (problems.length > 0) throw new Error(`E-mail configuration: ${problems.join('; ')}.`);
  return config;
}

const isPlainAllowed = (host: string, values: Values, env: Env): boolean =>
  values.SMTP_ALLOW_PLAIN === 'true' || mayBePlain(host, env);

const standardPort = (security: SmtpConfig['security']): number => (security === 'tls' ? 465 : 587);

function fromParts(values: Values, problems: string[]): SmtpConfig {
  const security = values.SMTP_SECURITY || (values.SMTP_PORT === 465 ? 'tls' : 'starttls');
  if (!/^[A-Za-z0-9.:-]+$/.test(values.SMTP_HOST)) problems.push('SMTP_HOST must be the name of a host');
  if ((values.SMTP_USER === '') !== (values.SMTP_PASSWORD === ''))
    problems.push('SMTP_USER and SMTP_PASSWORD belong together');
  return {
    host: values.SMTP_HOST,
    port: values.SMTP_PORT || standardPort(security),
    security,
    account: accountOf(values.SMTP_USER, values.SMTP_PASSWORD),
  };
}

function fromUrl(values: Values, problems: string[]): SmtpConfig | null {
  const others = ['SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASSWORD'] as const;
  const given = others.filter((name) => values[name] !== '');
  if (given.length > 0) problems.push(`${given.join(', ')} must be empty when SMTP_URL is set`);
  const url = URL.canParse(values.SMTP_URL) ? new URL(values.SMTP_URL) : null;
  const isPlainUrl = url !== null && ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '';
  if (url === null || !isPlainUrl || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    problems.push('SMTP_URL must be smtp://user:password@host:port or smtps://…');
    return null;
  }
  if ((url.username === '') !== (url.password === ''))
    problems.push('SMTP_URL must name user and password or neither');
  const isTls = url.protocol === 'smtps:';
  if (isTls && values.SMTP_SECURITY !== '' && values.SMTP_SECURITY !== 'tls')
    problems.push('SMTP_SECURITY contradicts the smtps of SMTP_URL');
  const security = isTls ? 'tls' : values.SMTP_SECURITY || 'starttls';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? standardPort(security) : Number(url.port),
    security,
    account: accountOf(decoded(url.username), decoded(url.password)),
  };
}

const accountOf = (user: string, password: string): SmtpConfig['account'] =>
  user === '' ? null : { user, password };

/** A percent sign that encodes nothing stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

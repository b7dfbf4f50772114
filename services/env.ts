import { z } from 'zod';
import { withPasswords } from '#db/env.ts';
import { plans } from '#domain/plan/types.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts like something made for trying out, or repeats a few characters. */
const isThrowaway = (secret: string): boolean =>
  /^(dev|demo|example|change)/i.test(secret) || new Set(secret).size < 8;

const usesDefaultPassword = (url: string): boolean => {
  const { username, password } = new URL(url);
  return password !== '' && password === username;
};

/** What a process in production must not be started with. */
const productionProblems = (env: Environment): string[] => {
  const problems: string[] = [];
  for (const name of ['AUTH_SECRET', 'LINK_SECRET', 'ENCRYPTION_KEYS']) {
    const secrets = (env[name] ?? '').split(/[\s,]+/).filter((secret) => secret !== '');
    if (secrets.some(isThrowaway)) problems.push(`${name} is a throw-away secret; make one of your own`);
  }
  for (const name of ['DATABASE_URL', 'DATABASE_AUTH_URL', 'DATABASE_OPS_URL']) {
    const url = env[name];
    if (url && usesDefaultPassword(url)) problems.push(`${name} uses the default password`);
  }
  if (!env['PUBLIC_URL']?.startsWith('https://')) problems.push('PUBLIC_URL must be https in production');
  if (env['ALLOW_LOOPBACK_PROVIDERS'] === 'true') {
    problems.push('ALLOW_LOOPBACK_PROVIDERS must not be true in production');
  }
  return problems;
};

/** The address in the form it is used in, null when it is none. */
const addressOf = (text: string, mayHavePath: boolean): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    [url.username, url.password].every((part) => part === '') &&
    !/[?#]/.test(text) &&
    (mayHavePath || url.pathname === '/');
  if (!isBare) return null;
  return mayHavePath ? text.replace(/\/+$/, '') : url.origin;
};

/** Where something is reached: http or https, nothing but a host, a port and, where it may have one, a path; empty where `isOptional`. */
const address = (options: { mayHavePath: boolean; isOptional: boolean }) =>
  z.string().transform((text, context) => {
    const found = options.isOptional && text === '' ? '' : addressOf(text, options.mayHavePath);
    if (found !== null) return found;
    const rest = options.mayHavePath ? '' : ' and no path: an installation has a host of its own';
    context.addIssue({ code: 'custom', message: `must be http:// or https:// with a host${rest}` });
    return z.NEVER;
  });

/** Addresses of the installation as others reach it. */
export const addressesEnv = {
  /** Where browsers reach this installation; links in mails start with it. */
  PUBLIC_URL: address({ mayHavePath: false, isOptional: false }),
  /** Organisations with a public name of their own have a host below this domain; empty = none has. */
  TENANT_DOMAIN: z
    .string()
    .default('')
    .transform((text) => text.toLowerCase())
    .refine(
      (text) => text === '' || /^(?:[a-z0-9-]+\.)*[a-z0-9-]+$/.test(text),
      'must be a domain, e.g. book.example.com',
    ),
};

/** As `PUBLIC_URL`, behind a path as well; empty = unset. */
export const optionalAddress = address({ mayHavePath: true, isOptional: true }).prefault('');

/** What stands in `Origin`: scheme, host and port alone. */
export const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

/**
 * Reads what a process is configured with; an empty value counts as missing. Throws one `Error` that names every missing, malformed
 * or, in production, unsafe key and shows no value.
 */
export const parseEnvironment = <Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Environment,
): z.output<z.ZodObject<Shape>> => {
  const present = withPasswords(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  const parsed = z.object(shape).safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => {
        const name = path.join('.');
        return name in present ? `${name}: ${message}` : `${name} is missing`;
      });
  if (problems.length === 0 && present['NODE_ENV'] === 'production')
    problems.push(...productionProblems(present));
  if (!parsed.success || problems.length > 0) throw new Error(`Configuration: ${problems.join('; ')}.`);
  return parsed.data;
};

export const planEnv = {
  /** What a new organisation has unless its operator says otherwise. */
  DEFAULT_PLAN: z.enum(plans).default('enterprise'),
};

export const identitySecretsEnv = {
  /** Signs session cookies. */
  AUTH_SECRET: z.string().min(32),
};

/** Keys that API and workers share: both mint guests' links, open sealed secrets and refuse an unsafe production. */
export const secretsEnv = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Signs guests' manage links. */
  LINK_SECRET: z.string().min(32),
  /** `id:base64` pairs of 32 bytes each, the active one first. */
  ENCRYPTION_KEYS: z.string().transform((text, context) => {
    const keys = text.split(/[\s,]+/).map((pair) => {
      const [id = '', encoded = ''] = pair.split(':');
      return { id, key: Buffer.from(encoded, 'base64') };
    });
    const areKeys = keys.every(({ id, key }) => /^[a-z0-9]{1,16}$/.test(id) && key.length === 32);
    if (areKeys && new Set(keys.map(({ id }) => id)).size === keys.length) return keys;
    context.addIssue({
      code: 'custom',
      message: areKeys
        ? 'each key needs an id of its own'
        : 'must be id:base64 pairs of 32 bytes each, the active one first',
    });
    return z.NEVER;
  }),
};

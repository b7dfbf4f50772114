import { z } from 'zod';
import { databaseEnv, identityDatabaseEnv, operatorDatabaseEnv } from '#db/env.ts';
import {
  addressesEnv,
  identitySecretsEnv,
  isOrigin,
  optionalAddress,
  parseEnvironment,
  planEnv,
  secretsEnv,
} from '#services/env.ts';
import { temporalEnv } from '#temporal-config/env.ts';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''));

/** `<requests>/<seconds>`, or `off`. */
const rateLimit = (standard: string) =>
  z
    .string()
    .default(standard)
    .transform((text, context) => {
      if (text === 'off') return null;
      const match = /^([1-9]\d{0,6})\/([1-9]\d{0,5})$/.exec(text);
      if (match === null) {
        context.addIssue({ code: 'custom', message: 'must be <requests>/<seconds>, e.g. 60/60, or off' });
        return z.NEVER;
      }
      return { requests: Number(match[1]), seconds: Number(match[2]) };
    });
export type RateLimitRule = { requests: number; seconds: number } | null;

/** What the API process reads. Providers read their own keys beside these. */
export const apiEnv = {
  ...databaseEnv,
  ...identityDatabaseEnv,
  ...operatorDatabaseEnv,
  ...addressesEnv,
  ...secretsEnv,
  ...temporalEnv,
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ...identitySecretsEnv,
  /** Whether everybody may make an account and an organisation of their own. */
  REGISTRATION: z.enum(['closed', 'open']).default('closed'),
  /** Proved addresses of those who operate the installation; they need DATABASE_OPS_URL. */
  OPERATOR_EMAILS: list,
  ...planEnv,
  /** Where calendar vendors reach this installation: a host of its own as well; empty = PUBLIC_URL. */
  WEBHOOK_BASE_URL: optionalAddress,
  /** Whose money the accounts that organisations connect may take: customers', a sandbox's, or either. */
  PAYMENT_MODE: z.enum(['any', 'live', 'test']).default('any'),
  CORS_ORIGINS: list.refine(
    (origins) => origins.every(isOrigin),
    'each must be an origin: http:// or https://, host and port, no path and no slash at the end',
  ),
  /** Reverse proxies in front that append to X-Forwarded-For; 0 = the header is ignored. */
  TRUST_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).max(1_048_576).default(65_536),
  RATE_LIMIT_READ: rateLimit('600/60'),
  RATE_LIMIT_SLOTS: rateLimit('300/60'),
  RATE_LIMIT_HOLD: rateLimit('150/600'),
  RATE_LIMIT_BOOK: rateLimit('100/600'),
  RATE_LIMIT_BOOK_LINK: rateLimit('240/60'),
  RATE_LIMIT_BOOK_EMAIL: rateLimit('10/86400'),
  RATE_LIMIT_DATA: rateLimit('20/3600'),
  RATE_LIMIT_DATA_EMAIL: rateLimit('3/3600'),
  RATE_LIMIT_MANAGE: rateLimit('120/60'),
  RATE_LIMIT_WRITE: rateLimit('120/60'),
  RATE_LIMIT_SIGN_IN: rateLimit('10/60'),
  RATE_LIMIT_SIGN_IN_ACCOUNT: rateLimit('5/900'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** When set, GET /metrics asks for it as a bearer. */
  METRICS_TOKEN: z.string().default(''),
  /** The Temporal UI as browsers reach it; empty = no links to it. */
  TEMPORAL_UI_URL: optionalAddress,
  /** Where the built web apps lie; empty = the API alone. */
  WEB_DIST: z.string().default(''),
  /** The process ends when this one does. */
  EVERSLOT_PARENT_PID: z.coerce.number().int().min(0).default(0),
};

export type ApiConfig = z.output<z.ZodObject<typeof apiEnv>>;

/** Parses the environment once; throws one `Error` that names everything that is wrong. */
export const parseApiEnv = (env: Readonly<Record<string, string | undefined>>): ApiConfig => {
  const config = parseEnvironment(apiEnv, env);
  if (config.OPERATOR_EMAILS.length > 0 && config.DATABASE_OPS_URL === '')
    throw new Error('Configuration: OPERATOR_EMAILS needs DATABASE_OPS_URL.');
  return config;
};

export const processEnv = process.env;

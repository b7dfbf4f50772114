import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { EmailProvider } from '#providers/email/port.ts';
import type { Env } from '#providers/manifest.ts';
import { parseSmtpEnv, type SmtpConfig } from './env.ts';
import { toMessage, toProviderFailure, vendor } from './mapper.ts';
import { connectPublic } from './public-host.ts';

const defaultTimeoutMs = 30_000;
const connections = 3;

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export function openSmtp(env: Env): EmailProvider | null {
  const config = parseSmtpEnv(env);
  return config === null ? null : createSmtpProvider(config);
}

/**
 * Mail by any mail server, over a few connections that are kept open. Each try is one delivery to the server: a repeat
 * after a lost answer may arrive twice, under the same Message-ID. Gives up after `timeoutMs` with `timeout`: the outcome
 * is then unknown. `onlyPublic`: the host was named by somebody who must not reach what lies inside. Throws only `ProviderFailure`.
 */
export function createSmtpProvider(
  config: SmtpConfig & { timeoutMs?: number; ca?: string; onlyPublic?: boolean },
): EmailProvider {
  const timeoutMs = config.timeoutMs ?? defaultTimeoutMs;
  const server = `${config.host}:${config.port}`;
  const transport = createTransport({
    pool: true,
    maxConnections: connections,
    // A connection that breaks in the middle of a mail leaves its outcome unknown; the caller decides on the repeat.
    maxRequeues: 0,
    host: config.host,
    port: config.port,
    secure: config.security === 'tls',
    requireTLS: config.security === 'starttls',
    ignoreTLS: config.security === 'none',
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    idleTimeout: 30_000,
    ...(config.onlyPublic === true
      ? {
          getSocket: (
            _options: unknown,
            done: (error: Error | null, found?: { connection: Socket }) => void,
          ) =>
            void connectPublic(config.host, config.port, timeoutMs).then(
              (connection) => done(null, { connection }),
              (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
            ),
        }
      : {}),
    tls: { minVersion: 'TLSv1.2', ...(config.ca === undefined ? {} : { ca: config.ca }) },
    ...(config.account === null
      ? {}
      : { auth: { user: config.account.user, pass: config.account.password } }),
  });
  return {
    vendor,
    async send(email) {
      const message = toMessage(email);
      try {
        const { messageId } = await transport.sendMail({
          ...message,
          signal: AbortSignal.timeout(timeoutMs),
        });
        return { externalId: messageId };
      } catch (error) {
        throw toProviderFailure(error, server);
      }
    },
    async check() {
      try {
        await transport.verify();
      } catch (error) {
        throw toProviderFailure(error, server);
      }
    },
  };
}

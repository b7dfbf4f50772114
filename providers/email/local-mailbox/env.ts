import { isAbsolute, resolve } from 'node:path';
import type { Env } from '#providers/manifest.ts';

/**
 * LOCAL_MAILBOX_FOLDER: where mails are put; `null` when it is unset and the vendor therefore off. Throws in production,
 * where nobody would ever get a mail.
 */
export function parseLocalMailboxEnv(env: Env): { folder: string } | null {
  const folder = (env['LOCAL_MAILBOX_FOLDER'] ?? '').trim();
  if (folder === '') return null;
  if (env['NODE_ENV'] === 'production')
    throw new Error('E-mail configuration: LOCAL_MAILBOX_FOLDER sends nothing and is for development only.');
  return { folder: isAbsolute(folder) ? folder : resolve(folder) };
}

import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail as it lies in the folder, one file each. `at` is epoch milliseconds; contents of attachments are base64. */
export type KeptMail = {
  id: string;
  at: number;
  from: { name: string; email: string };
  to: { name: string; email: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
  attachments: readonly { filename: string; contentType: string; content: string }[];
  idempotencyKey: string;
};

export const idOf = (idempotencyKey: string): string =>
  createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);

const isId = (name: string): boolean => /^[0-9a-f]{32}$/.test(name);
const pathOf = (folder: string, id: string): string => join(folder, `${id}.json`);

/** True when the mail is now in the folder, complete; false when one with this id lay there before. */
export async function keepMail(folder: string, mail: KeptMail): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${randomUUID()}.draft`);
  await writeFile(draft, JSON.stringify(mail), { mode: 0o600 });
  try {
    // Fails when the name is taken: of two processes one keeps its mail, and nobody reads half of one.
    await link(draft, pathOf(folder, mail.id));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The mail of this id, or `null` when there is none that can be read. */
export async function readMail(folder: string, id: string): Promise<KeptMail | null> {
  if (!isId(id)) return null;
  try {
    return JSON.parse(await readFile(pathOf(folder, id), 'utf8')) as KeptMail;
  } catch {
    return null;
  }
}

/** Every mail of the folder, newest first. */
export async function listMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  const mails = await Promise.all(ids.map((id) => readMail(folder, id)));
  return mails.flatMap((mail) => mail ?? []).sort((a, b) => b.at - a.at);
}

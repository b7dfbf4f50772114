import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Emulator } from '#providers/emulation/emulator.ts';
import { createLocalMailboxProvider } from './adapter.ts';
import { startEmulator } from './emulator/start.ts';
import { listMails, readMail } from './folder.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'everslot-mailbox-'));
  folder = join(parent, 'local-mailbox');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const mail = (text: string, idempotencyKey = 'k') => ({
  from: { name: 'Clinic', email: 'mail@example.com' },
  to: { name: 'Guest', email: 'guest@example.com' },
  subject: 'Confirmed <b>',
  html: `<p>${text}</p>`,
  text,
  idempotencyKey,
});

test('another content under a used key is a conflict and the first mail stays', async () => {
  const provider = createLocalMailboxProvider({ folder });
  await provider.send(mail('first'));
  await expect(provider.send(mail('second'))).rejects.toMatchObject({
    kind: 'conflict',
    reason: 'key_reused',
  });
  expect((await listMails(folder)).map(({ text }) => text)).toEqual(['first']);
});

test('of many writers of one mail one keeps it, whole, and nothing else is left', async () => {
  const provider = createLocalMailboxProvider({ folder });
  await Promise.all(Array.from({ length: 10 }, () => provider.send(mail('same'))));
  expect(await readdir(folder)).toHaveLength(1);
  expect(await listMails(folder)).toMatchObject([{ text: 'same' }]);
});

test('a folder that cannot be written to is unavailable', async () => {
  await writeFile(folder, 'a file');
  const provider = createLocalMailboxProvider({ folder });
  await expect(provider.send(mail('x'))).rejects.toMatchObject({ kind: 'unavailable' });
});

test('no name leads out of the folder', async () => {
  await writeFile(join(parent, 'secret.json'), '{}');
  expect(await readMail(folder, '../secret')).toBeNull();
});

test('the page lists the mails and shows one, as text where it is text', async () => {
  const provider = createLocalMailboxProvider({ folder });
  const { externalId } = await provider.send(mail('Hello'));
  const page: Emulator = await startEmulator({ port: 0, stateFolder: parent });
  try {
    const read = async (path: string) => (await fetch(`${page.url}${path}`)).text();
    expect(await read('/')).toContain('Confirmed &lt;b&gt;');
    const one = await read(`/inbox/${externalId}`);
    expect(one).toContain('guest@example.com');
    expect(one).not.toContain('Confirmed <b>');
    expect(await read(`/inbox/${externalId}/html`)).toBe('<p>Hello</p>');
    expect((await fetch(`${page.url}/inbox/none`)).status).toBe(404);
  } finally {
    await page.stop();
  }
});

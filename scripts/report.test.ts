import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileTrouble, reasonOf } from './report.ts';

const trouble = (code: string) => Object.assign(new Error(`${code}: no`), { code, path: '/data/start.lock' });

test.each([
  ['EACCES', /^\/data\/start\.lock cannot be used: this account may not write there; .*owns it\.$/],
  ['EROFS', /read-only/],
  ['ENOSPC', /the disk is full; make room/],
])('a file that cannot be used for %s is one sentence with what to do', (code, sentence) => {
  expect(fileTrouble(trouble(code))).toMatch(sentence);
});

test('what is no trouble with a file keeps its stack', async () => {
  expect(fileTrouble(new Error('ENOSPC'))).toBeUndefined();
  expect(fileTrouble(trouble('EEXIST'))).toBeUndefined();
  const folder = await mkdtemp(join(tmpdir(), 'everslot-report-'));
  const missing = await writeFile(join(folder, 'no', 'file'), '').catch((error: unknown) => error);
  await rm(folder, { recursive: true });
  expect(fileTrouble(missing)).toBeUndefined();
});

test('an error without words is named by its code', () => {
  expect(reasonOf(Object.assign(new Error(''), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
});

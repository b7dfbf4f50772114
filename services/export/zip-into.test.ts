import { randomBytes } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ArchiveFile, zipInto } from './zip-into.ts';

const at = Date.UTC(2026, 2, 31);

async function* partsOf(...parts: string[]) {
  yield* parts;
}

/** Text that does not compress to nothing. */
const noise = (length: number): string => randomBytes(length).toString('base64');

const archiveOf = async (files: readonly ArchiveFile[]) => {
  const pieces: Uint8Array[] = [];
  async function* all() {
    yield* files;
  }
  const total = await zipInto(all(), {
    at,
    take: async (piece, position) => {
      expect(position).toBe(pieces.length);
      pieces.push(piece);
    },
  });
  const archive = Buffer.concat(pieces);
  expect(archive.length).toBe(total);
  return { pieces, read: unzipSync(archive) };
};

test('every file comes out as it went in, in letters of any script', async () => {
  const { read } = await archiveOf([
    { path: 'profile.json', parts: partsOf('{"name":', '"Nguyễn Văn An"}') },
    { path: 'empty.json', parts: partsOf() },
  ]);
  expect(Object.keys(read)).toEqual(['profile.json', 'empty.json']);
  expect(strFromU8(read['profile.json'] ?? new Uint8Array())).toBe('{"name":"Nguyễn Văn An"}');
});

test('a large file is handed on in pieces of a bounded size', async () => {
  const parts = Array.from({ length: 100 }, () => noise(30_000));
  const { pieces, read } = await archiveOf([{ path: 'bookings.json', parts: partsOf(...parts) }]);
  expect(pieces.length).toBeGreaterThan(3);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(700_000);
  expect(strFromU8(read['bookings.json'] ?? new Uint8Array())).toBe(parts.join(''));
});

test('what cannot be stored ends the writing', async () => {
  async function* one() {
    yield { path: 'a.json', parts: partsOf('a') };
  }
  const full = zipInto(one(), { at, take: () => Promise.reject(new Error('full')) });
  await expect(full).rejects.toThrow('full');
});

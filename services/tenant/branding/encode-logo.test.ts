import { Readable } from 'node:stream';
import { createDeflate, deflateSync } from 'node:zlib';
import { createJimp } from '@jimp/core';
import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { encodeLogo } from './encode-logo.ts';

const Image = createJimp({ formats: [jpeg, png] });

const made = (mime: 'image/png' | 'image/jpeg', width: number, height: number, color = 0x336699ff) =>
  new Image({ width, height, color }).getBuffer(mime);

const read = (bytes: Uint8Array) => Image.fromBuffer(Buffer.from(bytes));

const refusalOf = async (bytes: Uint8Array): Promise<string | undefined> => {
  const error: unknown = await encodeLogo(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) return undefined;
  expect([error.code, error.errors[0]?.pointer]).toEqual(['invalid_request', '/image']);
  return error.errors[0]?.message;
};

/** A PNG that says it has these sides, and whose data becomes something else. */
const claiming = (width: number, height: number, data: Buffer): Uint8Array => {
  const chunk = (type: string, content: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

describe('a logo', () => {
  it.each([
    ['image/png', 960, 320, 480, 160],
    ['image/jpeg', 1_600, 100, 480, 30],
    ['image/png', 60, 40, 60, 40],
    ['image/jpeg', 1, 1, 1, 1],
  ] as const)('of %s, %d by %d, becomes a PNG that a page can show', async (mime, width, height, w, h) => {
    const logo = await encodeLogo(await made(mime, width, height));
    expect(Array.from(logo.content.subarray(1, 4))).toEqual(Array.from(Buffer.from('PNG')));
    const { bitmap } = await read(logo.content);
    expect([bitmap.width, bitmap.height, logo.width, logo.height]).toEqual([w, h, w, h]);
  });

  it('stays transparent where it is', async () => {
    for (const side of [100, 1_000]) {
      const { bitmap } = await read(
        (await encodeLogo(await made('image/png', side, side, 0x00000000))).content,
      );
      expect(bitmap.data[3]).toBe(0);
    }
  });

  it('keeps nothing else that the file carries: no place, no camera, no comment', async () => {
    const sent = await made('image/jpeg', 300, 300);
    const exif = Buffer.from('Exif\0\0GPS 10.77N 106.69E <script>alert(1)</script>');
    const length = Buffer.from([0, exif.length + 2]);
    const carrying = Buffer.concat([
      sent.subarray(0, 2),
      Buffer.from([0xff, 0xe1]),
      length,
      exif,
      sent.subarray(2),
      exif,
    ]);
    const text = Buffer.from((await encodeLogo(carrying)).content).toString('latin1');
    for (const word of ['Exif', 'GPS', 'script']) expect(text).not.toContain(word);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['an animation', Buffer.from('GIF89a\x01\x00\x01\x00')],
    ['a picture of another kind', Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ')],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s, whatever it is called', async (_what, bytes) => {
    expect(await refusalOf(bytes)).toBe('must be a PNG or JPEG image');
  });

  it('is refused when it is broken, or larger than it may be on a side', async () => {
    const whole = await made('image/png', 300, 300);
    expect(await refusalOf(whole.subarray(0, 60))).toBe('cannot be read as an image');
    for (const [width, height] of [
      [2_049, 10],
      [60_000, 60_000],
    ] as const)
      expect(await refusalOf(claiming(width, height, deflateSync(Buffer.alloc(10))))).toBe(
        'must have at most 2048 pixels on each side',
      );
  });

  it('that would unpack to far more than it shows fills no memory', async () => {
    const nothing = Buffer.alloc(1_000_000);
    const packed = Readable.from(Array.from({ length: 500 }, () => nothing)).pipe(createDeflate());
    const bomb = claiming(16, 16, Buffer.concat(await packed.toArray()));
    expect(bomb.length).toBeLessThan(1_000_000);
    // The most that the process has ever held, in KiB.
    const before = process.resourceUsage().maxRSS;
    await refusalOf(bomb);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000);
  });
});

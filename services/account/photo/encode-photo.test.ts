import { deflateSync } from 'node:zlib';
import { createJimp } from '@jimp/core';
import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { encodePhoto } from './encode-photo.ts';

const Image = createJimp({ formats: [jpeg, png] });

const made = (mime: 'image/png' | 'image/jpeg', width: number, height: number, color: number) =>
  new Image({ width, height, color }).getBuffer(mime);

const read = (bytes: Uint8Array) => Image.fromBuffer(Buffer.from(bytes));

const refusalOf = async (bytes: Uint8Array): Promise<string | undefined> => {
  const error: unknown = await encodePhoto(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) return undefined;
  expect([error.code, error.errors[0]?.pointer]).toEqual(['invalid_request', '/image']);
  return error.errors[0]?.message;
};

/** A PNG that says it has these sides and holds next to nothing. */
const claimed = (width: number, height: number): Uint8Array => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(10)))]);
};

describe('a photo', () => {
  it.each([
    ['image/png', 640, 200],
    ['image/jpeg', 200, 640],
    ['image/jpeg', 1, 1],
    ['image/png', 2048, 2048],
  ] as const)('of %s, %d by %d, becomes a square JPEG', async (mime, width, height) => {
    const photo = await encodePhoto(await made(mime, width, height, 0x336699ff));
    const { bitmap } = await read(photo);
    expect([bitmap.width, bitmap.height]).toEqual([320, 320]);
    expect(Array.from(photo.subarray(0, 3))).toEqual([0xff, 0xd8, 0xff]);
  });

  it('keeps nothing else that the file carries', async () => {
    const sent = await made('image/jpeg', 300, 300, 0x336699ff);
    const note = Buffer.from('GPS 10.77N 106.69E <script>alert(1)</script>');
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, note.length + 2]), note]);
    const carrying = Buffer.concat([sent.subarray(0, 2), comment, sent.subarray(2), note]);
    const text = Buffer.from(await encodePhoto(carrying)).toString('latin1');
    expect(text).not.toContain('GPS');
    expect(text).not.toContain('script');
  });

  it('that shows through is seen on white', async () => {
    const { bitmap } = await read(await encodePhoto(await made('image/png', 300, 300, 0x00000000)));
    expect(Array.from(bitmap.data.subarray(0, 3))).toEqual([255, 255, 255]);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['an animation', Buffer.from('GIF89a\x01\x00\x01\x00')],
    ['nothing', Buffer.alloc(0)],
    ['a document', Buffer.from('%PDF-1.7')],
  ])('is not %s, whatever it is called', async (_what, bytes) => {
    expect(await refusalOf(bytes)).toBe('must be a PNG or JPEG image');
  });

  it('that is broken or too large is refused before it fills the memory', async () => {
    const whole = await made('image/png', 300, 300, 0x336699ff);
    expect(await refusalOf(whole.subarray(0, 60))).toBe('cannot be read as an image');
    expect(await refusalOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).toBe(
      'cannot be read as an image',
    );
    const tooLarge = 'must have at most 2048 pixels on each side';
    for (const [width, height] of [
      [2049, 10],
      [10, 2049],
      [60_000, 60_000],
      [0xffff_ffff, 1],
    ] as const)
      expect(await refusalOf(claimed(width, height))).toBe(tooLarge);
    expect(await refusalOf(await made('image/jpeg', 3000, 100, 0xffffffff))).toBe(tooLarge);
    const jpegHeader = await made('image/jpeg', 16, 16, 0xffffffff);
    const at = jpegHeader.indexOf(Buffer.from([0xff, 0xc0]));
    jpegHeader.writeUInt16BE(60_000, at + 5);
    jpegHeader.writeUInt16BE(60_000, at + 7);
    expect(await refusalOf(jpegHeader)).toBe(tooLarge);
  });
});

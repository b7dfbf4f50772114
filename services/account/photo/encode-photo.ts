import { AppError } from '#domain/errors.ts';

/** Pixels of the square that is kept. */
const side = 320;
/** The most pixels either side of what is sent may have: what is decoded stands in memory. */
const mostPixels = 2_048;
const quality = 85;

const refused = (message: string): AppError =>
  new AppError('invalid_request', 'The photo cannot be used.', { errors: [{ pointer: '/image', message }] });

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** What the file says of itself by its first bytes, whatever it is called. */
const isPhoto = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Sides of a PNG stand in its header; a JPEG's are found by its decoder, which is given the same limit. */
const isLargePng = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0x89) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 24 || Math.max(view.getUint32(16), view.getUint32(20)) > mostPixels;
};

/** The codecs are read when the first photo is sent: most processes never see one. */
const loadImage = async () => {
  const [core, jpeg, png, cover] = await Promise.all([
    import('@jimp/core'),
    import('@jimp/js-jpeg'),
    import('@jimp/js-png'),
    import('@jimp/plugin-cover'),
  ]);
  return core.createJimp({ formats: [jpeg.default, png.default], plugins: [cover.methods] });
};

/** What shows through in places is seen on white; a JPEG has no transparency. */
const flatten = (pixels: Uint8Array): void => {
  for (let at = 0; at < pixels.length; at += 4) {
    const opacity = (pixels[at + 3] ?? 255) / 255;
    for (let channel = at; channel < at + 3; channel += 1)
      pixels[channel] = Math.round((pixels[channel] ?? 0) * opacity + 255 * (1 - opacity));
    pixels[at + 3] = 255;
  }
};

/**
 * A photo as we keep it: the middle of what was sent as a square JPEG of 320 pixels, without anything else that the file
 * carried (place, camera, comments, what is appended). `invalid_request` for what is no PNG or JPEG by its content, is broken, or
 * has a side of more than 2,048 pixels.
 */
export const encodePhoto = async (sent: Uint8Array): Promise<Uint8Array> => {
  if (!isPhoto(sent)) throw refused('must be a PNG or JPEG image');
  if (isLargePng(sent)) throw refused(`must have at most ${mostPixels} pixels on each side`);
  const Image = await loadImage();
  const limits = { maxResolutionInMP: (mostPixels * mostPixels) / 1_000_000, maxMemoryUsageInMB: 128 };
  try {
    const image = await Image.fromBuffer(Buffer.from(sent), { 'image/jpeg': limits });
    if (Math.max(image.bitmap.width, image.bitmap.height) > mostPixels)
      throw refused(`must have at most ${mostPixels} pixels on each side`);
    image.cover({ w: side, h: side });
    flatten(image.bitmap.data);
    return new Uint8Array(await image.getBuffer('image/jpeg', { quality }));
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && /maxResolutionInMP|maxMemoryUsageInMB/.test(error.message))
      throw refused(`must have at most ${mostPixels} pixels on each side`);
    throw refused('cannot be read as an image');
  }
};

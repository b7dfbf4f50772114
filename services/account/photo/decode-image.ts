import { AppError } from '#domain/errors.ts';

/** The most pixels either side of what is sent may have: what is decoded stands in memory. */
const mostPixels = 2_048;

const refused = (message: string): AppError =>
  new AppError('invalid_request', 'The image cannot be used.', { errors: [{ pointer: '/image', message }] });

const tooLarge = (): AppError => refused(`must have at most ${mostPixels} pixels on each side`);

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** What the file says of itself by its first bytes, whatever it is called. */
const isImage = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Sides of a PNG stand in its header; a JPEG's are found by its decoder, which is given the same limit. */
const isLargePng = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0x89) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 24 || Math.max(view.getUint32(16), view.getUint32(20)) > mostPixels;
};

/** The codecs are read when the first image is sent: most processes never see one. */
const loadImage = async () => (await import('./codecs.ts')).createImageType();

export type DecodedImage = InstanceType<Awaited<ReturnType<typeof loadImage>>>;

/**
 * Reads an image that somebody has sent and makes ours of it: its pixels, without anything else that the file carried (place, camera,
 * comments, what is appended). `invalid_request` at `/image` for what is no PNG or JPEG by its content, is broken, or has a side
 * of more than 2,048 pixels.
 */
export const recode = async <Made>(
  sent: Uint8Array,
  make: (image: DecodedImage) => Promise<Made>,
): Promise<Made> => {
  if (!isImage(sent)) throw refused('must be a PNG or JPEG image');
  if (isLargePng(sent)) throw tooLarge();
  const Image = await loadImage();
  const limits = { maxResolutionInMP: (mostPixels * mostPixels) / 1_000_000, maxMemoryUsageInMB: 128 };
  try {
    const image = await Image.fromBuffer(Buffer.from(sent), { 'image/jpeg': limits });
    if (Math.max(image.bitmap.width, image.bitmap.height) > mostPixels) throw tooLarge();
    return await make(image as DecodedImage);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && /maxResolutionInMP|maxMemoryUsageInMB/.test(error.message))
      throw tooLarge();
    throw refused('cannot be read as an image');
  }
};

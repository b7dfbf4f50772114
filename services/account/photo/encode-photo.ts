import { recode } from './decode-image.ts';

/** Pixels of the square that is kept. */
const side = 320;
const quality = 85;

/** What shows through in places is seen on white; a JPEG has no transparency. */
const flatten = (pixels: Uint8Array): void => {
  for (let at = 0; at < pixels.length; at += 4) {
    const opacity = (pixels[at + 3] ?? 255) / 255;
    for (let channel = at; channel < at + 3; channel += 1)
      pixels[channel] = Math.round((pixels[channel] ?? 0) * opacity + 255 * (1 - opacity));
    pixels[at + 3] = 255;
  }
};

/** A photo as we keep it: the middle of what was sent as a square JPEG of 320 pixels. Refused as `recode` says. */
export const encodePhoto = (sent: Uint8Array): Promise<Uint8Array> =>
  recode(sent, async (image) => {
    image.cover({ w: side, h: side });
    flatten(image.bitmap.data);
    return new Uint8Array(await image.getBuffer('image/jpeg', { quality }));
  });

import { keptSize } from '#domain/branding/logo.ts';
import { recode } from '#services/account/photo/decode-image.ts';

/**
 * A logo as we keep it: the whole of what was sent as a PNG, made smaller where it is larger than a logo is shown; what is transparent
 * stays so. Refused as `recode` says.
 */
export const encodeLogo = (
  sent: Uint8Array,
): Promise<{ content: Uint8Array; width: number; height: number }> =>
  recode(sent, async (image) => {
    const { width, height } = keptSize(image.bitmap);
    if (width < image.bitmap.width || height < image.bitmap.height) image.cover({ w: width, h: height });
    return { content: new Uint8Array(await image.getBuffer('image/png')), width, height };
  });

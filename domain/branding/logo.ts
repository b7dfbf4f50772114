/** The most pixels that a kept logo has: twice what it is shown in and more, so that it is sharp on dense screens. */
export const logoPixels = { width: 480, height: 160 } as const;

/** The most that a logo takes of a page or a mail, in CSS pixels. */
const shown = { width: 240, height: 56 } as const;

type Size = { width: number; height: number };

const within = ({ width, height }: Size, most: Size): Size => {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** The size in which an image is kept as a logo: the whole of it, never larger than it was sent. */
export const keptSize = (image: Size): Size => within(image, logoPixels);

/** The size in which a kept logo is shown, in CSS pixels. */
export const shownSize = (logo: Size): Size => within(logo, shown);

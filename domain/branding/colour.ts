/** A colour as pages, mails and the database write it. */
export const colourPattern = /^#[0-9a-f]{6}$/;

type Channels = readonly [number, number, number];

const channelsOf = (colour: string): Channels => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
const luminanceOf = (colour: string): number => {
  const [red, green, blue] = channelsOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

/** Contrast of two colours as WCAG 2 defines it, 1 to 21, whichever is in front. */
export const contrastOf = (one: string, other: string): number => {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** The lowest contrast of a colour with any of several. */
export const lowestContrast = (colour: string, others: readonly string[]): number =>
  Math.min(...others.map((other) => contrastOf(colour, other)));

/** So much of the way from one colour to another: 0 is the first, 1 the second. */
export const mix = (from: string, to: string, share: number): string => {
  const end = channelsOf(to);
  const mixed = channelsOf(from).map((channel, index) =>
    Math.round(channel + ((end[index] ?? 0) - channel) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
};

/** The first colour on the way from one to another that is good enough, or the other itself. */
export const towards = (from: string, to: string, isEnough: (colour: string) => boolean): string => {
  for (let step = 0; step < 100; step += 1) {
    const colour = mix(from, to, step / 100);
    if (isEnough(colour)) return colour;
  }
  return to;
};

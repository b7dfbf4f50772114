/** The colours that follow from one accent colour in one theme, `#rrggbb`. */
export type Tone = {
  /** Buttons, links, the ring around what has the focus. */
  accent: string;
  /** Text on `accent` and `accentStrong`. */
  onAccent: string;
  /** What is pointed at, and text on either wash. */
  accentStrong: string;
  /** Text on washes that is read more than it is clicked. */
  accentInk: string;
  /** Behind what is chosen or pointed at. */
  accentWash: string;
  accentWashStrong: string;
};

/** What pages and mails show of an accent colour. */
export type Palette = { light: Tone; dark: Tone };

/** A logo as it is kept: a PNG by the hash of its bytes, and how many pixels it has. */
export type LogoMark = { hash: string; width: number; height: number };

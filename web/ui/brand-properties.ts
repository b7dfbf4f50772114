const properties = {
  accent: '--accent',
  accentStrong: '--accent-strong',
  onAccent: '--on-accent',
  accentInk: '--accent-ink',
  accentWash: '--accent-wash',
  accentWashStrong: '--accent-wash-strong',
} as const;

type Tone = Readonly<Record<keyof typeof properties, string>>;
const names = Object.keys(properties) as (keyof typeof properties)[];

/** The custom properties of tokens.css that an organisation's colours take the place of, with their values. */
export const brandProperties = ({
  light,
  dark,
}: {
  light: Tone;
  dark: Tone;
}): (readonly [string, string])[] =>
  names.map((name) => [properties[name], `light-dark(${light[name]}, ${dark[name]})`]);

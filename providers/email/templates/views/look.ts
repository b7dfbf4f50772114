import { colourPattern } from '#domain/branding/colour.ts';
import { shownSize } from '#domain/branding/logo.ts';
import { paletteOf } from '#domain/branding/palette.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { safeUrl } from '../sanitize.ts';
import type { EmailView } from './said.ts';

const usual: EmailView['accent'] = { colour: '#0b57d0', on: '#ffffff', dark: '#8ab8ff' };

const accentOf = (accent: string | undefined): EmailView['accent'] => {
  if (accent === undefined || !colourPattern.test(accent)) return usual;
  const { light, dark } = paletteOf(accent);
  return { colour: light.accent, on: light.onAccent, dark: dark.accent };
};

/** Logo and colours of a mail: those of the organisation, where it has some. */
export function lookOf({ brand = {} }: EmailContent): Pick<EmailView, 'logo' | 'accent'> {
  const { logo } = brand;
  const url = safeUrl(logo?.url);
  const accent = accentOf(brand.accent);
  if (logo === undefined || url === undefined) return { logo: null, accent };
  return { logo: { url, ...shownSize(logo) }, accent };
}

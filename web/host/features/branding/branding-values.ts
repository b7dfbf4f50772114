import type { Branding, BrandingInput } from '#web/api/schemas.ts';
import type { Issue } from '#web/host/editor/use-values-form.ts';

/** What the form of the branding holds: the request of the API with nothing left out. Empty texts stand for null. */
export type BrandingValues = Omit<BrandingInput, 'senderName' | 'accent'> & {
  senderName: string;
  accent: string;
};

export const valuesOfBranding = ({ name, senderName, locale, accent }: Branding): BrandingValues => ({
  name,
  senderName: senderName ?? '',
  locale,
  accent: accent ?? '',
});

/** A colour as the API writes it, with or without the sign in front of it; null for anything else. */
export const colourOf = (typed: string): string | null => {
  const [, digits] = /^\s*#?([0-9a-f]{6})\s*$/i.exec(typed) ?? [];
  return digits === undefined ? null : `#${digits.toLowerCase()}`;
};

export const tidyBranding = (values: BrandingValues): BrandingValues => ({
  ...values,
  name: values.name.trim(),
  senderName: values.senderName.trim(),
  accent: colourOf(values.accent) ?? '',
});

/** For values without issues. */
export const inputOf = ({ senderName, accent, ...values }: BrandingValues): BrandingInput => ({
  ...values,
  senderName: senderName === '' ? null : senderName,
  accent: accent === '' ? null : accent,
});

export const brandingIssues = ({ name, accent }: BrandingValues): Issue[] => [
  ...(name.trim() === '' ? [{ path: 'name', code: 'name' }] : []),
  ...(accent.trim() !== '' && colourOf(accent) === null ? [{ path: 'accent', code: 'accent' }] : []),
];

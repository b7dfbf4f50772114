import { z } from 'zod';
import { colourPattern } from '#domain/branding/colour.ts';
import { logoPixels } from '#domain/branding/logo.ts';
import { checkAccent, textContrast } from '#domain/branding/palette.ts';
import { plainName } from '#domain/notification/inert-text.ts';
import { defineEndpoint } from '../endpoint.ts';
import { Locale, line, noParams, noQuery, nothing } from '../fields.ts';

const Tone = z.object({
  accent: z.string(),
  onAccent: z.string(),
  accentStrong: z.string(),
  accentInk: z.string(),
  accentWash: z.string(),
  accentWashStrong: z.string(),
});
/** Every colour that is made of an accent colour, for light and for dark pages. */
export const Palette = z.object({ light: Tone, dark: Tone }).meta({ id: 'Palette' });

/** `url` is a path under every host of the product; it changes with the logo. Sizes are those it is shown in, in CSS pixels. */
export const Logo = z.object({ url: z.string(), width: z.int(), height: z.int() }).meta({ id: 'Logo' });

/** What guests see of an organisation on each of its pages. */
export const Brand = z
  .object({
    name: z.string(),
    /** Of pages where the guest asks for no other language. */
    locale: Locale,
    logo: Logo.nullable(),
    /** Null: the product's own colours. */
    colours: Palette.nullable(),
  })
  .meta({ id: 'Brand' });

const Accent = z
  .string()
  .toLowerCase()
  .regex(colourPattern, { error: 'must be a colour, e.g. #0f6b53', abort: true })
  .refine((accent) => checkAccent(accent).isReadable, {
    error: `must have a contrast of at least ${textContrast}:1 with light pages; take a darker tone`,
  })
  .meta({ example: '#5b21b6' });

/** Stands where mail programs show whom a mail is from. */
const SenderName = line(60).refine((name) => plainName(name) === name && !/["\\]/.test(name), {
  error: 'must be a name, without an address, a link or a telephone number',
});

export const BrandingInput = z
  .object({
    name: line(100),
    /** Null: mails are from the organisation by its name. */
    senderName: SenderName.nullable(),
    locale: Locale,
    /** Null: the product's own colours. */
    accent: Accent.nullable(),
  })
  .meta({ id: 'BrandingInput' });

export const Branding = Brand.extend({
  senderName: z.string().nullable(),
  accent: z.string().nullable(),
  version: z.int(),
}).meta({ id: 'Branding' });

const tag = 'Branding';
const write = { kind: 'member', permission: 'branding.write' } as const;
/** Base64 of one mebibyte. */
const logoCharacters = 1_398_104;

export const readBranding = defineEndpoint({
  operation: 'readBranding',
  method: 'get',
  path: '/branding',
  tag,
  summary: 'What pages and mails of my organisation say and show of it',
  description: 'Its ETag goes into If-Match when replacing it.',
  access: { kind: 'member', permission: 'branding.read' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Branding,
  status: 200,
  limit: 'read',
  problems: [],
});

export const replaceBranding = defineEndpoint({
  operation: 'replaceBranding',
  method: 'put',
  path: '/branding',
  tag,
  summary: 'Change name, sender name, language and accent colour of my organisation',
  description: 'The logo stays as it is.',
  access: write,
  params: noParams,
  query: noQuery,
  body: BrandingInput,
  response: Branding,
  status: 200,
  precondition: 'required',
  limit: 'write',
  problems: [],
});

export const setLogo = defineEndpoint({
  operation: 'setLogo',
  method: 'put',
  path: '/branding/logo',
  tag,
  summary: 'Give my organisation a logo',
  description: `A PNG or JPEG of at most 1 MiB and 2,048 pixels on each side, judged by its content. It is kept as a PNG of at most ${logoPixels.width} by ${logoPixels.height} pixels, without anything else the file carries; what is transparent stays so.`,
  access: write,
  params: noParams,
  query: noQuery,
  body: z.object({
    image: z
      .string()
      .max(logoCharacters, { error: 'must have at most 1 MiB' })
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: 'must be an image in base64' }),
  }),
  bodyBytes: logoCharacters + 1_024,
  response: Branding,
  status: 200,
  limit: 'write',
  problems: [],
});

export const removeLogo = defineEndpoint({
  operation: 'removeLogo',
  method: 'delete',
  path: '/branding/logo',
  tag,
  summary: 'Take the logo of my organisation away; without one nothing changes',
  access: write,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Branding,
  status: 200,
  limit: 'write',
  problems: [],
});

export const previewColours = defineEndpoint({
  operation: 'previewColours',
  method: 'get',
  path: '/branding/colours',
  tag,
  summary: 'What would be made of an accent colour, and whether it can be read',
  access: { kind: 'member', permission: 'branding.read' },
  params: noParams,
  query: z.object({
    /** Without the `#`. */
    accent: z
      .string()
      .toLowerCase()
      .regex(/^[0-9a-f]{6}$/, { error: 'must be six hexadecimal digits' }),
  }),
  body: nothing,
  response: z
    .object({
      /** The lowest contrast with light pages, rounded down to a tenth; 4.5 is enough. */
      ratio: z.number(),
      isReadable: z.boolean(),
      /** The nearest darker tone that can be read; the colour itself where it can. */
      nearest: z.string(),
      /** Of `nearest`. */
      colours: Palette,
    })
    .meta({ id: 'ColourPreview' }),
  status: 200,
  limit: 'read',
  problems: [],
  example: { query: { accent: '5b21b6' } },
});

export const getPublicBrand = defineEndpoint({
  operation: 'getPublicBrand',
  method: 'get',
  path: '/public/brand',
  site: 'tenant',
  tag: 'Guest',
  summary: 'How the organisation whose own host this is looks',
  description:
    'Also while its pages are switched off. Under the host of the installation itself there is none.',
  access: { kind: 'public' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Brand,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const getLogo = defineEndpoint({
  operation: 'getLogo',
  method: 'get',
  path: '/public/logos/{hash}',
  tag: 'Guest',
  summary: 'The logo of an organisation',
  description: 'What stands at an address never changes, so it may be kept.',
  access: { kind: 'public' },
  params: z.object({ hash: z.string().max(64) }),
  query: noQuery,
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'image/png',
  limit: 'read',
  problems: ['not_found'],
});

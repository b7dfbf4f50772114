import { queryOptions } from '@tanstack/react-query';
import type { Branding, BrandingInput } from '#web/api/schemas.ts';
import { api, bodyOf, type Versioned, versionedBodyOf } from '../api.ts';

export const brandingKey = ['branding'] as const;

export const brandingQuery = queryOptions({
  queryKey: [...brandingKey, 'current'],
  queryFn: ({ signal }) => versionedBodyOf(api.get('/api/v1/branding', { signal })),
});

/** Refused with `precondition_failed` when the branding is no longer the version `etag` names. */
export const replaceBranding = (etag: string, input: BrandingInput): Promise<Versioned<Branding>> =>
  versionedBodyOf(api.put('/api/v1/branding', { params: { header: { 'If-Match': etag } }, body: input }));

/** `image`: a PNG or JPEG in base64. */
export const setLogo = (image: string): Promise<Versioned<Branding>> =>
  versionedBodyOf(api.put('/api/v1/branding/logo', { body: { image } }));

export const removeLogo = (): Promise<Versioned<Branding>> =>
  versionedBodyOf(api.delete('/api/v1/branding/logo', {}));

/** What would be made of a colour, `#rrggbb`: always the same. */
export const colourPreviewQuery = (accent: string) =>
  queryOptions({
    queryKey: [...brandingKey, 'colours', accent],
    queryFn: ({ signal }) =>
      bodyOf(api.get('/api/v1/branding/colours', { signal, params: { query: { accent: accent.slice(1) } } })),
    staleTime: Infinity,
  });

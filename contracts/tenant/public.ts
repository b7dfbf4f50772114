import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { Locale, noParams, noQuery, nothing } from '../fields.ts';
import { Brand } from './branding.ts';

export const PublicTenant = z
  .object({
    name: z.string(),
    locale: Locale,
    brand: Brand,
    hosts: z.array(
      z.object({ name: z.string(), username: z.string(), bio: z.string(), photoUrl: z.string().nullable() }),
    ),
  })
  .meta({ id: 'PublicTenant' });

export const getPublicTenant = defineEndpoint({
  operation: 'getPublicTenant',
  method: 'get',
  path: '/public/tenant',
  site: 'tenant',
  tag: 'Guest',
  summary: 'The organisation whose own host this is, with the hosts who can be booked',
  description: 'Under the host of the installation itself there is none.',
  access: { kind: 'public' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: PublicTenant,
  status: 200,
  limit: 'read',
  problems: ['not_found', 'pages_off'],
});

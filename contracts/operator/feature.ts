import { z } from 'zod';
import { featureNames } from '#domain/feature/features.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing } from '../fields.ts';
import { Reason } from './tenant.ts';

const tag = 'Operators';
const access = { kind: 'operator' } as const;
const feature = z.enum(featureNames);
const TenantParams = z.object({ tenantId: idOf('tenant') });

export const FeatureList = z
  .object({
    items: z.array(
      z.object({
        name: feature,
        /** What stops when it is off, and what goes on. */
        off: z.string(),
        isOn: z.boolean(),
        /** What was said of it here, and why; null where nothing was. */
        set: z.object({ isOn: z.boolean(), reason: z.string(), setAt: InstantOutput }).nullable(),
      }),
    ),
  })
  .meta({ id: 'FeatureList' });

const Change = z.object({
  /** Null: as it would be if nothing had been said here. */
  isOn: z.boolean().nullable(),
  reason: Reason,
});

export const listFeatures = defineEndpoint({
  operation: 'listFeatures',
  method: 'get',
  path: '/operator/features',
  tag,
  summary: 'What is switched on and off in the installation',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: FeatureList,
  status: 200,
  limit: 'read',
  problems: [],
});

export const setFeature = defineEndpoint({
  operation: 'setFeature',
  method: 'put',
  path: '/operator/features/{feature}',
  tag,
  summary: 'Switch something on or off in the installation',
  description:
    'Takes effect with the next request, in every organisation of which nothing else was said. What needs it is 403 `feature_off`; what exists already is kept.',
  access,
  params: z.object({ feature }),
  query: noQuery,
  body: Change,
  response: FeatureList,
  status: 200,
  limit: 'write',
  problems: [],
});

export const listTenantFeatures = defineEndpoint({
  operation: 'listTenantFeatures',
  method: 'get',
  path: '/operator/tenants/{tenantId}/features',
  tag,
  summary: 'What is switched on and off in an organisation',
  access,
  params: TenantParams,
  query: noQuery,
  body: nothing,
  response: FeatureList,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const setTenantFeature = defineEndpoint({
  operation: 'setTenantFeature',
  method: 'put',
  path: '/operator/tenants/{tenantId}/features/{feature}',
  tag,
  summary: 'Switch something on or off in one organisation, whatever is said of the installation',
  access,
  params: TenantParams.extend({ feature }),
  query: noQuery,
  body: Change,
  response: FeatureList,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

import { z } from 'zod';
import { backlogKinds } from '#domain/vendor-health/backlog.ts';
import { vendorStates } from '#domain/vendor-health/health.ts';
import { integrationVendors, vendorCapabilities } from '#domain/vendors.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

const tag = 'Operators';
const access = { kind: 'operator' } as const;

const Window = z
  .object({
    calls: z.int(),
    /** Without what happens in the best installation, as a guest’s address that nobody has. */
    failed: z.int(),
    /** Of these, told to slow down. */
    throttled: z.int(),
    successRate: z.number().nullable(),
    /** Half of the calls took no longer, and 95 of 100; as near as the classes tell that are counted. */
    p50Ms: z.int().nullable(),
    p95Ms: z.int().nullable(),
  })
  .meta({ id: 'VendorCalls' });

const VendorHealth = z
  .object({
    items: z.array(
      z.object({
        /** `none`: no vendor is configured. */
        vendor: z.string(),
        capability: z.enum(vendorCapabilities),
        state: z.enum(vendorStates),
        /** The last 15 minutes, 60 minutes and 24 hours. */
        quarter: Window,
        hour: Window,
        day: Window,
        /** Why calls failed in the last 24 hours, the most frequent first. */
        reasons: z.array(z.object({ reason: z.string(), calls: z.int() })),
        lastCallAt: InstantOutput.nullable(),
        lastFailureAt: InstantOutput.nullable(),
        hours: z.array(z.object({ startsAt: InstantOutput, calls: z.int(), failed: z.int() })),
      }),
    ),
  })
  .meta({ id: 'VendorHealth' });

export const readVendorHealth = defineEndpoint({
  operation: 'readVendorHealth',
  method: 'get',
  path: '/operator/vendors',
  tag,
  summary: 'How the vendors answer',
  description:
    'By vendor and capability, from the calls of all processes in the last 24 hours. `failing`: every fifth call of the last 15 minutes or more, three at least, or all there were; `slow`: one call of twenty took longer than five seconds; with fewer than five calls in 15 minutes the last hour is judged. `no_calls`: none in the last hour.',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: VendorHealth,
  status: 200,
  limit: 'read',
  problems: [],
});

export const listVendorBacklog = defineEndpoint({
  operation: 'listVendorBacklog',
  method: 'get',
  path: '/operator/vendors/backlog',
  tag,
  summary: 'Accounts to be connected again, push channels and calendars that are overdue, the longest first',
  description:
    '`account`: the vendor refuses it, its owner has to connect it again. `channel`: it should have been renewed; until it is, its calendar is found by polling. `calendar`: it has not been read for 15 minutes.',
  access,
  params: noParams,
  query: z.object({
    ...PageQuery,
    kind: z.enum(backlogKinds).optional(),
    vendor: z.enum(integrationVendors).optional(),
  }),
  body: nothing,
  response: pageOf(
    z
      .object({
        id: z.string(),
        kind: z.enum(backlogKinds),
        vendor: z.enum(integrationVendors),
        tenant: z.object({ id: idOf('tenant'), name: z.string() }),
        since: InstantOutput,
      })
      .meta({ id: 'VendorBacklogItem' }),
  ).meta({ id: 'VendorBacklogPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const readVendorBacklogFigures = defineEndpoint({
  operation: 'readVendorBacklogFigures',
  method: 'get',
  path: '/operator/vendors/backlog/figures',
  tag,
  summary: 'How much of that there is, by kind and vendor, and since when',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      items: z.array(
        z.object({
          kind: z.enum(backlogKinds),
          vendor: z.enum(integrationVendors),
          count: z.int(),
          since: InstantOutput,
        }),
      ),
    })
    .meta({ id: 'VendorBacklogFigures' }),
  status: 200,
  limit: 'read',
  problems: [],
});

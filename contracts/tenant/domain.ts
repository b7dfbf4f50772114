import { z } from 'zod';
import { domainFindings, domainStates } from '#domain/domain/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, line, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

/** What operators see of a domain as well. */
const DomainState = z.object({
  id: idOf('domain'),
  /** In its ASCII form. */
  name: z.string(),
  /** `failing`: its records are gone, and its pages answer until `releaseAt`. */
  state: z.enum(domainStates),
  /** What the last look found wrong; null when nothing was, or there was none yet. */
  finding: z.enum(domainFindings).nullable(),
  createdAt: InstantOutput,
  verifiedAt: InstantOutput.nullable(),
  checkedAt: InstantOutput.nullable(),
  releaseAt: InstantOutput.nullable(),
});

export const Domain = DomainState.extend({
  /** The TXT record that proves whose it is. */
  proof: z.object({ name: z.string(), value: z.string() }),
  /** Where the domain has to point: by CNAME, or by the same addresses where it can have none. */
  target: z.string(),
}).meta({ id: 'Domain' });

const tag = 'Domains';
const access = { kind: 'member', permission: 'domains.write' } as const;
const DomainParams = z.object({ domainId: idOf('domain') });

export const listDomains = defineEndpoint({
  operation: 'listDomains',
  method: 'get',
  path: '/domains',
  tag,
  summary: 'Domains of the organisation, the newest first',
  access: { kind: 'member', permission: 'domains.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Domain).meta({ id: 'DomainPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const addDomain = defineEndpoint({
  operation: 'addDomain',
  method: 'post',
  path: '/domains',
  tag,
  summary: 'Add a domain for the pages of the organisation',
  description:
    'Its pages answer there once both records are found: the TXT record `proof`, and a CNAME to `target`. They are looked for every minute at first, and for seven days. A domain that another organisation has proved stays `pending` with `in_use`.',
  access,
  params: noParams,
  query: noQuery,
  body: z.object({ name: line(253) }),
  response: Domain,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['domain_added', 'plan_limit_reached'],
});

export const checkDomain = defineEndpoint({
  operation: 'checkDomain',
  method: 'post',
  path: '/domains/{domainId}/check',
  tag,
  summary: 'Look for the records of a domain now',
  description: 'A domain that was given up or released is waited for anew.',
  access,
  params: DomainParams,
  query: noQuery,
  body: nothing,
  response: Domain,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const removeDomain = defineEndpoint({
  operation: 'removeDomain',
  method: 'delete',
  path: '/domains/{domainId}',
  tag,
  summary: 'Remove a domain',
  description: 'Nothing answers under it any more. Links in mails that were sent with it lead nowhere.',
  access,
  params: DomainParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});

export const listTenantDomains = defineEndpoint({
  operation: 'listTenantDomains',
  method: 'get',
  path: '/operator/tenants/{tenantId}/domains',
  tag: 'Operators',
  summary: 'Domains of an organisation, the newest first',
  access: { kind: 'operator' },
  params: z.object({ tenantId: idOf('tenant') }),
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(DomainState.meta({ id: 'OperatorDomain' })).meta({ id: 'OperatorDomainPage' }),
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

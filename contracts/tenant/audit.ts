import { z } from 'zod';
import { actorKinds } from '#domain/audit/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantInput, InstantOutput, idOf, noParams, nothing, PageQuery, pageOf } from '../fields.ts';

const id = z.string().max(64);

const filter = {
  actorKind: z.enum(actorKinds).optional(),
  /** Of a member, or of the identity of an operator. */
  actorId: id.optional(),
  /** `noun.verb`, as entries have it. */
  action: z
    .string()
    .max(64)
    .regex(/^[a-z_]+\.[a-z_]+$/, { error: 'must be a noun and a verb, e.g. link.update' })
    .optional(),
  targetId: id.optional(),
  from: InstantInput.optional(),
  /** Not included. */
  to: InstantInput.optional(),
};

const fields = z.record(z.string(), z.unknown()).nullable();

export const AuditEntry = z
  .object({
    id: idOf('audit'),
    /** `installation` for what operators did that concerns no organisation. */
    tenantId: z.string(),
    at: InstantOutput,
    actor: z.object({
      kind: z.enum(actorKinds),
      id: z.string().nullable(),
      /** Of a member, as they are called now; operators see none. */
      name: z.string().nullable(),
    }),
    action: z.string(),
    target: z.object({ kind: z.string(), id: z.string() }),
    before: fields,
    after: fields,
    /** Why an operator did it. */
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
    addressPrefix: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' });
const asFile =
  'UTF-8 with a byte order mark; streamed, whatever its length. Text that a spreadsheet would run as a formula begins with an apostrophe.';

const ofTenant = {
  method: 'get',
  tag: 'Account',
  access: { kind: 'member', permission: 'audit.read', keys: 'member' },
  params: noParams,
  body: nothing,
  status: 200,
  limit: 'read',
  problems: [],
} as const;

export const listAuditLog = defineEndpoint({
  ...ofTenant,
  operation: 'listAuditLog',
  path: '/audit-log',
  summary: 'What was done in my organisation, by whom and from where, newest first',
  query: z.object({ ...PageQuery, ...filter }),
  response: AuditPage,
});

export const exportAuditLog = defineEndpoint({
  ...ofTenant,
  operation: 'exportAuditLog',
  path: '/audit-log/export',
  summary: 'The audit log of my organisation as a CSV file',
  feature: 'csv_exports',
  description: asFile,
  query: z.object(filter),
  response: z.string(),
  produces: 'text/csv',
});

const ofInstallation = { ...ofTenant, tag: 'Operators', access: { kind: 'operator' } } as const;
/** An organisation's id, or `installation`. */
const tenantId = id.optional();

export const listInstallationLog = defineEndpoint({
  ...ofInstallation,
  operation: 'listInstallationLog',
  path: '/operator/audit-log',
  summary: 'What was done in the installation or in one of its organisations, newest first',
  query: z.object({ ...PageQuery, ...filter, tenantId }),
  response: AuditPage,
});

export const exportInstallationLog = defineEndpoint({
  ...ofInstallation,
  operation: 'exportInstallationLog',
  path: '/operator/audit-log/export',
  summary: 'The audit log as a CSV file',
  description: asFile,
  query: z.object({ ...filter, tenantId }),
  response: z.string(),
  produces: 'text/csv',
});

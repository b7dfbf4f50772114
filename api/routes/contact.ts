import type { Context } from 'hono';
import { bindMember, type Router } from '#api/bind.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/contact.ts';
import { getContact, listContacts } from '#services/contact/list-contacts.ts';
import { eraseContact } from '#services/guest-data/ask-erasure.ts';
import { exportContact, type GuestFile } from '#services/guest-data/download-data.ts';

/** A guest's data on its way, for whoever may have it and nobody in between. */
export const sendFile = (
  c: Context<AppEnv>,
  { fileName, parts }: GuestFile,
  headers: Readonly<Record<string, string>>,
): Response =>
  c.body(ReadableStream.from(parts).pipeThrough(new TextEncoderStream()), 200, {
    'Content-Type': 'application/json',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    ...headers,
  });

/** Serves hosts: the guests of their tenant. */
export const contactRoutes = (router: Router): void => {
  bindMember(router, contract.listContacts, async ({ ctx, query }) => ({
    body: await listContacts(ctx, query),
  }));
  bindMember(router, contract.getContact, async ({ ctx, params }) => ({
    body: await getContact(ctx, params),
  }));
  bindMember(router, contract.exportContact, async ({ c, ctx, params }) =>
    sendFile(c, await exportContact(ctx, params), { 'Cache-Control': 'private, no-store' }),
  );
  bindMember(router, contract.eraseContact, async ({ ctx, params, body }) => ({
    body: await eraseContact(ctx, { ...params, ...body }),
  }));
};

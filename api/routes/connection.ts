import type { Hono } from 'hono';
import { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import type { SessionGuard } from '#api/middleware/session.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/account.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type CalendarVendor, calendarVendors } from '#domain/vendors.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import {
  redeemState,
  saveConnection,
  startAuthorization,
} from '#services/connection/authorize-connection.ts';
import {
  disconnectConnection,
  listConnections,
  syncConnection,
  updateCalendar,
} from '#services/connection/manage-connection.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SecretBox } from '#services/secrets.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';

export type ConnectionRouteOptions = {
  providers: ReadonlyMap<CalendarVendor, CalendarProvider>;
  secrets: SecretBox;
  publicUrl: string;
  workflowUrl: (workflowId: string) => string | null;
};

const callbackPath = (vendor: CalendarVendor): string => `/api/v1/connections/${vendor}/callback`;

const providerOf = (options: ConnectionRouteOptions, vendor: CalendarVendor): CalendarProvider => {
  const provider = options.providers.get(vendor);
  if (provider === undefined) throw new AppError('not_found', 'This calendar vendor is not configured here.');
  return provider;
};

/** Serves the host's calendar connections. */
export const connectionRoutes = (router: Router, options: ConnectionRouteOptions): void => {
  const { secrets, publicUrl } = options;
  const workflowUrl = (calendarId: string): string | null =>
    options.workflowUrl(workflowIdOf('calendar', calendarId));
  bindMember(router, contract.listConnections, async ({ ctx, query }) => ({
    body: { ...(await listConnections(ctx, query, workflowUrl)), available: [...options.providers.keys()] },
  }));
  bindMember(router, contract.authorizeConnection, async ({ ctx, params }) => {
    const provider = providerOf(options, params.vendor);
    const { state, codeChallenge } = await startAuthorization(ctx, secrets, params.vendor);
    const redirectUri = `${publicUrl}${callbackPath(params.vendor)}`;
    return { body: { url: provider.auth.authorizationUrl({ state, codeChallenge, redirectUri }) } };
  });
  bindMember(router, contract.syncConnection, async ({ ctx, params }) => {
    await syncConnection(ctx, params.connectionId);
    return { body: undefined };
  });
  bindMember(router, contract.updateCalendar, async ({ ctx, params, body }) => ({
    body: await updateCalendar(ctx, params.calendarId, body, workflowUrl),
  }));
  bindMember(router, contract.disconnectConnection, async ({ ctx, params }) => {
    await disconnectConnection(ctx, params.connectionId);
    return { body: undefined };
  });
};

const CallbackQuery = z.object({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(2000).optional(),
  error: z.string().max(200).optional(),
});

type Outcome = 'connected' | 'denied' | 'missing_scopes' | 'expired' | 'failed';

const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof AppError) return error.code === 'forbidden' ? 'expired' : 'failed';
  if (error instanceof ProviderFailure)
    return error.reason === 'insufficient_scopes' ? 'missing_scopes' : 'failed';
  return 'failed';
};

const connect = async (
  ctx: ServiceContext,
  options: ConnectionRouteOptions,
  vendor: CalendarVendor,
  query: z.output<typeof CallbackQuery>,
): Promise<Outcome> => {
  const provider = providerOf(options, vendor);
  const codeVerifier = await redeemState(ctx, options.secrets, { state: query.state, vendor });
  if (query.code === undefined) return 'denied';
  const redirectUri = `${options.publicUrl}${callbackPath(vendor)}`;
  const { credentials, account } = await provider.auth.exchangeCode({
    code: query.code,
    codeVerifier,
    redirectUri,
  });
  let current = credentials;
  const session = provider.open(credentials, async (fresh) => {
    current = fresh;
  });
  const listed = await session.listCalendars();
  const input = { vendor, account, credentials: current, calendars: listed };
  await saveConnection(ctx, options.secrets, input);
  return 'connected';
};

/**
 * Where a vendor sends the browser back to: one path a vendor, so that an answer cannot be taken for another's. Works only
 * for the member whose session asked, ends on our own page in every case, and puts nothing of the vendor's into its address.
 */
export const connectionCallback = (
  app: Hono<AppEnv>,
  options: ConnectionRouteOptions & {
    session: SessionGuard;
    base: Omit<ServiceContext, 'tenantId' | 'actor'>;
  },
): void => {
  for (const vendor of calendarVendors) {
    app.get(callbackPath(vendor), async (c) => {
      c.set('route', callbackPath(vendor));
      const back = (outcome: Outcome): Response => {
        c.header('Cache-Control', 'no-store');
        return c.redirect(
          `/app/connections?${outcome === 'connected' ? 'connected' : 'error'}=${outcome === 'connected' ? vendor : outcome}`,
          303,
        );
      };
      const member = await options.session(c);
      const query = CallbackQuery.safeParse(c.req.query());
      if (member === null || !query.success) return back('expired');
      c.set('tenantId', member.tenantId);
      const { tenantId, ...who } = member;
      const ctx: ServiceContext = {
        ...options.base,
        tenantId,
        actor: { kind: 'member', ...who },
        requestId: c.get('requestId'),
      };
      try {
        return back(await connect(ctx, options, vendor, query.data));
      } catch (error) {
        c.get('log').warn({ err: error, vendor }, 'a calendar could not be connected');
        return back(outcomeOf(error));
      }
    });
  }
};

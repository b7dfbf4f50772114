import type { Hono } from 'hono';
import { z } from 'zod';
import { bindMember, type Router } from '#api/bind.ts';
import type { SignInGuard } from '#api/middleware/sign-in.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/integration.ts';
import { AppError } from '#domain/errors.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type CalendarVendor, calendarVendors } from '#domain/vendors.ts';
import type { OauthAuth } from '#providers/auth.ts';
import type { CalendarProvider } from '#providers/calendar/port.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { updateCalendar } from '#services/calendar/update-calendar.ts';
import type { ServiceContext } from '#services/context.ts';
import { redeemState, startAuthorization } from '#services/integration/authorize-integration.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { listIntegrations } from '#services/integration/list-integrations.ts';
import { syncIntegration } from '#services/integration/sync-integration.ts';
import type { SecretBox } from '#services/secrets.ts';
import { workflowIdOf } from '#workflows/client/ids.ts';

export type IntegrationRouteOptions = {
  providers: ReadonlyMap<CalendarVendor, CalendarProvider>;
  secrets: SecretBox;
  publicUrl: string;
  workflowUrl: (workflowId: string) => string | null;
};

const callbackPath = (vendor: CalendarVendor): string => `/api/v1/integrations/${vendor}/callback`;

const providerOf = (options: IntegrationRouteOptions, vendor: CalendarVendor): CalendarProvider => {
  const provider = options.providers.get(vendor);
  if (provider === undefined) throw new AppError('not_found', 'This calendar vendor is not configured here.');
  return provider;
};

/** How the vendor is asked for consent; `invalid_request` where accounts are opened otherwise. */
const consentOf = ({ auth }: CalendarProvider): OauthAuth => {
  if (auth.kind === 'oauth') return auth;
  throw new AppError('invalid_request', 'Accounts of this vendor are not connected by consent.', {
    errors: [{ pointer: '#path/vendor', message: 'has no page of consent' }],
  });
};

/** Serves the host's integrations. */
export const integrationRoutes = (router: Router, options: IntegrationRouteOptions): void => {
  const { secrets, publicUrl } = options;
  const workflowUrl = (calendarId: string): string | null =>
    options.workflowUrl(workflowIdOf('calendar', calendarId));
  bindMember(router, contract.listIntegrations, async ({ ctx, query }) => ({
    body: { ...(await listIntegrations(ctx, query, workflowUrl)), available: [...options.providers.keys()] },
  }));
  bindMember(router, contract.authorizeIntegration, async ({ ctx, params }) => {
    const consent = consentOf(providerOf(options, params.vendor));
    const { state, codeChallenge } = await startAuthorization(ctx, secrets, params.vendor);
    const redirectUri = `${publicUrl}${callbackPath(params.vendor)}`;
    return { body: { url: consent.authorizationUrl({ state, codeChallenge, redirectUri }) } };
  });
  bindMember(router, contract.syncIntegration, async ({ ctx, params }) => {
    await syncIntegration(ctx, params.integrationId);
    return { body: undefined };
  });
  bindMember(router, contract.updateCalendar, async ({ ctx, params, body }) => ({
    body: await updateCalendar(ctx, params.calendarId, body, workflowUrl),
  }));
  bindMember(router, contract.disconnectIntegration, async ({ ctx, params }) => {
    await disconnectIntegration(ctx, params.integrationId);
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
  options: IntegrationRouteOptions,
  vendor: CalendarVendor,
  query: z.output<typeof CallbackQuery>,
): Promise<Outcome> => {
  const provider = providerOf(options, vendor);
  const consent = consentOf(provider);
  const codeVerifier = await redeemState(ctx, options.secrets, { state: query.state, vendor });
  if (query.code === undefined) return 'denied';
  const redirectUri = `${options.publicUrl}${callbackPath(vendor)}`;
  const { credentials, account } = await consent.exchangeCode({
    code: query.code,
    codeVerifier,
    redirectUri,
  });
  let current = credentials;
  const client = provider.open(credentials, async (fresh) => {
    current = fresh;
  });
  const listed = await client.listCalendars();
  const input = { vendor, auth: consent.kind, account, credentials: current, calendars: listed };
  await connectCalendars(ctx, options.secrets, input);
  return 'connected';
};

/**
 * Where a vendor sends the browser back to: one path a vendor, so that an answer cannot be taken for another's. Works only
 * for the member whose sign-in asked, ends on our own page in every case, and puts nothing of the vendor's into its address.
 */
export const integrationCallback = (
  app: Hono<AppEnv>,
  options: IntegrationRouteOptions & {
    signedIn: SignInGuard;
    base: Omit<ServiceContext, 'tenantId' | 'actor'>;
  },
): void => {
  for (const vendor of calendarVendors) {
    app.get(callbackPath(vendor), async (c) => {
      c.set('route', callbackPath(vendor));
      const back = (outcome: Outcome): Response => {
        c.header('Cache-Control', 'no-store');
        return c.redirect(
          `/app/integrations?${outcome === 'connected' ? 'connected' : 'error'}=${outcome === 'connected' ? vendor : outcome}`,
          303,
        );
      };
      const member = await options.signedIn(c);
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

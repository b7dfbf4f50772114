import { Hono } from 'hono';
import { findHandle } from '#services/account/find-handle.ts';
import { hasSecondFactor } from '#services/account/second-factor/check-code.ts';
import { mayHaveCertificate } from '#services/domain/sites.ts';
import { createOperators } from '#services/operator/find-operator.ts';
import type { BindDeps } from './bind.ts';
import type { AppDeps } from './deps.ts';
import type { ApiConfig } from './env.ts';
import { showFigures, showSweeps } from './metrics.ts';
import { createCallerGuard } from './middleware/caller.ts';
import { redirectFormerHandles } from './middleware/former-handle.ts';
import { createKnownDevices } from './middleware/known-device.ts';
import { createOperatorGuard } from './middleware/operator.ts';
import { createRateLimits, type LimitRules } from './middleware/rate-limit.ts';
import { createIdentityGuard, createSignInGuards } from './middleware/sign-in.ts';
import { findOnSite } from './middleware/site.ts';
import { installMiddleware } from './middleware/stack.ts';
import { createSupportGuard } from './middleware/support.ts';
import { trustedOrigins } from './origins.ts';
import { keepAccountRoute } from './routes/account/deletion.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { mountOperations } from './routes/mount.ts';
import { codeRoute } from './routes/sign-in/code.ts';
import { confirmRoute } from './routes/sign-in/confirm.ts';
import { emailLinkRoutes } from './routes/sign-in/email.ts';
import { type IdentityRoutes, identityRoutes } from './routes/sign-in/identity.ts';
import { passkeyRoute } from './routes/sign-in/passkey.ts';
import { passwordRoutes } from './routes/sign-in/password.ts';
import { registrationRoutes } from './routes/sign-in/registration.ts';
import { type VendorRoutes, vendorRoutes } from './routes/sign-in/vendor.ts';
import { vendorCallback } from './routes/sign-in/vendor-callback.ts';
import { certificateRoute } from './routes/tenant/certificate.ts';
import { createOpenStreams } from './sse/open-streams.ts';
import type { AppEnv } from './variables.ts';
import { billingWebhooks } from './webhooks/billing.ts';
import { calendarWebhooks } from './webhooks/calendar.ts';
import { emailWebhooks } from './webhooks/email.ts';
import { paymentWebhooks } from './webhooks/payment.ts';

const limitRules = (config: ApiConfig): LimitRules => ({
  read: config.RATE_LIMIT_READ,
  slots: config.RATE_LIMIT_SLOTS,
  hold: config.RATE_LIMIT_HOLD,
  book: config.RATE_LIMIT_BOOK,
  bookLink: config.RATE_LIMIT_BOOK_LINK,
  bookEmail: config.RATE_LIMIT_BOOK_EMAIL,
  data: config.RATE_LIMIT_DATA,
  dataEmail: config.RATE_LIMIT_DATA_EMAIL,
  manage: config.RATE_LIMIT_MANAGE,
  write: config.RATE_LIMIT_WRITE,
  signIn: config.RATE_LIMIT_SIGN_IN,
  signInAccount: config.RATE_LIMIT_SIGN_IN_ACCOUNT,
});

const mountHealth = (app: Hono<AppEnv>, deps: AppDeps): void => {
  const { config, metrics, now, temporal } = deps;
  const needed = { database: () => deps.checkDatabase().then(() => null) };
  const following = {
    temporal: temporal.checkServer,
    worker: temporal.checkWorkers,
    followers: async () => {
      const { count } = await deps.countBehind();
      return count > 0 ? `${count} followers have not looked in time` : null;
    },
  };
  const refreshMetrics = async (): Promise<void> => {
    const { count, since } = await deps.countBehind();
    metrics.followersBehind.set(count);
    metrics.followersBehindSeconds.set(since === null ? 0 : (now() - since) / 1000);
    showFigures(metrics, await deps.readFigures(), now());
    showSweeps(metrics, await deps.readSweeps(), now());
  };
  healthRoutes(app, { needed, following, metrics, refreshMetrics, metricsToken: config.METRICS_TOKEN });
};

/** Every way to sign in, and what is reached by links in mails without one. */
const mountSignIn = (
  app: Hono<AppEnv>,
  { config, signer: signed, identityProviders: vendors }: AppDeps,
  identity: IdentityRoutes & Pick<AppDeps, 'newId'>,
): VendorRoutes => {
  identityRoutes(app, identity);
  const byMail = { ...identity, signed };
  passwordRoutes(app, byMail);
  emailLinkRoutes(app, byMail);
  const byVendor = {
    ...byMail,
    plan: config.DEFAULT_PLAN,
    isOpen: config.REGISTRATION === 'open',
    vendors,
  };
  registrationRoutes(app, byVendor);
  vendorRoutes(app, byVendor);
  vendorCallback(app, byVendor);
  keepAccountRoute(app, byMail);
  confirmRoute(app, identity);
  codeRoute(app, identity);
  passkeyRoute(app, identity);
  return byVendor;
};

/** The whole HTTP application without a listening socket: `app.fetch(request)` answers. */
export const createApp = (deps: AppDeps): Hono<AppEnv> => {
  const { config, db, metrics, now } = deps;
  const app = new Hono<AppEnv>();
  const origins = trustedOrigins(config.PUBLIC_URL, config.CORS_ORIGINS);
  const limits = createRateLimits(limitRules(config), metrics);
  const streams = createOpenStreams();
  const guarding = {
    identity: deps.identity,
    db,
    origins,
    now,
    hasSecondFactor: (userId: string) => hasSecondFactor(deps.authDb, userId),
  };
  const operators = createOperators(db, { emails: config.OPERATOR_EMAILS, isOpen: deps.ops !== null });
  const signedIn = createSignInGuards({ ...guarding, looking: createSupportGuard({ db, now, operators }) });
  const shared: BindDeps = {
    db,
    now,
    newId: deps.newId,
    metrics,
    limits,
    signedIn: signedIn.member,
    callerOf: createCallerGuard({ db, now, signedIn: signedIn.any }),
    operating:
      deps.ops === null
        ? null
        : { guard: createOperatorGuard(createIdentityGuard(guarding), operators), ops: deps.ops },
    signer: deps.signer,
    checkResponses: config.NODE_ENV !== 'production',
    refuseUnlisted: config.NODE_ENV === 'test',
    ...(deps.statementCount === undefined ? {} : { statementCount: deps.statementCount }),
  };
  installMiddleware(app, deps);
  for (const prefix of ['/', '/api/v1/public/profiles/', '/api/v1/public/links/'])
    app.use(
      `${prefix}*`,
      redirectFormerHandles(prefix, (c, name) => findOnSite(c, (each) => findHandle(db, each))(name)),
    );
  mountHealth(app, deps);
  certificateRoute(app, { limits, mayHave: (host) => mayHaveCertificate(db, deps.sites.settings, host) });
  docsRoutes(app);
  const identity = {
    identity: deps.identity,
    authDb: deps.authDb,
    secrets: deps.secrets,
    publicUrl: config.PUBLIC_URL,
    db,
    now,
    newId: deps.newId,
    limits,
    origins,
    streams,
    devices: createKnownDevices({
      secret: config.AUTH_SECRET,
      https: config.PUBLIC_URL.startsWith('https://'),
    }),
  };
  const byVendor = mountSignIn(app, deps, identity);
  calendarWebhooks(app, {
    db,
    now,
    receivers: deps.calendarReceivers,
    metrics,
    limits,
  });
  emailWebhooks(app, { db, now, receivers: deps.emailReceivers, metrics, limits });
  paymentWebhooks(app, { ...deps, limits });
  billingWebhooks(app, { ...deps, limits });
  mountOperations(app, deps, shared, { streams, operators, byVendor });
  return app;
};

import { and, asc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Me } from '#contracts/account.ts';
import { subscriptions, supportViews } from '#db/schema/installation.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles, tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { permissions, staysWhileFrozen } from '#domain/member/permissions.ts';
import { entitlementOf, type PaidFor } from '#domain/subscription/entitlement.ts';
import { nobodysMemberId, nobodysPersonId, offeredInView } from '#domain/support/types.ts';
import { isPermitted, type MemberActor, requirePermission, requireReader } from '#services/authorize.ts';
import { lookOf } from '#services/branding/brand.ts';
import type { ServiceContext } from '#services/context.ts';
import { findFeaturesOff } from '#services/feature/find-features.ts';
import { conferenceVendorOf } from '#services/integration/meeting-makers.ts';
import { hasPaymentAccount } from '#services/integration/tenant/tenant-account.ts';
import { listMemberships } from './memberships.ts';
import { photoUrlOf } from './photo/photo-url.ts';

const ownersNamed = 5;

type Surroundings = {
  publicUrl: string;
  temporalUiUrl: string | null;
  isOperator: boolean;
  sellsPlans: boolean;
};

type Owed = { now: number; paid: PaidFor | null };

/** Where an operator has given the plan nothing ends. */
const planEndOf = (
  { planSource }: Pick<typeof tenants.$inferSelect, 'planSource'>,
  paid: PaidFor | null,
  now: number,
): string | null => {
  const { until } = entitlementOf(paid, now);
  return planSource !== 'subscription' || until === null ? null : new Date(until).toISOString();
};

const presentTenant = (tenant: typeof tenants.$inferSelect, dueAt: number | null, { now, paid }: Owed) => ({
  id: tenant.id,
  name: tenant.name,
  state: tenant.state,
  deletionDueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  secondFactorRequired: tenant.secondFactorRequired,
  planEndsAt: planEndOf(tenant, paid, now),
  ...lookOf(tenant),
});

/** Whoever looks sees the organisation and is nobody in it. */
const viewAsNobody = async (
  ctx: ServiceContext,
  { viewId, userId, email }: Extract<ServiceContext['actor'], { kind: 'support' }>,
  { publicUrl, temporalUiUrl, isOperator, sellsPlans }: Surroundings,
): Promise<z.input<typeof Me>> => {
  const off = await findFeaturesOff(ctx.db, ctx.tenantId);
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({
        tenant: tenants,
        deletionDue: tenantDeletions.dueAt,
        paid: subscriptions,
        view: supportViews,
        conferenceVendor: conferenceVendorOf(ctx.tenantId),
        takesPayments: hasPaymentAccount(ctx.tenantId),
      })
      .from(supportViews)
      .innerJoin(tenants, eq(tenants.id, supportViews.tenantId))
      .leftJoin(tenantDeletions, eq(tenantDeletions.tenantId, tenants.id))
      .leftJoin(subscriptions, eq(subscriptions.tenantId, tenants.id))
      .where(and(eq(supportViews.tenantId, ctx.tenantId), eq(supportViews.id, viewId))),
  );
  if (row === undefined) throw new AppError('unauthenticated', 'The support view has ended.');
  const { tenant, deletionDue, paid, view, conferenceVendor, takesPayments } = row;
  const { timeZone, locale } = tenant;
  return {
    userId,
    email,
    person: { id: nobodysPersonId, clock: null, weekStart: 1, photoUrl: null },
    member: { id: nobodysMemberId, name: email, username: '', bio: '', role: 'admin', timeZone, locale },
    frozen: null,
    tenant: { ...presentTenant(tenant, deletionDue, { paid, now: ctx.now() }), secondFactorRequired: false },
    permissions: [...offeredInView],
    isOperator,
    supportView: { id: view.id, reason: view.reason, endsAt: new Date(view.endsAt).toISOString() },
    featuresOff: [...off],
    conferenceVendor,
    takesPayments,
    sellsPlans,
    memberships: [],
    profileUrl: publicUrl,
    temporalUiUrl,
  };
};

/** Why somebody is frozen, and whom they can ask. */
const frozenOf = async (
  ctx: ServiceContext,
  { frozen }: MemberActor,
): Promise<z.input<typeof Me>['frozen']> => {
  if (frozen == null) return null;
  const owners = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ name: memberProfiles.name })
      .from(memberProfiles)
      .where(
        and(
          eq(memberProfiles.tenantId, ctx.tenantId),
          eq(memberProfiles.role, 'owner'),
          eq(memberProfiles.isActive, true),
        ),
      )
      .orderBy(asc(memberProfiles.id))
      .limit(ownersNamed),
  );
  return { ...frozen, owners: owners.map(({ name }) => name) };
};

/** Who is signed in, in which tenant and in which others they could be, and where the public page and the Temporal UI are. */
export const getMe = async (ctx: ServiceContext, input: Surroundings): Promise<z.input<typeof Me>> => {
  const reader = requireReader(ctx, 'account.read');
  if (reader.kind === 'support') return viewAsNobody(ctx, reader, input);
  const actor = requirePermission(ctx, 'account.read');
  const off = await findFeaturesOff(ctx.db, ctx.tenantId);
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({
        member: {
          id: memberProfiles.id,
          username: memberProfiles.username,
          role: memberProfiles.role,
          bio: memberProfiles.bio,
          photoHash: memberProfiles.photoHash,
        },
        tenant: tenants,
        deletionDue: tenantDeletions.dueAt,
        paid: subscriptions,
        person: persons,
        conferenceVendor: conferenceVendorOf(ctx.tenantId),
        takesPayments: hasPaymentAccount(ctx.tenantId),
      })
      .from(memberProfiles)
      .innerJoin(tenants, eq(tenants.id, memberProfiles.tenantId))
      .leftJoin(tenantDeletions, eq(tenantDeletions.tenantId, tenants.id))
      .leftJoin(subscriptions, eq(subscriptions.tenantId, tenants.id))
      .innerJoin(persons, eq(persons.id, memberProfiles.personId))
      .where(and(eq(memberProfiles.tenantId, ctx.tenantId), eq(memberProfiles.id, actor.memberId))),
  );
  if (row === undefined) throw new AppError('unauthenticated', 'Your membership has ended.');
  const { member, tenant, deletionDue, paid, person, conferenceVendor, takesPayments } = row;
  const everywhere = await listMemberships(ctx.db, actor.userId);
  // A key is one organisation's: of others it does not even learn that there are any.
  const memberships =
    actor.key === undefined ? everywhere : everywhere.filter(({ tenantId }) => tenantId === ctx.tenantId);
  return {
    userId: person.userId,
    email: person.email,
    person: {
      id: person.id,
      clock: person.clock,
      weekStart: person.weekStart,
      photoUrl: photoUrlOf(member),
    },
    member: {
      id: member.id,
      name: person.name,
      username: member.username,
      bio: member.bio,
      role: member.role,
      timeZone: person.timeZone,
      locale: person.locale,
    },
    frozen: await frozenOf(ctx, actor),
    tenant: presentTenant(tenant, deletionDue, { paid, now: ctx.now() }),
    permissions: permissions.filter(
      (permission) =>
        isPermitted(actor, permission) && (actor.frozen == null || staysWhileFrozen(permission)),
    ),
    isOperator: input.isOperator,
    supportView: null,
    featuresOff: [...off],
    conferenceVendor,
    takesPayments,
    sellsPlans: input.sellsPlans,
    memberships: memberships.map(({ tenantId, tenantName, memberId, role }) => ({
      memberId,
      role,
      tenant: { id: tenantId, name: tenantName },
    })),
    profileUrl: `${input.publicUrl}/${member.username}`,
    temporalUiUrl: input.temporalUiUrl,
  };
};

import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import { groupPlaces } from '#domain/link/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { requireFeature } from '#services/feature/require-feature.ts';
import { activeMembers, hostsOf } from './hosts.ts';
import type { LinkFields } from './present-link.ts';
import { accountErrors, priceErrors } from './price/check-price.ts';

const repeated = (values: readonly (string | number)[]): number =>
  values.findIndex((value, index) => values.indexOf(value) !== index);

/** Hosts decline and leave: their link can still be saved as it stands. */
const hasSameHosts = (fields: LinkFields, before: LinkFields | null, ownerId: string): boolean =>
  before !== null &&
  before.kind === fields.kind &&
  hostsOf(ownerId, before.hostIds).join() === hostsOf(ownerId, fields.hostIds).join();

const fieldErrors = (fields: LinkFields, before: LinkFields | null, ownerId: string): FieldError[] => {
  const errors: FieldError[] = [];
  const lacksHost = !fields.hostIds.some((id) => id !== ownerId) && !hasSameHosts(fields, before, ownerId);
  const add = (pointer: string, message: string): void => void errors.push({ pointer, message });
  if (fields.bookingWindow.kind === 'range' && fields.bookingWindow.to < fields.bookingWindow.from) {
    add('/bookingWindow/to', 'must not be before from');
  }
  const stranger = fields.hostIds.findIndex((id) => id !== ownerId);
  if (fields.kind === 'one_to_one' && stranger >= 0) {
    add(`/hostIds/${stranger}`, 'a one-to-one link is hosted by its owner alone');
  }
  if (fields.kind === 'group' && fields.capacity < groupPlaces.least) {
    add('/capacity', `a group link has at least ${groupPlaces.least} places`);
  }
  if (fields.kind !== 'group' && fields.capacity !== 1) {
    add('/capacity', 'only a group link has more than one place');
  }
  if (fields.kind === 'group' && fields.mostFurtherGuests > 0) {
    add('/mostFurtherGuests', 'must be 0 in a group link, where each guest books a place');
  }
  if (fields.kind === 'collective' && lacksHost) {
    add('/hostIds', 'a collective link needs another host beside its owner');
  }
  if (fields.kind === 'round_robin' && lacksHost) {
    add('/hostIds', 'a round-robin link needs another host beside its owner');
  }
  const hosts = new Set([ownerId, ...fields.hostIds]);
  const { strategy, namedHostId, weights } = fields.assignment;
  if (strategy === 'named_host' && (namedHostId === null || !hosts.has(namedHostId))) {
    add('/assignment/namedHostId', 'must be one of the hosts');
  }
  for (const id of Object.keys(weights)) {
    if (!hosts.has(id)) add(`/assignment/weights/${id}`, 'is not one of the hosts');
  }
  const period = repeated(fields.limits.map(({ per, period: each }) => `${per} ${each}`));
  if (period >= 0) add(`/limits/${period}/period`, 'must not repeat a period');
  const reminder = repeated(fields.reminderMinutes);
  if (reminder >= 0) add(`/reminderMinutes/${reminder}`, 'must not repeat');
  const question = repeated(fields.questions.map((each) => each.id));
  if (question >= 0) add(`/questions/${question}/id`, 'must not repeat');
  fields.questions.forEach((each, index) => {
    if (each.kind === 'choice' && (each.choices ?? []).length === 0) {
      add(`/questions/${index}/choices`, 'a choice needs something to choose from');
    }
    const choice = repeated(each.choices ?? []);
    if (choice >= 0) add(`/questions/${index}/choices/${choice}`, 'must not repeat');
  });
  return errors;
};

/** Rules that span fields or need the database, for a link as it was `before`, if it was, with the price `pricedBefore`; throws `invalid_request` naming every wrong field, `feature_off` for a new group link where there are none to be. */
export const checkLink = async (
  tx: Transaction,
  ctx: ServiceContext,
  ownerId: string,
  {
    fields,
    before,
    pricedBefore,
  }: { fields: LinkFields; before: LinkFields | null; pricedBefore: LinkFields['price'] },
): Promise<void> => {
  if (fields.kind === 'group' && before?.kind !== 'group') await requireFeature(tx, ctx, 'group_links');
  const errors = [
    ...fieldErrors(fields, before, ownerId),
    ...priceErrors(fields),
    ...(await accountErrors(tx, ctx.tenantId, fields, pricedBefore)),
  ];
  if (fields.hostIds.length > 0) {
    const known = await activeMembers(tx, ctx.tenantId, fields.hostIds);
    fields.hostIds.forEach((id, index) => {
      if (!known.has(id))
        errors.push({ pointer: `/hostIds/${index}`, message: 'is not a member of the organisation' });
    });
  }
  if (fields.scheduleId !== null) {
    const [schedule] = await tx
      .select({ memberId: schedules.memberId })
      .from(schedules)
      .where(and(eq(schedules.tenantId, ctx.tenantId), eq(schedules.id, fields.scheduleId)));
    if (schedule?.memberId !== ownerId)
      errors.push({ pointer: '/scheduleId', message: "is not a schedule of the link's owner" });
  }
  if (errors.length > 0) throw new AppError('invalid_request', 'The link contradicts itself.', { errors });
};

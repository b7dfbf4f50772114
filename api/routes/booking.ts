import type { z } from 'zod';
import { bindMember, type MemberCall, type Router } from '#api/bind.ts';
import { type CommandDeps, changeAsHost, listAlternativesAsHost } from '#api/booking-commands.ts';
import * as contract from '#contracts/booking.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { requireWriter } from '#services/authorize.ts';
import { getBooking, listBookings } from '#services/booking/list-bookings.ts';
import { bookingWorkflowId } from '#workflows/client/ids.ts';

export type HostBookingOptions = {
  commands: CommandDeps;
  workflowUrl: (workflowId: string) => string | null;
};

type Payload = Parameters<typeof changeAsHost>[2]['payload'];
type Params = z.ZodObject<{ bookingId: z.ZodString }>;

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

/** One transition of a host, carried out by the booking's workflow and answered with the booking after it. */
const bindTransition = <Body extends z.ZodType>(
  router: Router,
  commands: CommandDeps,
  endpoint: Endpoint<Params, z.ZodObject, Body, typeof contract.Booking>,
  payloadOf: (body: z.output<Body>) => Payload,
): void => {
  bindMember(router, endpoint, async (call: MemberCall<{ bookingId: string }, unknown, z.output<Body>>) => {
    const { ctx, params, body, idempotencyKey: key } = call;
    requireWriter(ctx);
    const input = { bookingId: params.bookingId, key, payload: payloadOf(body) };
    return { body: await changeAsHost(ctx, commands, input) };
  });
};

/** Serves hosts: their bookings and what they do with them. */
export const bookingRoutes = (router: Router, { commands, workflowUrl }: HostBookingOptions): void => {
  bindMember(router, contract.listBookings, async ({ ctx, query }) => ({
    body: await listBookings(ctx, { ...query, from: instantOf(query.from), to: instantOf(query.to) }),
  }));
  bindMember(router, contract.getBooking, async ({ ctx, params }) => {
    const urlOf = (bookingId: string): string | null => workflowUrl(bookingWorkflowId(bookingId));
    return { body: await getBooking(ctx, { bookingId: params.bookingId, workflowUrl: urlOf }) };
  });
  bindMember(router, contract.listBookingAlternatives, async ({ ctx, params }) => ({
    body: await listAlternativesAsHost(ctx, params.bookingId),
  }));
  const bind = <Body extends z.ZodType>(
    endpoint: Endpoint<Params, z.ZodObject, Body, typeof contract.Booking>,
    payloadOf: (body: z.output<Body>) => Payload,
  ): void => bindTransition(router, commands, endpoint, payloadOf);
  bind(contract.approveBooking, () => ({ kind: 'approve' }));
  bind(contract.declineBooking, ({ reason }) => ({ kind: 'decline', reason }));
  bind(contract.cancelBooking, ({ reason }) => ({ kind: 'cancel', reason }));
  bind(contract.rescheduleBooking, ({ start, reason }) => ({
    kind: 'reschedule',
    start: Date.parse(start),
    reason,
  }));
  bind(contract.markNoShow, () => ({ kind: 'mark_no_show' }));
  bind(contract.retrySync, () => ({ kind: 'retry_sync' }));
};

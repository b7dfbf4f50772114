import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { createAttempts } from '#web/api/attempt.ts';
import type { Booking, BookingPage } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { useMutationOnce } from '#web/host/app/use-mutation-once.ts';
import { useProblemToast } from '#web/host/app/use-problem-toast.ts';
import { actOnBooking, type BookingAction, bookingQuery, bookingsKey } from '#web/host/queries/booking.ts';
import { expectedStatus } from './status.ts';

const listKey = [...bookingsKey, 'list'];

const patchEverywhere = (queryClient: QueryClient, bookingId: string, patch: Partial<Booking>): void => {
  queryClient.setQueriesData<InfiniteData<BookingPage>>({ queryKey: listKey }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.id === bookingId ? { ...item, ...patch } : item)),
          })),
        },
  );
  queryClient.setQueryData(bookingQuery(bookingId).queryKey, (detail) =>
    detail === undefined ? detail : { ...detail, ...patch },
  );
};

/**
 * A host's action on one booking: shown at once where its outcome is plain, taken back when refused, told by a toast.
 * The idempotency key lives as long as the component that asks.
 */
export const useBookingAction = (
  bookingId: string,
  options: { quietErrors?: boolean; onDone?: () => void } = {},
) => {
  const queryClient = useQueryClient();
  const { bookings: texts } = useMessages();
  const showProblem = useProblemToast();
  const [attempts] = useState(createAttempts);
  return useMutationOnce({
    mutationFn: (action: BookingAction) => actOnBooking(attempts, bookingId, action),
    onMutate: async (action) => {
      const staysPut = action.kind === 'decline' && action.ofMove;
      // What is reserved has to be taken first.
      const known = queryClient.getQueryData(bookingQuery(bookingId).queryKey);
      const isToBeTaken = action.kind === 'approve' && known?.payment?.reservation === 'held';
      const status = staysPut || isToBeTaken ? undefined : expectedStatus(action.kind);
      if (status === undefined) return undefined;
      await queryClient.cancelQueries({ queryKey: bookingsKey });
      const before = queryClient.getQueriesData({ queryKey: bookingsKey });
      patchEverywhere(queryClient, bookingId, { status });
      return { before };
    },
    onSuccess: (booking, action) => {
      patchEverywhere(queryClient, bookingId, booking);
      const staysPut = action.kind === 'decline' && action.ofMove;
      const isBeingTaken = action.kind === 'approve' && booking.status === 'pending_payment';
      const done = isBeingTaken ? texts.act.beingTaken : texts.act.done[action.kind];
      toast.success(staysPut ? texts.act.moveDeclined : done);
      options.onDone?.();
    },
    onError: (error, _action, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
      if (options.quietErrors !== true) showProblem(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: bookingsKey }),
  });
};

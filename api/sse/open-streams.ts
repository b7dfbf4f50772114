import { AppError } from '#domain/errors.ts';

/** A browser opens one for each tab. Whoever needs more is leaving streams open. */
const streamsMax = 6;
const retryAfterSeconds = 30;

type Open = {
  callerId: string;
  /** Of the member or, with a key of theirs, of whom it acts as. */
  memberId: string | null;
  signInId: string | undefined;
  end: () => void;
  /** Asks whether it may go on. */
  review: () => void;
};

export type OpenStreams = {
  /** Counts a stream; answers with its release. Throws `rate_limited` for a caller who has six open. */
  add: (stream: Open) => () => void;
  /** Ends every stream that was opened under a sign-in. */
  endSignIn: (signInId: string) => void;
  /** Asks of every stream of a member whether it may go on: their role or their membership is another one. */
  review: (memberId: string) => void;
};

/** The event streams of this process. */
export const createOpenStreams = (): OpenStreams => {
  const streams = new Set<Open>();
  return {
    add: (stream) => {
      const mine = [...streams].filter(({ callerId }) => callerId === stream.callerId);
      if (mine.length >= streamsMax)
        throw new AppError(
          'rate_limited',
          `You have ${streamsMax} event streams open: close one of them first.`,
          {
            retryAfterSeconds,
          },
        );
      streams.add(stream);
      return () => void streams.delete(stream);
    },
    endSignIn: (signInId) => {
      for (const stream of streams) if (stream.signInId === signInId) stream.end();
    },
    review: (memberId) => {
      for (const stream of streams) if (stream.memberId === memberId) stream.review();
    },
  };
};

import { AppError } from '#domain/errors.ts';

/** A browser opens one for each tab. Whoever needs more is leaving streams open. */
const streamsMax = 6;
const retryAfterSeconds = 30;

type Open = { callerId: string; signInId: string | undefined; end: () => void };

export type OpenStreams = {
  /** Counts a stream; answers with its release. Throws `rate_limited` for a caller who has six open. */
  add: (stream: Open) => () => void;
  /** Ends every stream that was opened under a sign-in. */
  endSignIn: (signInId: string) => void;
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
  };
};

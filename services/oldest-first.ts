import { AppError } from '#domain/errors.ts';

/** Where a page of a list that shows the oldest first goes on: epoch milliseconds and the id of what was shown last. */
export type OldestPlace = { since: number; id: string };

type Dated = { since: string; id: string };

const encodeCursor = ({ since, id }: Dated): string =>
  Buffer.from(`${new Date(since).getTime()}|${id}`).toString('base64url');

/** `pointer` says where the cursor stood. */
export const decodeCursor = (cursor: string | undefined, pointer: string): OldestPlace | null => {
  if (cursor === undefined) return null;
  const [, since, id] =
    /^(\d{1,14})\|([\w/-]{1,100})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (since === undefined || id === undefined)
    throw new AppError('invalid_request', 'The cursor is not one of ours.', {
      errors: [{ pointer, message: 'must be the nextCursor of an earlier answer' }],
    });
  return { since: Number(since), id };
};

/** The first rows of a page that was read one row too far, and where the next one begins. */
export const pageOfRows = <Row extends Dated>(rows: readonly Row[], limit: number) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last) : null };
};

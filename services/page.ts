import { AppError } from '#domain/errors.ts';

export type PageRequest = { cursor?: string | undefined; limit: number };
export type Page<Item> = { items: Item[]; nextCursor: string | null };

const pattern = /^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The id a page starts after. Ids sort by creation, so a cursor is the last id seen, wrapped to be opaque. */
export const idAfter = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!pattern.test(id)) {
    throw new AppError('invalid_request', 'The cursor is not one of ours.', {
      errors: [{ pointer: '#query/cursor', message: 'must be the nextCursor of an earlier page' }],
    });
  }
  return id;
};

/** Makes a page of up to `limit` rows from `limit + 1` that were read. */
export const pageFrom = <Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): Page<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? Buffer.from(last.id).toString('base64url') : null,
  };
};

import { AppError } from '#domain/errors.ts';

export type PageRequest = { cursor?: string | undefined; limit: number };
export type Page<Item> = { items: Item[]; nextCursor: string | null };

const pattern = /^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const strange = (pointer: string): AppError =>
  new AppError('invalid_request', 'The cursor is not one of ours.', {
    errors: [{ pointer, message: 'must be the nextCursor of an earlier page' }],
  });

/** The id a page starts after. Ids sort by creation, so a cursor is the last id seen, wrapped to be opaque. */
export const idAfter = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!pattern.test(id)) throw strange('#query/cursor');
  return id;
};

/** What a list that is sorted by an instant has shown last: epoch milliseconds, and the id where several have the same. */
export type Place = { at: number; id: string };

export const cursorTo = ({ at, id }: Place): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** The place that `cursorTo` wrapped, with an id of this form. `pointer` says where the cursor stood. */
export const placeAfter = (cursor: string, idForm: RegExp, pointer = '#query/cursor'): Place => {
  const [, at, id = ''] = /^(\d{1,14})\|(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || !idForm.test(id)) throw strange(pointer);
  return { at: Number(at), id };
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

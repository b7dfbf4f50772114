import { cursorTo, placeAfter } from './page.ts';

/** Where a page of a list that shows the oldest first goes on: epoch milliseconds and the id of what was shown last. */
export type OldestPlace = { since: number; id: string };

type Dated = { since: string; id: string };

const idForm = /^[\w/-]{1,100}$/;

/** `pointer` says where the cursor stood. */
export const decodeCursor = (cursor: string | undefined, pointer: string): OldestPlace | null => {
  if (cursor === undefined) return null;
  const { at, id } = placeAfter(cursor, idForm, pointer);
  return { since: at, id };
};

/** The first rows of a page that was read one row too far, and where the next one begins. */
export const pageOfRows = <Row extends Dated>(rows: readonly Row[], limit: number) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    shown,
    nextCursor:
      rows.length > limit && last !== undefined
        ? cursorTo({ at: new Date(last.since).getTime(), id: last.id })
        : null,
  };
};

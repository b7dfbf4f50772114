import { ilike, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** Without case, accents and the stroke of đ: who types "nguyen" finds Nguyễn. The same in both languages. */
const folded = (column: AnyPgColumn): SQL =>
  sql`translate(regexp_replace(normalize(lower(${column}), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`;
const foldedText = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd');

const likePattern = (search: string): string => `%${search.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;

/** The column holds the text, whatever its case. */
export const contains = (column: AnyPgColumn, search: string): SQL => ilike(column, likePattern(search));

/** The column holds the text, whatever its case and accents. */
export const containsFolded = (column: AnyPgColumn, search: string): SQL =>
  sql`${folded(column)} like ${likePattern(foldedText(search))}`;

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

/** Fewer letters are in too many codes by chance: who looks for a name would be shown strangers. */
const leastOfCode = 4;

/**
 * The column holds the text, whatever its case, and whether or not either has hyphens and spaces: a code as it was noted.
 * Undefined when the text is too short to be half of one.
 */
export const containsCode = (column: AnyPgColumn, search: string): SQL | undefined => {
  const plain = search.replaceAll(/[\s-]/g, '');
  return plain.length < leastOfCode
    ? undefined
    : sql`replace(${column}, '-', '') ilike ${likePattern(plain)}`;
};

/** Fewer digits are in too many numbers. */
const leastDigits = 3;

/**
 * The telephone number in the column holds that of the search, whatever stands between the digits, with or without the
 * country code. Undefined when the search is no part of a number.
 */
export const containsPhone = (column: AnyPgColumn, search: string): SQL | undefined => {
  const digits = search.replaceAll(/\D/g, '').replace(/^0+/, '');
  const isPhone = /^[\d\s().+/-]+$/.test(search.trim()) && digits.length >= leastDigits;
  return isPhone ? sql`regexp_replace(${column}, '[^0-9]', '', 'g') like ${likePattern(digits)}` : undefined;
};

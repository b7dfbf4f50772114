/** What a spreadsheet would run instead of showing it: also behind blanks, and in the wide forms it takes for the same. */
const startsFormula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
/** Some read a cell that begins with one of these as part of the cell before. */
const startsCell = /^[\t\r\n]/;
/** Line breaks stay: a quoted cell may have several lines. */
const control = /(?!\n)\p{Cc}/gu;

const cellOf = (value: string): string => {
  const isActive = startsFormula.test(value) || startsCell.test(value);
  const shown = value.replace(/\r\n?/g, '\n').replace(control, ' ');
  return `"${(isActive ? `'${shown}` : shown).replaceAll('"', '""')}"`;
};

/** So that spreadsheets read the file as UTF-8. */
export const csvStart = '\ufeff';

/**
 * One row of a CSV file (RFC 4180): every cell quoted, text that a spreadsheet would run as a formula made plain text by an
 * apostrophe before it.
 */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

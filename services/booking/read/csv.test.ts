import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRow } from './csv.ts';

/** A second reading of RFC 4180. */
const parse = (row: string): string[] => {
  expect(row.endsWith('\r\n')).toBe(true);
  const cells: string[] = [];
  const pattern = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  let read = 0;
  for (const match of row.matchAll(pattern)) {
    cells.push((match[1] ?? '').replaceAll('""', '"'));
    read += match[0].length;
  }
  expect(read).toBe(row.length);
  return cells;
};

const starts = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  '\t',
  '\r',
  '\n',
  ' ',
  '\0',
  '"',
  "'",
  ',',
);
const nasty = fc
  .array(fc.oneof(starts, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 6 })
  .map((parts) => parts.join(''));

describe('a row of a CSV file', () => {
  test('reads back as the cells it was made of, whatever is in them, and none of them is a formula', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (cells) => {
        const back = parse(csvRow(cells));
        expect(back).toHaveLength(cells.length);
        for (const [index, cell] of back.entries()) {
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          expect(cell.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
          const plain = (cells[index] ?? '').replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
          expect([plain, `'${plain}`]).toContain(cell);
        }
      }),
    );
  });

  test.each([
    ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
    ['+84900123456', `"'+84900123456"`],
    ['  @SUM(1)', `"'  @SUM(1)"`],
    ['-2+3', `"'-2+3"`],
    ['Nguyễn Văn An', '"Nguyễn Văn An"'],
    ['a, "b"\r\nc', '"a, ""b""\nc"'],
    ['', '""'],
  ])('has %j as %s', (cell, shown) => {
    expect(csvRow([cell])).toBe(`${shown}\r\n`);
  });
});

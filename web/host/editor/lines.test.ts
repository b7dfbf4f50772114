import { expect, it } from 'vitest';
import { linesOf } from './lines.ts';

it('reads choices line by line without blanks and doubles', () => {
  expect(linesOf(' a \n\nb\na\n')).toEqual(['a', 'b']);
});

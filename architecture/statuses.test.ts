import { expect, test } from 'vitest';
import * as booking from '#domain/booking/types.ts';
import { eachNode, files, parseSource, type Source, shipped } from './tree.ts';

const none: string[] = [];

/** The states of the domain that code branches on. */
const lists = [booking.bookingStatuses];
const statuses = new Set<string>(lists.flat());

const literal = (text: string): string | undefined => /^'([a-z_]+)'$/.exec(text)?.[1];
const isStatus = (text: string): boolean => statuses.has(literal(text) ?? '');
/** Something that holds a status by its name: `booking.status`, `bookings.status`, `row.booking.status`. */
const holdsStatus = (text: string): boolean => text.endsWith('.status');

/** Statuses compared with, or listed, instead of asked about through the domain's tables. Writing one is no question. */
const literalStatuses = (modules: readonly Source[]): string[] =>
  modules
    .filter(({ path }) => /^(services|activities|api|workflows|db)\//.test(path))
    .flatMap((source) => {
      const found: string[] = [];
      const written = ({ start, end }: { start: number; end: number }) => source.text.slice(start, end);
      const add = (node: { start: number; end: number }): void => {
        const line = source.text.slice(0, node.start).split('\n').length;
        found.push(`${source.path}:${line} ${written(node).replaceAll(/\s+/g, ' ').slice(0, 80)}`);
      };
      eachNode(source.program, (node) => {
        const text = written(node);
        if (node.type === 'BinaryExpression') {
          const [, left = '', right = ''] = /^(\S+) [!=]== (\S+)$/.exec(text) ?? [];
          if (holdsStatus(left) && isStatus(right)) add(node);
        } else if (node.type === 'CallExpression') {
          const [, column = '', value = ''] = /^(?:eq|ne)\((\S+), (\S+)\)$/.exec(text) ?? [];
          if (holdsStatus(column) && isStatus(value)) add(node);
        } else if (node.type === 'ArrayExpression') {
          const items = text
            .slice(1, -1)
            .split(',')
            .map((item) => item.trim())
            .filter((item) => item !== '');
          if (items.length > 1 && items.every(isStatus)) add(node);
        } else if (node.type === 'TemplateLiteral') {
          const [, listed = ''] =
            /status\S*\s+(?:not )?in\s*\(([^)]*)\)|status\S*\s*(?:=|<>)\s*('[a-z_]+')/.exec(text) ?? [];
          if (listed.split(',').some((item) => isStatus(item.trim()))) add(node);
        }
      });
      return found;
    });

test('what follows from a status is asked of the domain, never of a list or a comparison elsewhere', () => {
  expect(literalStatuses(shipped)).toEqual(none);
});

test.each([
  `export const x = booking.status === 'confirmed';`,
  `export const x = booking.status !== 'held';`,
  `export const x = eq(bookings.status, 'confirmed');`,
  `export const x = inArray(bookings.status, ['completed', 'no_show']);`,
  "export const x = sql`${bookings.status} not in ('held', 'expired')`;",
])('the check notices %s', (text) => {
  expect(literalStatuses([parseSource('services/link/x.ts', text)])).toHaveLength(1);
});

test('every noun whose states have a table in the domain is looked for', () => {
  const tables = files.filter((path) => /^domain\/[a-z-]+\/status\.ts$/.test(path));
  expect(tables).toHaveLength(lists.length);
});

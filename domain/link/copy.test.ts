import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyOf } from './copy.ts';

const slugs = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);

test('a copy is counted up until its address is free', () => {
  const link = { title: 'Intro call', slug: 'intro-call' };
  expect(copyOf(link, new Set(['intro-call']))).toEqual({ title: 'Intro call (2)', slug: 'intro-call-2' });
  expect(copyOf(link, new Set(['intro-call', 'intro-call-2', 'intro-call-3']))).toEqual({
    title: 'Intro call (4)',
    slug: 'intro-call-4',
  });
});

test('title and address of any copy are ones that a link may have, and the address is free', () => {
  fc.assert(
    fc.property(
      slugs,
      fc.string({ minLength: 1, maxLength: 120 }),
      fc.array(slugs),
      (slug, title, others) => {
        const taken = new Set([slug, ...others]);
        const copy = copyOf({ slug, title }, taken);
        expect(copy.slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
        expect(taken.has(copy.slug)).toBe(false);
        expect(copy.title.length).toBeLessThanOrEqual(120);
      },
    ),
  );
});

import { expect, it } from 'vitest';
import { changedOn } from './changed-on.ts';

const older = {
  title: 'Talk',
  description: '',
  questions: [{ id: 'a', label: 'Why?' }],
  limit: { count: 1, days: 2 },
};

it('keeps what was changed here and takes all else from the newer version', () => {
  const typed = { ...older, title: 'My talk', limit: { days: 2, count: 1 } };
  const newer = { ...older, title: 'Their talk', description: 'Theirs', limit: { count: 9, days: 2 } };
  expect(changedOn(older, typed, newer)).toEqual({ ...newer, title: 'My talk' });
});

it('never mixes the lines of a list of both', () => {
  const typed = { ...older, questions: [] };
  const newer = { ...older, questions: [...older.questions, { id: 'b', label: 'How?' }] };
  expect(changedOn(older, typed, newer).questions).toEqual([]);
});

import { expect, test } from 'vitest';
import { fallbackAddress, placeWords } from './location.ts';

test('a video meeting falls back on an address, not on a note and not on words around an address', () => {
  const fallback = (value: string) => fallbackAddress({ kind: 'video_meeting', value });
  expect(fallback('https://meet.example.com/room')).toBe('https://meet.example.com/room');
  for (const note of ['', 'I will call you', 'see https://meet.example.com/room', 'javascript:alert(1)'])
    expect(fallback(note)).toBeNull();
  expect(fallbackAddress({ kind: 'custom_url', value: 'https://meet.example.com' })).toBeNull();
});

test('an address to fall back on is not shown as words, everything else is', () => {
  expect(placeWords({ kind: 'video_meeting', value: 'https://meet.example.com/room' })).toBe('');
  expect(placeWords({ kind: 'video_meeting', value: 'Bring your questions' })).toBe('Bring your questions');
  expect(placeWords({ kind: 'custom_url', value: 'https://meet.example.com' })).toBe(
    'https://meet.example.com',
  );
});

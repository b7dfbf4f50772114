import { expect, test } from 'vitest';
import { meetingGapOf } from './meeting-gap.ts';

const members = [
  { id: 'a', makesMeetings: true },
  { id: 'b', makesMeetings: false },
];
const video = (value = '') => ({ kind: 'video_meeting', value }) as const;

test('a video meeting without a calendar that can make one is warned of, unless an address is given', () => {
  const link = { kind: 'one_to_one', hostIds: ['b'] } as const;
  expect(meetingGapOf({ ...link, location: video() }, { members, hasVendor: false })).toBe('nobody');
  expect(meetingGapOf({ ...link, location: video('See you there') }, { members, hasVendor: false })).toBe(
    'nobody',
  );
  expect(
    meetingGapOf({ ...link, location: video('https://meet.example.com/b') }, { members, hasVendor: false }),
  ).toBeNull();
  expect(
    meetingGapOf({ ...link, location: { kind: 'phone', value: '' } }, { members, hasVendor: false }),
  ).toBeNull();
  expect(
    meetingGapOf({ ...link, hostIds: ['a'], location: video() }, { members, hasVendor: false }),
  ).toBeNull();
});

test('one able host is enough for all together, and not when they take turns', () => {
  const together = { hostIds: ['a', 'b'], location: video() };
  expect(meetingGapOf({ ...together, kind: 'collective' }, { members, hasVendor: false })).toBeNull();
  expect(meetingGapOf({ ...together, kind: 'round_robin' }, { members, hasVendor: false })).toBe('some');
});

test('nothing is said while it is not known who can make meetings', () => {
  expect(
    meetingGapOf(
      { kind: 'one_to_one', hostIds: ['b'], location: video() },
      { members: [], hasVendor: false },
    ),
  ).toBeNull();
});

test('nothing is missing where the organisation has a conference account', () => {
  const nobody = { kind: 'round_robin', hostIds: ['a', 'b'], location: video() } as const;
  expect(meetingGapOf(nobody, { members, hasVendor: true })).toBeNull();
});

import { expect, test } from 'vitest';
import { parseWorkerEnv } from './env.ts';

const env = {
  PUBLIC_URL: 'https://book.example.com',
  DATABASE_URL: 'postgres://everslot_app:x@db/everslot',
  LINK_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};
const queuesOf = (text: string) => parseWorkerEnv({ ...env, WORKER_TASK_QUEUES: text }).WORKER_TASK_QUEUES;

test('a worker works on everything unless it is told what to work on', () => {
  expect(queuesOf('')).toEqual(['bookings', 'sync', 'notifications']);
  expect(queuesOf('sync, notifications')).toEqual(['sync', 'notifications']);
});

test.each(['mails', 'bookings,', ',', 'constructor', 'bookings;sync'])(
  'the unknown task queue in "%s" is named with the known ones',
  (text) => {
    expect(() => queuesOf(text)).toThrow('WORKER_TASK_QUEUES: each is one of bookings, sync, notifications');
  },
);

test.each([
  'https://push.example.com/#x',
  'push.example.com',
  'ftp://push.example.com',
  'https://u:p@push.example.com',
])('an address that vendors cannot reach us at is refused: %s', (WEBHOOK_BASE_URL) => {
  expect(() => parseWorkerEnv({ ...env, WEBHOOK_BASE_URL })).toThrow(/WEBHOOK_BASE_URL: must be/);
});

test('vendors may reach us behind a path', () => {
  const given = parseWorkerEnv({ ...env, WEBHOOK_BASE_URL: 'https://push.example.com/everslot/' });
  expect(given.WEBHOOK_BASE_URL).toBe('https://push.example.com/everslot');
});

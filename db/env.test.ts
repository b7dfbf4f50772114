import fc from 'fast-check';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { databaseEnv, withPasswords } from './env.ts';

const schema = z.object(databaseEnv);

test('any text is a password where it stands beside the address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
      const env = withPasswords({
        DATABASE_URL: 'postgres://everslot_app@db:5432/everslot',
        DATABASE_APP_PASSWORD: password,
      });
      const { DATABASE_URL } = schema.parse(env);
      const { user, password: given, host, database } = new Client({ connectionString: DATABASE_URL });
      expect([user, given, host, database]).toEqual(['everslot_app', password, 'db', 'everslot']);
    }),
  );
});

test('what openssl rand -base64 32 makes is an address that works or one that is refused by name, never another one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const password = Buffer.from(bytes).toString('base64');
      const text = `postgres://everslot_app:${password}@db:5432/everslot`;
      const { success } = schema.safeParse({ DATABASE_URL: text });
      if (success) expect(new Client({ connectionString: text }).password).toBe(password);
      else expect(password).toMatch(/\//);
    }),
  );
});

test('a password in the address is left alone', () => {
  const env = { DATABASE_URL: 'postgres://u:own@db/x', DATABASE_APP_PASSWORD: 'other' };
  expect(withPasswords(env)).toEqual(env);
});

test.each([
  'postgres://u:1#b@db/x',
  'postgres://u:1/b@db/x',
  'postgres://u:1?b@db/x',
  'postgres://db',
  'postgres://u@db/',
  'db/x',
  'postgres://u@db/x#y',
])('%s is refused with what it should look like', (DATABASE_URL) => {
  const { error } = schema.safeParse({ DATABASE_URL });
  expect(error?.issues[0]?.message).toContain('percent-encoded');
});

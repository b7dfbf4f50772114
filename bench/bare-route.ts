/* A route that sends the statements of the slots endpoint and answers with their number of rows: what SQL and HTTP cost alone. */
import { serve } from '@hono/node-server';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Hono } from 'hono';
import postgres from 'postgres';
import type { Database } from '#db/client.ts';
import { findPublicSlots } from '#services/availability/find-slots.ts';

type Statement = { text: string; parameters: string[] };

const search = JSON.parse(process.env['SEARCH'] ?? '{}') as {
  username: string;
  slug: string;
  from: string;
  to: string;
  timeZone: string;
};
const recorded: Statement[] = [];
const recorder = postgres(process.env['DATABASE_URL'] ?? '', {
  max: 1,
  debug: (_connection, text, parameters) => {
    recorded.push({ text, parameters: parameters.map(String) });
  },
});
const db = drizzle(recorder, { casing: 'snake_case' }) as unknown as Database;
await findPublicSlots(db, search, search, Date.now());
// The second time, as for every later request: the way from username to tenant is remembered.
recorded.length = 0;
await findPublicSlots(db, search, search, Date.now());
await recorder.end();

const isControl = (text: string): boolean => /^(begin|commit|rollback)\b/i.test(text.trim());
const queries = recorded.filter(({ text }) => !isControl(text));
const sql = postgres(process.env['DATABASE_URL'] ?? '', { max: 10, onnotice: () => undefined });
const app = new Hono();
app.get('/', async (c) => {
  const rows = await sql.begin(async (tx) => {
    let count = 0;
    const [first, ...rest] = queries;
    if (first !== undefined) await tx.unsafe(first.text, first.parameters, { prepare: true });
    for (const { text, parameters } of rest) count += (await tx.unsafe(text, parameters, { prepare: true })).length;
    return count;
  });
  return c.json({ statements: recorded.length, rows });
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT']) });

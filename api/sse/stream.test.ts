import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { BindDeps } from '#api/bind.ts';
import { createMetrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import type { Change, ChangeFeed } from './change-feed.ts';
import { createOpenStreams } from './open-streams.ts';
import { streamRoute } from './stream.ts';

type Signed = Awaited<ReturnType<BindDeps['callerOf']>>;

const member: Signed = {
  tenantId: 'tnt_1',
  tenantState: 'active',
  confirmedAt: 0,
  lacksSecondFactor: false,
  actor: {
    kind: 'member',
    memberId: 'mbr_1',
    role: 'owner',
    name: 'An',
    userId: 'usr_1',
    sessionId: 'one',
  },
};

const serve = (callerOf: () => Promise<Signed>) => {
  const followers = new Set<(change: Change | null) => void>();
  const changes: ChangeFeed = {
    follow: (_tenantId, onChange) => {
      followers.add(onChange);
      return () => void followers.delete(onChange);
    },
    close: async () => undefined,
  };
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('address', '192.0.2.1');
    await next();
  });
  const metrics = createMetrics({ processMetrics: false });
  const limits = { consume: async () => undefined, giveBack: async () => undefined };
  const deps = { callerOf, limits, metrics, now: Date.now } as unknown as BindDeps;
  streamRoute({ app, deps }, { changes, metrics, streams: createOpenStreams(), heartbeatMs: 5 });
  return { app, followers, tell: (change: Change | null) => followers.forEach((each) => each(change)) };
};

const textOf = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text();

describe('a stream', () => {
  it('ends once its sign-in is gone, though another process ended it, and follows nothing any more', async () => {
    const answers: Signed[] = [member, member, member];
    const { app, followers } = serve(async () => answers.shift() ?? null);
    const text = await textOf(app.request('/stream'));
    expect(text.split('still here')).toHaveLength(3);
    expect(followers.size).toBe(0);
  });

  it('goes on while sign-ins cannot be read', async () => {
    let asked = 0;
    const { app } = serve(async () => {
      asked += 1;
      if (asked > 1 && asked < 4) throw new Error('the database is away');
      return asked < 5 ? member : null;
    });
    expect((await textOf(app.request('/stream'))).split('still here').length).toBeGreaterThan(3);
  });

  it('sends changes and resyncs as events a browser hears', async () => {
    let signedIn = true;
    const { app, tell, followers } = serve(async () => (signedIn ? member : null));
    const text = textOf(app.request('/stream'));
    await expect.poll(() => followers.size).toBe(1);
    tell({ noun: 'link', id: 'lnk_1', startsAt: null, endsAt: null });
    tell(null);
    signedIn = false;
    expect(await text).toContain(
      'event: change\ndata: {"noun":"link","id":"lnk_1","startsAt":null,"endsAt":null}\n\nevent: resync\ndata: {}\n\n',
    );
  });
});

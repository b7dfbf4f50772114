import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { createLogger } from '#services/log.ts';
import { logActivities } from './activity-log.ts';

const tenantId = 'ten_01jd0000000000000000000000';
const bookingId = 'bkg_01jd0000000000000000000000';
const personal = { name: 'Canary Xyzzy', email: 'canary@guest.example', note: 'my knee', code: 'bkg_wrong' };

const run = async (outcome: 'ok' | 'fails', info: object = {}) => {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', service: 'worker' }, { write: (line) => lines.push(line) });
  const { act } = logActivities(
    {
      act: async (input: object): Promise<object> => {
        if (outcome === 'ok') return { ...input };
        throw ApplicationFailure.create({ message: personal.email, type: 'provider_throttled' });
      },
    },
    log,
  );
  const environment = new MockActivityEnvironment({
    workflowExecution: { workflowId: `booking/${bookingId}`, runId: 'run' },
    workflowType: 'bookingLifecycle',
    attempt: 2,
    ...info,
  });
  await environment.run(act, { tenantId, ...personal }).catch(() => undefined);
  return { text: lines.join(''), lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('the line of an activity', () => {
  it('names tenant, booking, workflow, outcome and time, and nothing personal', async () => {
    const { lines, text } = await run('ok');
    expect(lines).toMatchObject([
      {
        level: 'info',
        service: 'worker',
        msg: 'activity',
        activity: 'act',
        workflowId: `booking/${bookingId}`,
        workflowType: 'bookingLifecycle',
        attempt: 2,
        tenantId,
        bookingId,
        outcome: 'ok',
        ms: expect.any(Number),
      },
    ]);
    for (const value of Object.values(personal)) expect(text).not.toContain(value);
  });

  it('names the kind of a failure and no message', async () => {
    const { lines, text } = await run('fails');
    expect(lines).toMatchObject([{ bookingId, tenantId, outcome: 'failed', code: 'provider_throttled' }]);
    for (const value of Object.values(personal)) expect(text).not.toContain(value);
  });

  it('is left out for a look that succeeds, and only then', async () => {
    expect((await run('ok', { isLocal: true })).lines).toEqual([]);
    expect((await run('fails', { isLocal: true })).lines).toHaveLength(1);
  });
});

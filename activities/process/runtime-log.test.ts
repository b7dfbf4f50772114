import { describe, expect, it } from 'vitest';
import { createLogger } from '#services/log.ts';
import { runtimeLog } from './runtime-log.ts';

const personal = { name: 'Canary Xyzzy', email: 'canary@guest.example' };

/** What the worker writes while the SDK talks. */
const written = (talk: (log: ReturnType<typeof runtimeLog>) => void) => {
  const lines: string[] = [];
  talk(runtimeLog(createLogger({ level: 'info', service: 'worker' }, { write: (line) => lines.push(line) })));
  const text = lines.join('');
  for (const value of Object.values(personal)) expect(text).not.toContain(value);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

const workflowId = 'booking/bkg_01jd0000000000000000000000';
const place = expect.arrayContaining([expect.stringMatching(/^at .*runtime-log\.test\.ts:\d+:\d+\)?$/)]);

describe('what the SDK says', () => {
  it.each(['error', 'err', 'failure'])(
    'of an error under the name %s is written with its name, its place and its ids, once',
    (name) => {
      const error = new TypeError('the queue is gone');
      const meta = { [name]: error, workflowId, attempt: 2, input: personal, headers: personal };
      expect(written((log) => log.error('Worker failed', meta))).toEqual([
        {
          level: 'error',
          time: expect.any(String),
          service: 'worker',
          msg: 'Worker failed',
          workflowId,
          attempt: 2,
          err: { type: 'TypeError', message: 'the queue is gone', stack: place },
        },
      ]);
    },
  );

  it('does not repeat a message that it quotes, as such messages may quote people', () => {
    const error = new SyntaxError(`Unexpected token 'C', "${personal.name}" is not valid JSON`);
    const said = `Error while processing ActivityTask.start: ${error.message}`;
    expect(written((log) => log.error(said, { error }))).toMatchObject([
      { msg: 'Error while processing ActivityTask.start', err: { type: 'SyntaxError', stack: place } },
    ]);
  });

  it('of an error in the words of its core is written as it is, with the part that speaks', () => {
    const meta = {
      error: 'Status { code: NotFound, message: "Workflow execution not found" }',
      target: 'temporalio_sdk_core::worker',
      run_id: 'run',
      completion: personal,
    };
    const [line] = written((log) => log.log('WARN', 'Task not found when completing', meta));
    expect(line).toMatchObject({
      level: 'warn',
      msg: 'Task not found when completing',
      target: 'temporalio_sdk_core::worker',
      run_id: 'run',
      error: meta.error,
    });
    const [long] = written((log) => log.log('ERROR', 'failed', { error: 'x'.repeat(5_000) }));
    expect(long).toMatchObject({ level: 'error', error: 'x'.repeat(500) });
  });

  it('as a matter of course is not written, and neither is that a queue has activities alone', () => {
    const usual = written((log) => {
      log.trace('polling');
      log.debug('polling');
      log.info('Worker state changed', { state: 'RUNNING' });
      log.log('INFO', 'polling', { error: new Error('none') });
      log.warn('No workflows registered, not polling for workflow tasks');
    });
    expect(usual).toEqual([]);
  });

  it('without anything beside is a line all the same', () => {
    expect(written((log) => log.warn('Sticky cache is small', undefined))).toMatchObject([
      { level: 'warn', msg: 'Sticky cache is small' },
    ]);
  });
});

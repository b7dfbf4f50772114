import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFaults, FaultRule } from './faults.ts';
import { createRandom } from './memory.ts';
import { createNotifier, type NotificationSettings, standardNotificationSettings } from './notifications.ts';
import { createStateFile, openLineFile, readStateFile } from './state-file.ts';

describe('chance', () => {
  test('goes on where its memory was taken away', () => {
    const memory = { random: 7 };
    const random = createRandom(() => memory);
    random();
    const taken = { ...memory };
    const next = [random(), random()];
    expect([createRandom(() => taken)(), createRandom(() => taken)()]).toEqual(next);
  });
});

describe('a fault', () => {
  const request = { method: 'POST', path: '/v1/things', body: '{"to":"a@b"}', key: 'k1' };
  const strikes = (rule: object, change: object = {}) => {
    const faults = createFaults(() => 0.5);
    faults.add(FaultRule.parse(rule));
    return faults.match({ ...request, ...change }) !== null;
  };

  test.each<[string, object, boolean]>([
    ['everything', {}, true],
    ['a method', { method: 'post|put' }, true],
    ['another method', { method: 'GET' }, false],
    ['a part of the path', { path: 'things$' }, true],
    ['another path', { path: '^/things' }, false],
    ['a text of the body', { bodyIncludes: 'a@b' }, true],
    ['the key', { bodyIncludes: 'k1' }, true],
    ['another text', { bodyIncludes: 'c@d' }, false],
    ['a chance that comes', { probability: 0.6 }, true],
    ['a chance that does not come', { probability: 0.4 }, false],
  ])('that names %s strikes: %o %s', (_, rule, expected) => {
    expect(strikes({ status: 500, ...rule })).toBe(expected);
  });

  test('strikes as often as it says, then the next one in line does', () => {
    const faults = createFaults(() => 0);
    const [first, second] = [{ status: 500, times: 1 }, { status: 503 }].map((rule) =>
      faults.add(FaultRule.parse(rule)),
    );
    expect([1, 2, 3].map(() => faults.match(request)?.id)).toEqual([first?.id, second?.id, second?.id]);
    expect(faults.remove(second?.id ?? '')).toBe(true);
    expect(faults.match(request)).toBeNull();
  });
});

describe('notifications', () => {
  const open = async (answer: (count: number) => number = () => 204) => {
    const received: string[] = [];
    const server = createServer((request, response) => {
      received.push(String(request.headers['x-id']));
      request.resume();
      response.writeHead(answer(received.length)).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const settings: NotificationSettings = {
      ...standardNotificationSettings,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    };
    const memory = { random: 3 };
    const notifier = createNotifier({
      settings: () => settings,
      now: () => 0,
      random: createRandom(() => memory),
      retryDelaysMs: [1, 1],
      isRepeated: (status) => status !== 404,
    });
    const send = (id: string, isReliable = false) =>
      notifier.send({
        id,
        kind: 'thing',
        isReliable,
        message: (isForged) => ({ headers: { 'x-id': isForged ? `forged ${id}` : id } }),
      });
    const outcomes = () => notifier.log().map(({ id, outcome, copies }) => [id, outcome, copies]);
    const close = () => new Promise((resolve) => server.close(resolve));
    return { settings, notifier, send, received, outcomes, close };
  };

  test('are repeated until they are accepted, and given up when that is pointless', async () => {
    const lab = await open((count) => (count === 1 ? 503 : count === 3 ? 404 : 204));
    lab.send('a');
    await lab.notifier.settle();
    lab.send('b');
    await lab.notifier.settle();
    expect(lab.received).toEqual(['a', 'a', 'b']);
    expect(lab.outcomes()).toEqual([
      ['a', 'delivered', 1],
      ['b', 'failed', 1],
    ]);
    await lab.close();
  });

  test('are dropped, doubled, forged and reordered as asked, reliable ones never', async () => {
    const lab = await open();
    Object.assign(lab.settings, { dropProbability: 1 });
    lab.send('dropped');
    lab.send('reliable', true);
    await lab.notifier.settle();
    Object.assign(lab.settings, { dropProbability: 0, duplicateProbability: 1 });
    lab.send('twice');
    await lab.notifier.settle();
    Object.assign(lab.settings, { duplicateProbability: 0, reorderProbability: 1 });
    lab.send('late');
    Object.assign(lab.settings, { reorderProbability: 0 });
    lab.send('early');
    await lab.notifier.settle();
    Object.assign(lab.settings, { wrongSignatureProbability: 1 });
    lab.send('signed');
    await lab.notifier.settle();
    expect(lab.received).toEqual(['reliable', 'twice', 'twice', 'early', 'late', 'forged signed']);
    expect(lab.outcomes().slice(0, 3)).toEqual([
      ['dropped', 'dropped', 1],
      ['reliable', 'delivered', 1],
      ['twice', 'delivered', 2],
    ]);
    await lab.close();
  });

  test('are held back, released in either order and sent again on demand', async () => {
    const lab = await open();
    lab.settings.hold = true;
    lab.send('a');
    lab.send('b');
    await lab.notifier.settle();
    expect(lab.received).toEqual([]);
    expect(lab.notifier.release('reverse')).toBe(2);
    await lab.notifier.settle();
    expect(lab.received.toSorted((a, b) => a.localeCompare(b))).toEqual(['a', 'b']);
    expect(lab.notifier.replay('a')).toBe(true);
    expect(lab.notifier.replay('unknown')).toBe(false);
    await lab.notifier.settle();
    expect(lab.received).toHaveLength(3);
    await lab.close();
  });

  test('without an address are not kept, and what is on its way can be given up', async () => {
    const lab = await open();
    lab.settings.delayMs = 60_000;
    lab.send('given up');
    await lab.notifier.drop();
    lab.settings.url = null;
    lab.send('nowhere');
    expect(lab.received).toEqual([]);
    expect(lab.outcomes()).toEqual([['given up', 'waiting', 1]]);
    await lab.close();
  });
});

describe('what is kept on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulation-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a state is written whole and read back; damage is no state', () => {
    const file = join(folder, 'deep', 'state.json');
    createStateFile(file, () => ({ a: 1 })).save();
    expect(readStateFile(file)).toEqual({ a: 1 });
    writeFileSync(file, '{"a":');
    expect(readStateFile(file)).toBeNull();
    expect(readStateFile(undefined)).toBeNull();
  });

  test('a log survives a half-written last line and tells of damage before it', () => {
    const file = join(folder, 'log');
    const log = openLineFile<{ n: number }>(file);
    log.append({ n: 1 });
    log.append({ n: 2 });
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"n":`);
    expect(openLineFile(file).lines).toEqual([{ n: 1 }, { n: 2 }]);
    expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    writeFileSync(file, '{"n":\n{"n":2}\n');
    expect(() => openLineFile(file)).toThrow('damaged at line 1');
  });
});

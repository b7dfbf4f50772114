import { describe, expect, test } from 'vitest';
import { callsIn, parseSource, type Source, shipped, sources } from './tree.ts';

const none: string[] = [];

const isTimeOfDay = (callee: string, count: number): boolean =>
  callee === 'Date.now' || (callee === 'new Date' && count === 0);

/** Reads of the clock, of chance or of the world in code that must give the same answer everywhere. */
const impureCalls = (modules: readonly Source[]): string[] =>
  modules
    .filter(({ path }) => path.startsWith('domain/'))
    .flatMap((source) =>
      callsIn(
        source,
        (callee, count) =>
          isTimeOfDay(callee, count) || /^(performance\.now|Math\.random|fetch|crypto\.\w+)$/.test(callee),
      ),
    );

/** Reads of the time of day that bypass the clock which the composition roots hand on. */
const clockReads = (modules: readonly Source[]): string[] =>
  modules
    .filter(({ path }) => /^(services|activities|api)\//.test(path))
    .flatMap((source) => callsIn(source, isTimeOfDay));

/** Dates that a page writes in a style of its own. Without arguments it is asked for the zone of the device. */
const ownDates = (modules: readonly Source[]): string[] =>
  modules
    .filter(({ path }) => /^web\/(?!time\/)/.test(path))
    .flatMap((source) =>
      callsIn(
        source,
        (callee, count) =>
          (/^(new )?Intl\.DateTimeFormat$/.test(callee) && count > 0) ||
          /\.toLocale(Date|Time)String$/.test(callee),
      ),
    );

/** Where the environment may be read: once, at the edge. */
const environmentReaders = /(^|\/)env\.ts$|^(scripts|bench|chaos)\/|(^|\/)(vite|vitest|drizzle)\.config\.ts$/;

const environmentReads = (): string[] =>
  shipped
    .filter(({ path, text }) => !environmentReaders.test(path) && /\bprocess\.env\b/.test(text))
    .map(({ path }) => path);

/** Use of console outside what a person runs in a terminal. */
const consoleUses = (): string[] =>
  shipped
    .filter(({ path }) => !/^(scripts|bench|chaos)\//.test(path))
    .flatMap((source) => callsIn(source, (callee) => callee.startsWith('console.')));

const evasion = /^(vi\.(mock|doMock)$|(test|it|describe)\.(\w+\.)*(skip|only|todo|skipIf|runIf)\b)/;

/** Tests that replace a module of ours, are skipped, or keep others from running. */
const evasiveTests = (modules: readonly Source[]): string[] =>
  modules.flatMap((source) => callsIn(source, (callee) => evasion.test(callee)));

describe('purity', () => {
  test('the domain reads no clock and leaves nothing to chance', () => {
    expect(impureCalls(shipped)).toEqual(none);
    expect(impureCalls([parseSource('domain/x.ts', 'export const x = Math.random();')])).toHaveLength(1);
  });

  test('services, activities and API know the time from the clock they are given', () => {
    expect(clockReads(shipped)).toEqual(none);
  });

  test.each([
    ['services/link/x.ts', 'export const at = Date.now();'],
    ['api/routes/x.ts', 'export const at = new Date();'],
  ])('a clock of its own in %s would be noticed', (path, text) => {
    expect(clockReads([parseSource(path, text)])).toHaveLength(1);
  });

  test('dates for people are written by web/time alone', () => {
    expect(ownDates(shipped)).toEqual(none);
    expect(
      ownDates([
        parseSource(
          'web/host/x.ts',
          "export const a = new Intl.DateTimeFormat('en'), b = a.at.toLocaleTimeString();",
        ),
      ]),
    ).toHaveLength(2);
  });

  test('the environment is read at the edge only', () => {
    expect(environmentReads()).toEqual(none);
  });

  test('nothing prints but commands', () => {
    expect(consoleUses()).toEqual(none);
  });
});

describe('tests', () => {
  test('none is skipped, run alone or fed a mocked module', () => {
    expect(evasiveTests(sources.filter(({ isTest }) => isTest))).toEqual(none);
  });

  test.each([
    'test.skip("x", () => {})',
    'describe.only("x", () => {})',
    'test.skip.each([1])("x", () => {})',
    'vi.mock("./x.ts")',
  ])('the check notices %s', (text) => {
    expect(evasiveTests([parseSource('x.test.ts', text)])).not.toEqual(none);
  });
});

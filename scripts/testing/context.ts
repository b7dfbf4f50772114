import type { DatabaseUrls } from '#db/migrate.ts';

/** As many test files run at the same time on the two cores we count on: many wait for most of their time. Each process has a database of its own. */
export const TEST_PROCESSES = 3;

/** What the test services offer to a test through `inject(name)`; a value a project does not need is '' or absent there. */
export type TestServices = {
  /** One for each test process, with all migrations applied; a test asks `testDatabase()` for its own. */
  databases: readonly DatabaseUrls[];
  /** One with all migrations applied that nobody uses, to be copied. */
  databaseTemplate: string;
  /** Superuser of the test server, for tests that create databases of their own. */
  databaseAdminUrl: string;
  /** host:port of a Temporal development server with the project's search attributes. */
  temporalAddress: string;
  /** Web interface of that server. */
  temporalUiUrl: string;
  /** Executable of the time-skipping test server. */
  timeSkippingServerPath: string;
  /** Executable of a Chromium. */
  chromiumPath: string;
  /** Workflow code bundled once for the run. */
  workflowBundlePath: string;
};

declare module 'vitest' {
  export interface ProvidedContext extends TestServices {}
}

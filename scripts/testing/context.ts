import type { DatabaseUrls } from '#db/migrate.ts';

/** What the test services offer to a test through `inject(name)`; a value a project does not need is '' or absent there. */
export type TestServices = {
  /** Databases of this run with all migrations applied: as owner, as the application's role, as the identity role. */
  databaseUrls: DatabaseUrls;
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

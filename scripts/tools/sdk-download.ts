import { TestWorkflowEnvironment } from '@temporalio/testing';

// Run as a process of its own: the SDK downloads a server only in the course of starting it.
const [kind, downloadDir] = process.argv.slice(2);
if (!downloadDir || (kind !== 'cli' && kind !== 'test-server')) {
  console.error('usage: sdk-download.ts cli|test-server <folder>');
  process.exit(2);
}
const server = { executable: { type: 'cached-download' as const, downloadDir } };
const environment =
  kind === 'cli'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
process.exit(0);

import type { auditVerbs } from '#domain/audit/actions.ts';

/** What changes by what somebody signs in: its owner is told each time, by mail, in case it was not them. */
export const signInChanges = [
  'add_passkey',
  'change_password',
  'connect_sign_in',
  'disable_second_factor',
  'disconnect_sign_in',
  'enable_second_factor',
  'remove_passkey',
  'renew_recovery_codes',
  'reset_password',
] as const satisfies readonly (typeof auditVerbs)['person'][number][];
export type SignInChange = (typeof signInChanges)[number];

/** Whether this is one of them. */
export const isSignInChange = (verb: string): verb is SignInChange =>
  (signInChanges as readonly string[]).includes(verb);

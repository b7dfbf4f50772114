/** What the local sign-in accepts out of the box. */
export const emulatorClient = {
  clientId: 'everslot-local.apps.googleusercontent.com',
  clientSecret: 'everslot-local-secret',
};

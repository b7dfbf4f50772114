import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { passkeyChallenge, signInByPasskey } from '#web/host/queries/account/account.ts';
import { ApiError } from '#web/host/queries/api.ts';

const show = async (isAutofill: boolean): Promise<void> => {
  const optionsJSON = await passkeyChallenge();
  await signInByPasskey(await startAuthentication({ optionsJSON, useBrowserAutofill: isAutofill }));
};

/** Whoever closes the browser's own dialog knows that they did. */
export const isRefusedPasskey = (error: unknown): boolean => error instanceof ApiError;

export type PasskeySignIn = { isSupported: boolean; enter: UseMutationResult<void, Error, void> };

/**
 * Signs in with a passkey: when asked to, and where the browser offers passkeys beside what it fills into the form, when one is
 * chosen there.
 */
export const usePasskeySignIn = (onEntered: () => Promise<void>): PasskeySignIn => {
  const entered = useRef(onEntered);
  entered.current = onEntered;
  const enter = useMutation({
    mutationFn: () => show(false),
    onSuccess: () => entered.current(),
    retry: false,
  });
  useEffect(() => {
    let isLeft = false;
    const waitForChoice = async (): Promise<void> => {
      if (!(await browserSupportsWebAuthnAutofill()) || isLeft) return;
      await show(true);
      if (!isLeft) await entered.current();
    };
    // Without it there are the button and the password.
    void waitForChoice().catch(() => undefined);
    return () => {
      isLeft = true;
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);
  return { isSupported: browserSupportsWebAuthn(), enter };
};

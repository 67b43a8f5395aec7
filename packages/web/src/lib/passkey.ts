import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { api } from '@ancam/contract';
import type { PasskeyAnswer, Session } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { call } from './api.ts';

/** Whether this browser can hold passkeys for the address at hand; a bare address has none. */
export function passkeysPossible(): boolean {
  return browserSupportsWebAuthn() && !/^[\d.]+$|:/.test(window.location.hostname);
}

function given(answer: object): PasskeyAnswer['answer'] {
  return { ...answer } as PasskeyAnswer['answer']; // the library's own shape, read by the server as hostile input
}

/** One who closes the dialogue of the browser has not been refused by the server. */
function dismissed(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('auth.failed', 'the passkey was not used', { place: 'passkey' }, thrown);
}

/** Signs in by a passkey of this browser or a device beside it. */
export async function enterByPasskey(): Promise<Session> {
  try {
    const { options } = await call(api.passkeyQuestion);
    // made by the same library on the server
    const answer = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON });
    return await call(api.passkeyLogin, { body: { answer: given(answer) } });
  } catch (thrown) {
    throw dismissed(thrown);
  }
}

/** Makes a passkey under a name. */
export async function makePasskey(name: string): Promise<void> {
  try {
    const { options } = await call(api.askNewPasskey);
    // made by the same library on the server
    const answer = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON });
    await call(api.addPasskey, { body: { name, answer: given(answer) } });
  } catch (thrown) {
    throw dismissed(thrown);
  }
}

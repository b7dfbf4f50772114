import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { EmailFault } from '#providers/email/contract-harness.ts';

export const account = { user: 'everslot', password: 'pass word/1' };

export type TakenMail = { to: readonly string[]; raw: Uint8Array };

/** A reply of the server; `text` starts with the enhanced code of RFC 3463. */
export type Refusal = {
  command: 'MAIL' | 'RCPT' | 'DATA' | 'AUTH';
  status: number;
  text: string;
};

const refusalOf = ({ status, text }: Pick<Refusal, 'status' | 'text'>): Error =>
  Object.assign(new Error(text), { responseCode: status });

const replies: Partial<Record<EmailFault, Refusal>> = {
  outage: { command: 'DATA', status: 451, text: '4.3.0 Local error' },
  throttle: { command: 'MAIL', status: 450, text: '4.7.1 Too many messages, slow down' },
};

/** A real mail server on a free loopback port that keeps what it takes and misbehaves when asked to, once each time. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const taken: TakenMail[] = [];
  const state: { fault: EmailFault | null; refusal: Refusal | null } = { fault: null, refusal: null };
  let held: Promise<void> = Promise.resolve();
  const refused = (command: Refusal['command']): Error | null => {
    const refusal = state.refusal ?? (state.fault === null ? null : (replies[state.fault] ?? null));
    if (refusal?.command !== command) return null;
    Object.assign(state, { fault: null, refusal: null });
    return refusalOf(refusal);
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    ...options,
    onAuth(auth, _session, callback) {
      const failure = refused('AUTH');
      if (failure !== null) return callback(failure);
      const isKnown = auth.username === account.user && auth.password === account.password;
      return isKnown
        ? callback(null, { user: auth.username })
        : callback(refusalOf({ status: 535, text: '5.7.8 Authentication credentials invalid' }));
    },
    onMailFrom: (_address, _session, callback) => callback(refused('MAIL')),
    onRcptTo({ address }, _session, callback) {
      const isRefused = /^refused(\+.*)?@/.test(address);
      callback(
        isRefused ? refusalOf({ status: 550, text: `5.1.1 <${address}> No such user` }) : refused('RCPT'),
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { fault } = state;
        const failure = refused('DATA');
        if (failure !== null) return callback(failure);
        state.fault = null;
        const raw = Buffer.concat(chunks);
        if (fault !== 'reset before')
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        if (fault === 'reset before' || fault === 'reset after') return cut(session.id);
        // Stays silent until the client gives up.
        if (fault !== 'silence after') void held.then(() => callback(null));
      });
    },
  });
  server.on('error', () => undefined);
  const cut = (sessionId: string): void => {
    for (const connection of server.connections)
      if (connection.id === sessionId) connection._socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken: (): readonly TakenMail[] => taken,
    /** How many connections are open. */
    open: (): number => server.connections.size,
    strike: (fault: EmailFault): void => void Object.assign(state, { fault }),
    refuse: (refusal: Refusal): void => void Object.assign(state, { refusal }),
    /** Mails are read to their end and answered once the result is called. */
    hold(): () => void {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      return gate.resolve;
    },
    reset(): void {
      taken.length = 0;
      Object.assign(state, { fault: null, refusal: null });
    },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const connection of server.connections) connection._socket.destroy();
        server.close(() => resolve());
      }),
  };
}

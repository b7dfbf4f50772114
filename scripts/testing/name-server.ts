import { createSocket } from 'node:dgram';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Question } from 'dns-packet';

type Records = { TXT?: readonly string[]; CNAME?: string; A?: readonly string[] };

/** A name server on loopback that speaks DNS over UDP and knows what a test tells it. */
export type NameServer = {
  /** As settings name it. */
  address: string;
  set: (name: string, records: Records) => void;
  clear: (name: string) => void;
  /** From now on nobody answers, or somebody does again. */
  silence: (isSilent: boolean) => void;
  close: () => Promise<void>;
};

const ttl = 1;
const nxDomain = 3;

const answersTo = ({ name, type }: Question, records: Records): Answer[] => {
  if (records.CNAME !== undefined) return [{ type: 'CNAME', name, ttl, data: records.CNAME }];
  if (type === 'TXT') return (records.TXT ?? []).map((data) => ({ type, name, ttl, data: [data] }));
  return type === 'A' ? (records.A ?? []).map((data) => ({ type, name, ttl, data })) : [];
};

export const startNameServer = async (): Promise<NameServer> => {
  const zone = new Map<string, Records>();
  let isSilent = false;
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    if (isSilent) return;
    const { id = 0, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return;
    const records = zone.get(question.name.toLowerCase());
    const answer = encode({
      type: 'response',
      id,
      flags: AUTHORITATIVE_ANSWER | (records === undefined ? nxDomain : 0),
      questions,
      answers: records === undefined ? [] : answersTo(question, records),
    });
    socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, records) => zone.set(name, records),
    clear: (name) => zone.delete(name),
    silence: (silent) => {
      isSilent = silent;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
};

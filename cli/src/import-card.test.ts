import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Call, ContractError, describeError, type ErrorCode } from '@liuhen/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardFile, listCard } from './card-folder.ts';
import { type Importing, importCard, type Outcome } from './import-card.ts';
import { openUploadNotes } from './upload-notes.ts';

let card: string;
beforeAll(async () => {
  card = await mkdtemp(join(tmpdir(), 'liuhen-import-'));
  for (const name of ['a', 'b', 'c', 'd', 'e']) await writeFile(join(card, `${name}.mp4`), name);
});
afterAll(() => rm(card, { recursive: true }));

const sentences = { tookTooLong: 'took too long', noServer: 'no server', unreadable: 'unreadable' };

/** Imports from a server that answers every question in one way; the notes lie beside the card. */
async function importWith(
  call: Call,
  changes: Partial<Importing> = {},
  files?: CardFile[],
  url = 'http://127.0.0.1:9',
) {
  const told: Outcome[] = [];
  let bytes = 0;
  const events: Importing['events'] = {
    step: () => undefined,
    bytes: (count) => {
      bytes += count;
    },
    outcome: (outcome) => void told.push(outcome),
  };
  const outcomes = await importCard(files ?? (await listCard(card)), {
    session: { call, url, token: '', session: {} as Importing['session']['session'] },
    ...{ notes: await openUploadNotes(join(card, '.notes')), language: 'zh', dryRun: false },
    ...{ events, sentences },
    ...changes,
  });
  return { outcomes, told, bytes };
}

const answering = (answer: () => unknown): Call => (async () => answer()) as unknown as Call;
const throwing = (error: unknown): Call =>
  answering(() => {
    throw error;
  });

describe('what the server says', () => {
  const errors: [code: ErrorCode, state: string][] = [
    ['input.invalid', 'refused'],
    ['upload.empty', 'refused'],
    ['server.fault', 'failed'],
    ['signIn.tooOften', 'failed'],
  ];
  test.each(errors)(
    '%s makes a file %s, with its sentence in the language of the tool',
    async (code, state) => {
      const error = new ContractError(describeError(code, { reason: 'r', id: '1', seconds: '2' }), 400);
      const { outcomes } = await importWith(throwing(error));
      expect(outcomes).toHaveLength(5);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ state, reason: error.body.message });
      const english = await importWith(throwing(error), { language: 'en' });
      for (const outcome of english.outcomes) expect(outcome).toMatchObject({ reason: error.body.messageEn });
    },
  );

  test('nothing at all: a failure with the sentence for it, not the words of the network library', async () => {
    const { outcomes } = await importWith(throwing(new TypeError('fetch failed')));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ state: 'failed', reason: 'no server' });
  });
});

test('a card that is pulled out is a failure of each file that was not read', async () => {
  const files = await listCard(card);
  const gone = files.map((file) => ({ ...file, path: Buffer.concat([file.path, Buffer.from('.gone')]) }));
  const { outcomes } = await importWith(
    answering(() => ({ recordingId: null })),
    {},
    gone,
  );
  expect(outcomes).toHaveLength(5);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ state: 'failed', reason: 'unreadable' });
});

describe('a rehearsal', () => {
  test('tells known from new by the digest and asks nothing else', async () => {
    const asked: string[] = [];
    const call = (async (name: string, input: { sha256: string }) => {
      asked.push(name);
      // SHA-256 of "a" begins with ca97.
      return { recordingId: input.sha256.startsWith('ca97') ? 'known' : null };
    }) as unknown as Call;
    const { outcomes, told, bytes } = await importWith(call, { dryRun: true });
    const states = Object.fromEntries(outcomes.map(({ file, state }) => [file.name, state]));
    expect(states).toEqual({
      'a.mp4': 'wouldSkip',
      ...{ 'b.mp4': 'wouldSend', 'c.mp4': 'wouldSend', 'd.mp4': 'wouldSend', 'e.mp4': 'wouldSend' },
    });
    expect(new Set(asked)).toEqual(new Set(['findKnown']));
    expect(told).toEqual(outcomes);
    expect(bytes).toBe(5);
  });
});

describe('a file that the server says it knows', () => {
  const id = '0b0e7c6e-9a55-4a8e-8f6e-5d1f6f1f2a11';
  const knowing = (sha256: (of: string) => string): Call => {
    let asked = '';
    return (async (name: string, input: { sha256?: string }) => {
      asked = input.sha256 ?? asked;
      if (name === 'findKnown') return { recordingId: id };
      return name === 'getRecording' ? { id, sha256: sha256(asked), sm3: 's', duties: [] } : { index: 6 };
    }) as unknown as Call;
  };
  const oneFile = async () => (await listCard(card)).slice(0, 1);

  test('is known by the receipt of the server, and not sent', async () => {
    const { outcomes } = await importWith(
      knowing((asked) => asked),
      {},
      await oneFile(),
    );
    expect(outcomes).toMatchObject([{ state: 'known', receipt: { recordingId: id, logIndex: 6 } }]);
  });

  test('but whose receipt is of other bytes is sent, and not called safe before the server took it', async () => {
    const requests: string[] = [];
    const body = describeError('upload.empty', {});
    const server = createServer((request, response) => {
      requests.push(request.method ?? '');
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { outcomes } = await importWith(
      knowing(() => 'f'.repeat(64)),
      {},
      await oneFile(),
      `http://127.0.0.1:${port}`,
    );
    server.close();
    expect(requests).toEqual(['POST']);
    expect(outcomes).toMatchObject([{ state: 'refused', reason: body.message }]);
  });
});

describe('a file whose last byte was sent', () => {
  const receipt = {
    ...{ recordingId: 'r', sha256: 's', sm3: 'm', size: 1, registeredAt: '2026-01-01T00:00:00.000Z' },
    ...{ logIndex: 3, alreadyKnown: false, safeToWipe: true },
  };
  const duty = { id: 'd' };
  /** Sends one file to a server that takes it, and answers the questions after that in turn, the last one for ever. */
  async function follow(answers: (() => unknown)[]) {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        const isNew = request.method === 'POST';
        const headers = isNew ? { Location: '/api/files/u' } : { 'Upload-Offset': '1' };
        response.writeHead(isNew ? 201 : 204, { 'Tus-Resumable': '1.0.0', ...headers }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    const call = (async (name: string) => {
      if (name === 'findKnown') return { recordingId: null };
      return answers[Math.min(asked++, answers.length - 1)]?.();
    }) as unknown as Call;
    const files = (await listCard(card)).slice(0, 1);
    const { outcomes } = await importWith(call, {}, files, `http://127.0.0.1:${port}`);
    server.close();
    return { outcomes, asked };
  }
  const away = () => {
    throw new TypeError('fetch failed');
  };
  const refusing = (code: ErrorCode, status: number) => () => {
    throw new ContractError(describeError(code, { id: '1' }), status);
  };
  const stored = (duties: unknown[]) => () => ({
    state: 'registered',
    refusal: null,
    receipt: { ...receipt, duties },
  });

  test('is asked after again when the server is away for a moment', async () => {
    const { outcomes, asked } = await follow([away, refusing('server.fault', 503), away, stored([duty])]);
    expect(outcomes).toMatchObject([{ state: 'stored', receipt: { logIndex: 3, duties: [duty] } }]);
    expect(asked).toBe(4);
  });

  test('stays stored when the server goes away before its deadline was judged', async () => {
    const { outcomes } = await follow([stored([]), away]);
    expect(outcomes).toMatchObject([{ state: 'stored', receipt: { logIndex: 3 } }]);
  });

  test('is given up at once when the server says that it is not there', async () => {
    const { outcomes, asked } = await follow([refusing('upload.gone', 410)]);
    expect(asked).toBe(1);
    expect(outcomes).toMatchObject([{ reason: describeError('upload.gone').message }]);
  });
});

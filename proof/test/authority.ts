import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is different about an authority that does something wrong. */
export interface AuthorityTraits {
  /** Value of the extended key usage of its certificate. */
  usage?: string;
  /** Digest by which a token names its certificate. */
  named?: 'sha1' | 'sha256';
  /** A key as `openssl genpkey` takes it. */
  key?: string[];
}

const config = (named: string) => `
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = ${named}
`;

/** TimeStampResp ::= SEQUENCE { SEQUENCE { status 0 }, token } */
function granted(token: Uint8Array): Uint8Array {
  const status = Uint8Array.of(0x30, 3, 2, 1, 0);
  const length = status.length + token.length;
  return Uint8Array.of(0x30, 0x82, length >> 8, length & 255, ...status, ...token);
}

/** An authority of RFC 3161 kept by the OpenSSL command line, in a folder of its own: a root, a certificate for time stamps. */
export class Authority {
  readonly #folder = mkdtempSync(join(tmpdir(), 'liuhen-authority-'));

  constructor(traits: AuthorityTraits = {}) {
    const { usage = 'critical,timeStamping', named = 'sha256' } = traits;
    const { key = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] } = traits;
    this.#write('tsa.cnf', config(named));
    this.#write('serial', '01\n');
    this.#write('usage.cnf', `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`);
    this.#write('root.cnf', 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n');
    this.#certify('root', '/CN=Root of the test', key, ['-extfile', 'root.cnf', '-days', '7300']);
    const by = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'];
    this.#certify('tsa', '/CN=Authority of the test', key, [...by, '-extfile', 'usage.cnf', '-days', '3650']);
  }

  #write(name: string, text: string | Uint8Array): void {
    writeFileSync(join(this.#folder, name), text);
  }

  #openssl(...parameters: string[]): void {
    execFileSync('openssl', parameters, { cwd: this.#folder, stdio: 'pipe' });
  }

  #certify(name: string, subject: string, key: string[], signing: string[]): void {
    this.#openssl('genpkey', ...key, '-out', `${name}.key`);
    this.#openssl('req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    const by = signing.includes('-CA') ? [] : ['-signkey', `${name}.key`];
    this.#openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, ...signing);
  }

  /** PEM. */
  get root(): string {
    return readFileSync(join(this.#folder, 'root.pem'), 'utf8');
  }

  /** PEM. */
  get certificate(): string {
    return readFileSync(join(this.#folder, 'tsa.pem'), 'utf8');
  }

  /** A query made by OpenSSL, over another digest. */
  query(message: Uint8Array, digest: 'sha256' | 'sha512'): Uint8Array {
    this.#write('message', message);
    this.#openssl('ts', '-query', '-data', 'message', `-${digest}`, '-cert', '-out', 'made.tsq');
    return readFileSync(join(this.#folder, 'made.tsq'));
  }

  /** What it answers to a query, both DER. */
  answer(query: Uint8Array): Uint8Array {
    this.#write('query.tsq', query);
    const signing = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'root.pem'];
    this.#openssl(
      ...['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'answer.tsr'],
      ...signing,
    );
    return readFileSync(join(this.#folder, 'answer.tsr'));
  }

  /**
   * A token over any content, granted: what an authority that breaks the rules could send. `signing` are parameters of
   * `openssl cms -sign`.
   */
  forge(content: Uint8Array, signing: string[] = ['-cades']): Uint8Array {
    this.#write('content', content);
    const by = [
      '-signer',
      'tsa.pem',
      '-inkey',
      'tsa.key',
      '-md',
      'sha256',
      '-binary',
      '-nodetach',
      '-nosmimecap',
    ];
    const type = signing.includes('-econtent_type') ? [] : ['-econtent_type', 'id-smime-ct-TSTInfo'];
    const out = ['-outform', 'DER', '-out', 'token'];
    this.#openssl('cms', '-sign', '-in', 'content', ...by, ...type, ...signing, ...out);
    return granted(readFileSync(join(this.#folder, 'token')));
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type Language, misfitIn } from '@liuhen/contract';
import { type KeyAlgorithm, parseCosignerKey, toHex } from '@liuhen/proof';
import { z } from 'zod';

/** Hours, separated by commas, each from `least` to thirty days; `none` for none. */
const hours = (least: number) =>
  z
    .string()
    .regex(/^\s*(none|\d{1,3}(\s*,\s*\d{1,3})*)\s*$/, 'hours separated by commas, or none')
    .transform((text) => (text.trim() === 'none' ? [] : [...new Set(text.split(',').map(Number))]))
    .refine((list) => list.every((hour) => hour >= least && hour <= 720), `hours from ${least} to 720`);

/** `name=address`, separated by commas; a name names one authority. */
const authorities = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (list) =>
      list.every(
        (one) => /^[\p{L}\p{N}._-]{1,40}=https?:\/\/\S+$/u.test(one) && URL.canParse(addressIn(one)),
      ),
    'name=https://… separated by commas',
  )
  .transform((list) => list.map((one) => ({ name: one.slice(0, one.indexOf('=')), url: addressIn(one) })))
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'each name once')
  .refine(
    (list) => !list.some(({ url }) => hasUserinfo(url)),
    '地址里不能带用户名和密码 (no user and password in the address)',
  );

/** `key=address` or a key alone, separated by commas; a key of base64 in this length has no equals sign. */
const witnesses = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (list) => list.every((one) => readWitness(one) !== null),
    'verifier key=https://… of each witness, separated by commas',
  )
  .transform((list) => list.flatMap((one) => readWitness(one) ?? []))
  .refine(
    (list) => new Set(list.map(({ publicKey }) => publicKey)).size === list.length,
    '同一把公钥只能算一个见证 (each key once: one key is one witness)',
  )
  .transform((list) => list.map(({ name, verifierKey, url }) => ({ name, verifierKey, url })));

function readWitness(text: string) {
  const [verifierKey = '', ...rest] = text.split('=');
  const url = rest.length === 0 ? null : rest.join('=');
  const isAddress = url === null || (/^https?:\/\/\S+$/.test(url) && URL.canParse(url) && !hasUserinfo(url));
  try {
    const { name, publicKey } = parseCosignerKey(verifierKey);
    return isAddress ? { name, verifierKey, url, publicKey: toHex(publicKey) } : null;
  } catch {
    return null;
  }
}

const addressIn = (setting: string): string => setting.slice(setting.indexOf('=') + 1);

function hasUserinfo(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.username !== '' || url.password !== '');
}

const settings = z.object({
  LIUHEN_HOME: z
    .string()
    .optional()
    .describe(
      'Folder of everything: vault, embedded database, keys, uploads on their way. Default: /var/lib/liuhen as root, otherwise ~/.local/share/liuhen.',
    ),
  LIUHEN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. 0.0.0.0 for all; put TLS (a reverse proxy) before it.'),
  LIUHEN_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8080)
    .describe('Port to listen on; 0 takes a free one.'),
  LIUHEN_DATABASE_URL: z
    .string()
    .optional()
    .describe(
      'postgres://owner:password@host/database of an external PostgreSQL 15 or newer. Default: the embedded PostgreSQL 18. The user must be allowed to create roles, or the roles liuhen_app and liuhen_system must exist and be granted to it with admin option.',
    ),
  LIUHEN_LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'no spaces and no plus sign')
    .default('liuhen.local/log')
    .describe(
      'Name of the custody log in its checkpoints, e.g. liuhen.example.gov.cn/log. Fixed at the first start.',
    ),
  LIUHEN_KEY_ALGORITHM: z
    .enum(['ed25519', 'sm2'])
    .default('ed25519')
    .describe(
      'How the log signs: ed25519, or sm2 (with SM3, GM/T 0003). Fixed at the first start; liuhen rotate-key changes it.',
    ),
  LIUHEN_KEY_PASSPHRASE_FILE: z
    .string()
    .optional()
    .describe(
      'File whose first line is the passphrase under which the key of the log lies in its file. A key without one is put under it at the next start. Keep both files apart. Default: none, the key is readable for the account of the server alone.',
    ),
  LIUHEN_NUMBER_KEYS: z
    .string()
    .optional()
    .describe(
      'File of the keys that encrypt the numbers of parties, one in base64 a line; made at the first start. To change the key add a line at the end and restart; lines are never taken away. Keep a copy apart from the backup of the database: without it no number can be read again. Default: keys/number-keys in LIUHEN_HOME.',
    ),
  LIUHEN_MAX_FILE_GB: z.coerce
    .number()
    .positive()
    .default(64)
    .describe('Largest single file that is received, in GB.'),
  LIUHEN_DROP_FOLDER: z
    .string()
    .optional()
    .describe(
      'Folder that a collection station exports to; watched. Sub-folder = code of the organ. Default: drop/ in LIUHEN_HOME.',
    ),
  LIUHEN_DROP_ACCOUNT: z
    .string()
    .default('station')
    .describe('Sign-in name (prefixed by organ code and a dot) in whose name the drop folder is received.'),
  LIUHEN_SECURE_COOKIES: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('yes when people reach the server by https only.'),
  LIUHEN_SESSION_HOURS: z.coerce
    .number()
    .positive()
    .max(72)
    .default(12)
    .describe('A session ends after this many hours at the latest.'),
  LIUHEN_IDLE_MINUTES: z.coerce
    .number()
    .positive()
    .default(60)
    .describe('A session ends after this many minutes without a request.'),
  LIUHEN_FFMPEG: z
    .string()
    .optional()
    .describe('Path of ffmpeg. Default: the one on PATH; without it there are no posters and proxies.'),
  LIUHEN_REMIND_HOURS: hours(0)
    .prefault('24,4,0')
    .describe(
      'Hours before the due time of a duty at which its owners are told; 0 tells them when it has passed. none for never.',
    ),
  LIUHEN_ESCALATE_HOURS: hours(1)
    .prefault('24')
    .describe(
      'Hours after the due time of a duty that is still open at which the heads of the organ are told. none for never.',
    ),
  LIUHEN_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (address) => !hasUserinfo(address),
      '地址里不能带用户名和密码，请用签名核对来源 (no user and password in the address; check the signature instead)',
    )
    .optional()
    .describe(
      'Address to which the notices of all organs are posted as signed JSON; without user and password. Default: none are.',
    ),
  LIUHEN_WEBHOOK_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('Secret that signs what is posted (HMAC-SHA256), 16 characters or more. Set with the address.'),
  LIUHEN_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'smtp:// or smtps:// with user, password, host and port, by which notices are mailed. Default: none are.',
    ),
  LIUHEN_MAIL_FROM: z.string().optional().describe('Sender of the mails. Set with LIUHEN_SMTP_URL.'),
  LIUHEN_MAIL_TO: z
    .string()
    .optional()
    .describe(
      'Mailbox that gets the mails, several by commas. There is one for the whole installation: it gets the notices of all organs, so it must belong to somebody who may read them all. Set with LIUHEN_SMTP_URL.',
    ),
  LIUHEN_TIME_AUTHORITIES: authorities
    .optional()
    .describe(
      'Authorities that stamp the time of checkpoints (RFC 3161): name=https://…, several by commas. Each is asked by itself. Default: none; then only the own clock says when.',
    ),
  LIUHEN_TIME_CERTIFICATES: z
    .string()
    .optional()
    .describe(
      'PEM file with the root certificates by which their stamps are verified. Set with LIUHEN_TIME_AUTHORITIES.',
    ),
  LIUHEN_TIME_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(60)
    .describe(
      'Minutes between two stamps of one authority; nothing is asked for while the log does not grow.',
    ),
  LIUHEN_WITNESSES: witnesses
    .optional()
    .describe(
      'Witnesses of the custody log: their verifier key, and =https://… where they take checkpoints (left out for one that looks at the log by itself); several by commas. Default: none; then nobody outside can tell that the log is the same for all.',
    ),
  LIUHEN_WITNESSES_NEEDED: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe('How many of the witnesses have to cosign a checkpoint. Default: all of them.'),
  LIUHEN_WITNESS_ALARM_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(60)
    .describe('A witness that has left a checkpoint uncosigned for so many minutes is told as silent.'),
  LIUHEN_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('How much the program log says.'),
  LIUHEN_LANG: z
    .string()
    .default('zh')
    .describe('Language of what is said on the terminal: en for English, otherwise Chinese.'),
});

export interface Config {
  home: string;
  host: string;
  port: number;
  databaseUrl: string | null;
  logOrigin: string;
  keyAlgorithm: KeyAlgorithm;
  keyPassphraseFile: string | null;
  /** File of the keys of party numbers. */
  numberKeys: string;
  maxFileBytes: number;
  dropFolder: string;
  dropAccount: string;
  secureCookies: boolean;
  sessionHours: number;
  idleMinutes: number;
  ffmpeg: string | null;
  /** Hours before a due time at which owners are told, and after it at which heads are. */
  remindHours: readonly number[];
  escalateHours: readonly number[];
  /** Where notices go outside the house; null: nowhere. */
  webhook: { url: string; secret: string } | null;
  mail: { url: string; from: string; to: string } | null;
  /** Who stamps the time of checkpoints; null: nobody. */
  timeStamps: {
    authorities: readonly { name: string; url: string }[];
    certificates: string;
    everyMinutes: number;
  } | null;
  /** Who cosigns checkpoints; null: nobody. */
  witnesses: {
    list: readonly { name: string; verifierKey: string; url: string | null }[];
    needed: number;
    alarmMinutes: number;
  } | null;
  logLevel: string;
  /** Of what the operator is told on the terminal. */
  language: Language;
}

const faulty = '设置有误，请改正后再启动 (settings are not valid):';

function findOnPath(program: string, path: string): string | null {
  return (
    path
      .split(delimiter)
      .map((folder) => join(folder, program))
      .find((file) => existsSync(file)) ?? null
  );
}

function defaultHome(): string {
  return process.getuid?.() === 0 ? '/var/lib/liuhen' : join(homedir(), '.local', 'share', 'liuhen');
}

/** What was set. An empty one (`LIUHEN_HOST=` in a file) is left alone: it must not mean all addresses, or this folder. */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
}

/** Settings that mean something only together; null when none of them is set. Throws when some are missing. */
function together<K extends string>(
  given: Readonly<Record<string, unknown>>,
  names: Record<K, string>,
): Record<K, string> | null {
  const pairs = Object.entries<string>(names).map(([key, name]) => [key, name, given[name]] as const);
  if (pairs.every(([, , value]) => value === undefined)) return null;
  const missing = pairs
    .filter(([, , value]) => value === undefined)
    .map(([, name]) => `  ${name}: must be set too`);
  if (missing.length > 0) throw new Error(`${faulty}\n${missing.join('\n')}`);
  return Object.fromEntries(pairs.map(([key, , value]) => [key, String(value)])) as Record<K, string>;
}

function timeStampsIn(s: z.infer<typeof settings>): Config['timeStamps'] {
  const { LIUHEN_TIME_AUTHORITIES: authorities, LIUHEN_TIME_MINUTES: everyMinutes } = s;
  const both = together(s, {
    authorities: 'LIUHEN_TIME_AUTHORITIES',
    certificates: 'LIUHEN_TIME_CERTIFICATES',
  });
  return both && authorities ? { authorities, certificates: resolve(both.certificates), everyMinutes } : null;
}

function witnessesIn(s: z.infer<typeof settings>): Config['witnesses'] {
  const list = s.LIUHEN_WITNESSES;
  const needed = s.LIUHEN_WITNESSES_NEEDED ?? list?.length ?? 0;
  if (list === undefined && s.LIUHEN_WITNESSES_NEEDED !== undefined)
    throw new Error(`${faulty}\n  LIUHEN_WITNESSES: must be set too`);
  if (list !== undefined && needed > list.length)
    throw new Error(
      `${faulty}\n  LIUHEN_WITNESSES_NEEDED: 不能多于见证的数目 (more than there are witnesses)`,
    );
  return list ? { list, needed, alarmMinutes: s.LIUHEN_WITNESS_ALARM_MINUTES } : null;
}

const languageIn = ({ LIUHEN_LANG }: NodeJS.ProcessEnv): Language => (LIUHEN_LANG === 'en' ? 'en' : 'zh');

/** Reads the settings; throws one Error that names every faulty one. Nothing else in the house reads the environment. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const read = settings.safeParse(withoutEmpty(environment), { error: misfitIn(languageIn(environment)) });
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${faulty}\n${faults.join('\n')}`);
  }
  const s = read.data;
  const home = resolve(s.LIUHEN_HOME ?? defaultHome());
  return {
    home,
    host: s.LIUHEN_HOST,
    port: s.LIUHEN_PORT,
    databaseUrl: s.LIUHEN_DATABASE_URL ?? null,
    logOrigin: s.LIUHEN_LOG_ORIGIN,
    keyAlgorithm: s.LIUHEN_KEY_ALGORITHM,
    keyPassphraseFile: s.LIUHEN_KEY_PASSPHRASE_FILE ? resolve(s.LIUHEN_KEY_PASSPHRASE_FILE) : null,
    numberKeys: resolve(s.LIUHEN_NUMBER_KEYS ?? join(home, 'keys', 'number-keys')),
    maxFileBytes: s.LIUHEN_MAX_FILE_GB * 1e9,
    dropFolder: resolve(s.LIUHEN_DROP_FOLDER ?? join(home, 'drop')),
    dropAccount: s.LIUHEN_DROP_ACCOUNT,
    secureCookies: s.LIUHEN_SECURE_COOKIES === 'yes',
    sessionHours: s.LIUHEN_SESSION_HOURS,
    idleMinutes: s.LIUHEN_IDLE_MINUTES,
    ffmpeg: s.LIUHEN_FFMPEG ?? findOnPath('ffmpeg', environment.PATH ?? ''),
    remindHours: s.LIUHEN_REMIND_HOURS,
    escalateHours: s.LIUHEN_ESCALATE_HOURS,
    webhook: together(s, { url: 'LIUHEN_WEBHOOK_URL', secret: 'LIUHEN_WEBHOOK_SECRET' }),
    mail: together(s, { url: 'LIUHEN_SMTP_URL', from: 'LIUHEN_MAIL_FROM', to: 'LIUHEN_MAIL_TO' }),
    timeStamps: timeStampsIn(s),
    witnesses: witnessesIn(s),
    logLevel: s.LIUHEN_LOG_LEVEL,
    language: languageIn(environment),
  };
}

/** The settings as rows for docs/configuration.md. */
export function describeSettings(): { name: string; default: string; description: string }[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    return {
      name,
      default: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
      description: schema.description ?? '',
    };
  });
}

import { type BaseBlock, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  type Attribute,
  Certificate,
  type ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { equalBytes, fromBase64, toBase64, toHex } from './bytes.ts';
import { VerificationError } from './errors.ts';
import { sha256 } from './hash.ts';

/** What a trusted authority says of some bytes: that they were there at this time (RFC 3161). */
export interface TimeStamp {
  /** RFC 3339 in UTC with milliseconds. */
  at: string;
  /** By how much the authority itself says it may be off, in milliseconds; null where it does not say. */
  accuracyMillis: number | null;
  /** Common name in the certificate that signed. */
  authority: string;
  /** SHA-256 of that certificate, hex. */
  certificate: string;
  /** Number of the stamp, hex. */
  serial: string;
  /** The nonce of the query that it answers, hex; null where it had none. */
  nonce: string | null;
}

const oids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
} as const;

const refuse = (why: string): never => {
  throw new VerificationError('timeStamp', why);
};

/** Bytes of their own, as the ASN.1 library takes them. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/**
 * The request for a stamp over a message (RFC 3161 §2.4.1): SHA-256 of it, this nonce, the certificate to be sent along.
 * The nonce is of 8 to 32 bytes that nobody can foresee.
 */
export function makeTimeStampQuery(message: Uint8Array, nonce: Uint8Array): Uint8Array {
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
      hashedMessage: new OctetString({ valueHex: own(sha256(message)).buffer }),
    }),
    // A one before it keeps the number positive and its zeros in place.
    nonce: Integer.fromBigInt(BigInt(`0x01${toHex(nonce)}`)),
    certReq: true,
  });
  return new Uint8Array(query.toSchema().toBER(false));
}

/** The certificates of a PEM text. Throws VerificationError 'timeStamp' or 'encoding'. */
export function readCertificates(pem: string): Uint8Array[] {
  const blocks = [
    ...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g),
  ];
  if (blocks.length === 0) refuse('no certificate in the text');
  return blocks.map(([, body = '']) => {
    const bytes = fromBase64(body.replace(/\s/g, ''));
    try {
      Certificate.fromBER(own(bytes));
    } catch {
      refuse('a certificate of the text cannot be read');
    }
    return bytes;
  });
}

interface Opened {
  signed: SignedData;
  info: TSTInfo;
  signer: Certificate;
}

function openResponse(response: Uint8Array): Opened {
  const { status, timeStampToken } = TimeStampResp.fromBER(own(response));
  if (status.status !== 0 && status.status !== 1) refuse('the authority did not grant the stamp');
  if (timeStampToken?.contentType !== oids.signedData) refuse('the answer holds no token');
  const signed = new SignedData({ schema: (timeStampToken as ContentInfo).content });
  const [signerInfo, ...others] = signed.signerInfos;
  if (signerInfo === undefined || others.length > 0) refuse('a token has one signer');
  const content = signed.encapContentInfo;
  if (content.eContentType !== oids.tstInfo || !content.eContent) refuse('the token is no time stamp');
  const attributes = signerInfo?.signedAttrs?.attributes ?? [];
  const signer = findSigner(signed, attributes);
  return { signed, info: TSTInfo.fromBER(content.eContent?.getValue() ?? new ArrayBuffer()), signer };
}

/**
 * The certificate that the signed attributes name by its digest: without that, another one with the same key could be
 * put in its place (RFC 3161 §2.4.2, RFC 5816).
 */
function findSigner(signed: SignedData, attributes: readonly Attribute[]): Certificate {
  const attributeOf = (type: string): BaseBlock | undefined =>
    attributes.find((attribute) => attribute.type === type)?.values[0];
  const contentType = attributeOf(oids.contentType);
  if (!(contentType instanceof ObjectIdentifier) || contentType.getValue() !== oids.tstInfo)
    refuse('the signature is not over a time stamp');
  const named = attributeOf(oids.signingCertificateV2);
  if (named === undefined)
    refuse(
      attributeOf(oids.signingCertificate) === undefined
        ? 'the token does not name its certificate'
        : 'the token names its certificate by SHA-1 only',
    );
  const digest = sha256DigestIn(named);
  const certificates = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const signer = certificates.find((one) => equalBytes(sha256(bytesOf(one)), digest));
  return signer ?? refuse('the certificate that the token names is not in it');
}

/** SigningCertificateV2 → first ESSCertIDv2 → its digest; SHA-256 is the default and needs no name (RFC 5035 §4). */
function sha256DigestIn(value: BaseBlock | undefined): Uint8Array {
  const members = (block: unknown): unknown[] => (block instanceof Sequence ? block.valueBlock.value : []);
  const [first] = members(members(value)[0]);
  const parts = members(first);
  const algorithm = parts[0] instanceof Sequence ? members(parts.shift())[0] : undefined;
  if (
    algorithm !== undefined &&
    !(algorithm instanceof ObjectIdentifier && algorithm.getValue() === oids.sha256)
  )
    refuse('the token names its certificate by a digest other than SHA-256');
  const digest = parts[0];
  if (!(digest instanceof OctetString)) return refuse('the token does not name its certificate');
  return new Uint8Array(digest.getValue());
}

const bytesOf = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema().toBER(false));

/** Key usage of a time stamp authority: this one alone, and critical (RFC 3161 §2.3). */
function requirePurpose(certificate: Certificate): void {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === oids.extendedKeyUsage);
  const purposes: unknown = (usage?.parsedValue as { keyPurposes?: unknown } | undefined)?.keyPurposes;
  if (!usage?.critical || JSON.stringify(purposes) !== JSON.stringify([oids.timeStamping]))
    refuse('the certificate is not one for time stamps alone');
}

function nameOf({ subject }: Certificate): string {
  const name =
    subject.typesAndValues.find(({ type }) => type === oids.commonName) ?? subject.typesAndValues[0];
  const value: unknown = name?.value.valueBlock.value;
  return typeof value === 'string' ? value : '';
}

/** What a certificate (DER) calls its holder, and its PEM. Throws VerificationError 'timeStamp' where it is none. */
export function describeCertificate(der: Uint8Array): { name: string; pem: string } {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  try {
    return { name: nameOf(Certificate.fromBER(own(der))), pem };
  } catch {
    return refuse('not a certificate');
  }
}

/** A positive number as hex, without the zero that keeps its sign. */
const numberOf = (number: Integer): string => {
  const bytes = number.valueBlock.valueHexView;
  return toHex(bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes);
};

function accuracyOf({ accuracy }: TSTInfo): number | null {
  if (!accuracy) return null;
  return (accuracy.seconds ?? 0) * 1000 + (accuracy.millis ?? 0) + Math.ceil((accuracy.micros ?? 0) / 1000);
}

/**
 * Verifies the answer of a time stamp authority over a message (RFC 3161), offline, with the certificates that the
 * reader trusts (DER; roots, or the authority's own). The certificate has to have been valid at the time that is
 * stamped: a later end does not take back what was stamped before. Throws VerificationError 'timeStamp' for everything
 * else, also for bytes that are no answer at all.
 */
export async function verifyTimeStamp(
  response: Uint8Array,
  message: Uint8Array,
  trusted: readonly Uint8Array[],
): Promise<TimeStamp> {
  try {
    const { signed, info, signer } = openResponse(response);
    if (info.messageImprint.hashAlgorithm.algorithmId !== oids.sha256)
      refuse('the stamp is not over a SHA-256 digest');
    requirePurpose(signer);
    const outcome = await signed.verify({
      ...{ signer: 0, data: own(message).buffer, checkChain: true, extendedMode: true },
      trustedCerts: trusted.map((certificate) => Certificate.fromBER(own(certificate))),
    });
    const used = outcome.signerCertificate;
    if (!outcome.signatureVerified || !used || !equalBytes(bytesOf(used), bytesOf(signer)))
      refuse('the signature of the stamp is wrong');
    return {
      at: info.genTime.toISOString(),
      accuracyMillis: accuracyOf(info),
      authority: nameOf(signer),
      certificate: toHex(sha256(bytesOf(signer))),
      serial: numberOf(info.serialNumber),
      nonce: info.nonce ? numberOf(info.nonce) : null,
    };
  } catch (error) {
    if (error instanceof VerificationError) throw error;
    throw new VerificationError('timeStamp', error instanceof Error ? error.message : String(error));
  }
}

import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concatBytes, fromHex, toHex, utf8 } from './bytes.ts';
import { sm3 } from './sm3.ts';

/** The curve recommended for SM2 (GM/T 0003.5-2012, GB/T 32918.5-2017). */
const parameters = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrass(parameters);
const scalars = Point.Fn;

/** The identity that stands in the signature where signer and verifier agreed on no other (GM/T 0009-2012, 10). */
const commonIdentity = utf8('1234567812345678');

const bytesOf = (number: bigint): Uint8Array => fromHex(number.toString(16).padStart(64, '0'));
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);
const isScalar = (number: bigint): boolean => number > 0n && number < parameters.n;

/**
 * e of GM/T 0003.2-2012, 6.1: SM3 over Z and the message, where Z binds identity, curve and public key (5.5).
 * `publicKey` is the uncompressed point, 65 bytes.
 */
function digestOf(message: Uint8Array, publicKey: Uint8Array, identity: Uint8Array): bigint {
  const bits = identity.length * 8;
  const { a, b, Gx, Gy } = parameters;
  const z = sm3(
    concatBytes(
      Uint8Array.of(bits >> 8, bits & 255),
      identity,
      ...[a, b, Gx, Gy].map(bytesOf),
      publicKey.subarray(1),
    ),
  );
  return numberOf(sm3(concatBytes(z, message)));
}

/** The public key of a private key of 32 bytes: the uncompressed point, 65 bytes. Throws RangeError outside 1 to n − 2. */
export function sm2PublicKey(privateKey: Uint8Array): Uint8Array {
  const secret = numberOf(privateKey);
  if (privateKey.length !== 32 || !isScalar(secret) || secret === parameters.n - 1n)
    throw new RangeError('a private key of SM2 is a number from 1 to n - 2');
  return Point.BASE.multiply(secret).toBytes(false);
}

/**
 * Signs with SM2 and SM3 (GM/T 0003.2-2012, 6.2). `random` gives that many bytes nobody can foresee; a k that was used
 * or known once gives the key away. Returns r and s, 32 bytes each. The arithmetic takes a time that depends on the key:
 * for a machine that others share use a hardware module.
 */
export function signSm2(
  message: Uint8Array,
  privateKey: Uint8Array,
  random: (bytes: number) => Uint8Array,
  identity: Uint8Array = commonIdentity,
): Uint8Array {
  const secret = numberOf(privateKey);
  const e = digestOf(message, sm2PublicKey(privateKey), identity);
  for (;;) {
    const k = numberOf(random(32));
    if (!isScalar(k)) continue;
    const r = scalars.create(e + Point.BASE.multiply(k).toAffine().x);
    if (r === 0n || r + k === parameters.n) continue;
    const s = scalars.mul(scalars.inv(secret + 1n), scalars.create(k - r * secret));
    if (s !== 0n) return concatBytes(bytesOf(r), bytesOf(s));
  }
}

/** Whether r and s, 32 bytes each, are the signature of the message by this key (GM/T 0003.2-2012, 7.1). Never throws. */
export function verifySm2(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  identity: Uint8Array = commonIdentity,
): boolean {
  if (signature.length !== 64 || !isSm2PublicKey(publicKey)) return false;
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  const t = scalars.create(r + s);
  if (!isScalar(r) || !isScalar(s) || t === 0n) return false;
  const point = Point.BASE.multiplyUnsafe(s).add(Point.fromBytes(publicKey).multiplyUnsafe(t));
  return !point.is0() && scalars.create(digestOf(message, publicKey, identity) + point.toAffine().x) === r;
}

/** Whether these are 65 bytes of an uncompressed point of the curve other than its zero. */
export function isSm2PublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 65 || publicKey[0] !== 4) return false;
  try {
    Point.fromBytes(publicKey).assertValidity();
    return true;
  } catch {
    return false;
  }
}

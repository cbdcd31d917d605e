import { z } from 'zod';
import { refusals } from './refusals.ts';
import { hexDigest, id, instant, name, plausibleInstant, sentence } from './shapes.ts';

/** As whom somebody signs. Staff of the organ sign documents by their password instead. */
export const signerRoles = [
  'party',
  'legalRepresentative',
  'agent',
  'thirdParty',
  'witness',
  'attestingWitness',
  'other',
] as const;
export type SignerRole = (typeof signerRoles)[number];

/** Across and down in ten-thousandths of the width of the pad, and milliseconds since the first touch. */
const point = z.tuple([z.int().min(0).max(10_000), z.int().min(0).max(30_000), z.int().min(0)]);
export type SignaturePoint = z.infer<typeof point>;

const mostPoints = 20_000;
export const strokes = z
  .array(z.array(point).min(1))
  .max(500)
  .refine((all) => all.reduce((sum, one) => sum + one.length, 0) <= mostPoints, refusals.strokesTooMany.zh);
export type Strokes = z.infer<typeof strokes>;

/** Small letters, as the database keeps ids. */
const ownId = id.toLowerCase();

/** What is stated of a signature, whatever it is under. */
export const signatureStated = z.object({
  /** Made by who sends it: the same sent twice is kept once. */
  id: ownId,
  signerName: name,
  signerRole: z.enum(signerRoles, refusals.choose.zh),
  /** Why it was not given; then there are no strokes. */
  refusedReason: sentence.nullable(),
  /** What the signer was shown above the pad, in full. */
  textShown: z.string().trim().min(1).max(100_000),
  strokes,
  at: plausibleInstant,
  place: z.string().trim().max(200).nullable(),
});

const signedOrRefused = (one: { strokes: Strokes; refusedReason: string | null }) =>
  one.strokes.length > 0 === (one.refusedReason === null);

/** A signature about an act. */
export const actSignatureInput = signatureStated
  .extend({ actId: ownId })
  .refine(signedOrRefused, { message: refusals.signOrRefuse.zh, path: ['strokes'] });

export const drawnSignature = z.object({
  id,
  signerName: z.string(),
  signerRole: z.enum(signerRoles),
  refusedReason: z.string().nullable(),
  textShown: z.string(),
  textSha256: hexDigest,
  strokes: z.array(z.array(point)),
  at: instant,
  place: z.string().nullable(),
  statedBy: z.string(),
  statedAt: instant,
});
export type DrawnSignature = z.infer<typeof drawnSignature>;

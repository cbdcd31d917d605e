import { z } from 'zod';
import { earlierCertificate } from './on-site.ts';
import { permissions, roles } from './permissions.ts';
import { refusals } from './refusals.ts';
import { civilDate, id, instant, name } from './shapes.ts';

export const organ = z.object({
  id,
  code: z.string().regex(/^[a-z0-9-]{2,20}$/),
  name,
  packId: z.string(),
  packBoundFrom: civilDate,
});
export type Organ = z.infer<typeof organ>;

export const unit = z.object({ id, name });
export type Unit = z.infer<typeof unit>;

/** 执法人员 or 协助人员, with the certificate and the number that the recorder stores for its user. */
export const officer = z.object({
  id,
  unitId: id,
  unitName: z.string(),
  name,
  kind: z.enum(['officer', 'assistant']),
  certificateNo: z.string().max(40).nullable(),
  certificateValidFrom: civilDate.nullable(),
  certificateValidUntil: civilDate.nullable(),
  certificateIssuer: z.string().trim().max(100).nullable(),
  /** On the official establishment (在编); null where it was not entered. */
  established: z.boolean().nullable(),
  /** The qualification to assist (协助执法资格), as its paper names it. */
  assistQualification: z.string().trim().max(100).nullable(),
  /** Certificates that were replaced, the last first. */
  earlierCertificates: z.array(earlierCertificate),
  deviceUserId: z.string().max(40).nullable(),
});
export type Officer = z.infer<typeof officer>;
/** What is left out is not entered, or stays as it was. */
export const officerInput = officer.omit({ id: true, unitName: true, earlierCertificates: true }).partial({
  certificateValidFrom: true,
  certificateIssuer: true,
  established: true,
  assistQualification: true,
});

export const account = z.object({
  id,
  loginName: z.string(),
  displayName: z.string(),
  officerId: id.nullable(),
  roles: z.array(z.enum(roles)),
  active: z.boolean(),
  lockedUntil: instant.nullable(),
});
export type Account = z.infer<typeof account>;

export const accountInput = z.object({
  loginName: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, refusals.loginName.zh),
  displayName: name,
  officerId: id.nullable(),
  roles: z.array(z.enum(roles)).min(1),
});

/** `client: 'program'` gets the token in the body (for the command line); a browser gets only the cookie. */
export const signIn = z.object({
  loginName: z.string().trim().toLowerCase().min(1).max(40),
  password: z.string().min(1).max(200),
  client: z.enum(['browser', 'program']).default('browser'),
});

export const session = z.object({
  account,
  organ,
  permissions: z.array(z.enum(permissions)),
  csrf: z.string(),
  expiresAt: instant,
  mustChangePassword: z.boolean(),
  token: z.string().optional(),
});
export type Session = z.infer<typeof session>;

export const passwordChange = z.object({
  current: z.string().min(1).max(200),
  next: z.string().min(1).max(200),
});

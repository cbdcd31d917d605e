import type { Input } from '@liuhen/contract';

type Said = Input<'registerOfficer'>;

/** A text that was typed, without the blanks around it; nothing is null, as the house keeps it. */
const orNull = (text: string | null | undefined): string | null => text?.trim() || null;

/** Somebody as they are sent: fields that were left empty or emptied are null, never an empty text. */
export const officerSaid = (entered: Said): Said => ({
  ...entered,
  certificateNo: orNull(entered.certificateNo),
  certificateValidUntil: entered.certificateValidUntil || null,
  deviceUserId: orNull(entered.deviceUserId),
  certificateValidFrom: entered.certificateValidFrom || null,
  certificateIssuer: orNull(entered.certificateIssuer),
  assistQualification: orNull(entered.assistQualification),
  established: entered.established ?? null,
});

import type { Permission, Session } from '@liuhen/contract';
import { useSyncExternalStore } from 'react';
import { sessionEnded, whoIsHere } from '../api.ts';

export const useWho = (): Session | null | undefined => useSyncExternalStore(whoIsHere.listen, whoIsHere.get);
export const useSessionEnded = (): boolean => useSyncExternalStore(sessionEnded.listen, sessionEnded.get);

/** Whether somebody with this session may do it; `any` needs a session only, `public` not even that. */
export function isPermitted(
  session: Pick<Session, 'permissions'> | null | undefined,
  wanted: Permission,
): boolean {
  if (wanted === 'public') return true;
  if (!session) return false;
  return wanted === 'any' || session.permissions.includes(wanted);
}

/** Asks of the person who is signed in whether something is permitted. */
export function useMay(): (wanted: Permission) => boolean {
  const session = useWho();
  return (wanted) => isPermitted(session, wanted);
}

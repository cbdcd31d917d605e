import type { Permission, Session } from '@liuhen/contract';
import { sessionEnded, whoIsHere } from '../api.ts';
import { useStore } from './use-store.ts';

export const useWho = (): Session | null | undefined => useStore(whoIsHere);
export const useSessionEnded = (): boolean => useStore(sessionEnded);

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

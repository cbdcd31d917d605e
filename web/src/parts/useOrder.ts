import type { Term } from '@liuhen/contract';
import type { FormRule } from 'antd';
import { useTerms } from '../shell/language.ts';
import { isReversed } from './clock-typed.ts';

/** A rule for a time that cannot be before that of another field: told with what is missing, not after it is mended. */
export function useOrder(first: string, said: Term): FormRule {
  const { pick } = useTerms();
  return ({ getFieldValue }) => ({
    validator: async (_, typed: unknown) => {
      if (isReversed(getFieldValue(first), typed)) throw new Error(pick(said));
    },
  });
}

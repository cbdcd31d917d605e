import type { z } from 'zod';
import type { Permission } from './permissions.ts';

/** One line of the contract: how a thing is asked for, by whom, and what comes back. */
export interface Route<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `:name` parts are taken from the input. */
  path: string;
  permission: Permission;
  /** Whether it changes the record; changing routes are sealed. */
  input: In;
  output: Out;
}

export function route<In extends z.ZodType, Out extends z.ZodType>(
  line: `${Route['method']} /api/${string}`,
  permission: Permission,
  input: In,
  output: Out,
): Route<In, Out> {
  const [method, path] = line.split(' ') as [Route['method'], string];
  return { method, path, permission, input, output };
}

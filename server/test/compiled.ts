/** Where programs that tests start find what Node compiled before; nothing where nobody set it (scripts/test.ts does). */
export const compiled: Record<string, string> =
  process.env.NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE };

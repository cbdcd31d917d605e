import { expect, expectTypeOf, it } from 'vitest';
import { markSealed, type Sealed } from './sealed.ts';

it.each([[null], [0], [''], [{ id: 'a' }]])('carries %j and nothing else', (value) => {
  const sealed = markSealed(value);
  expect(sealed.value).toBe(value);
  expect(Object.keys(sealed)).toEqual(['value']);
});

it('cannot be had by writing one down: a command that forgets to seal does not compile', () => {
  expectTypeOf(markSealed('x')).toEqualTypeOf<Sealed<string>>();
  expectTypeOf<{ value: string }>().not.toMatchTypeOf<Sealed<string>>();
  expectTypeOf<Sealed<string>>().toMatchTypeOf<{ readonly value: string }>();
});

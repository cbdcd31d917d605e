import { expect, test } from 'vitest';
import { makeStore } from './store.ts';

test('a store gives what was set last', () => {
  const store = makeStore<number | null>(1);
  expect(store.get()).toBe(1);
  store.set(null);
  expect(store.get()).toBeNull();
});

test('everybody who listens hears each change, and finds the new value', () => {
  const store = makeStore('a');
  const heard: string[] = [];
  store.listen(() => heard.push(`first ${store.get()}`));
  store.listen(() => heard.push(`second ${store.get()}`));
  store.set('b');
  store.set('c');
  expect(heard).toEqual(['first b', 'second b', 'first c', 'second c']);
});

test('setting the same again tells nobody', () => {
  const row = { id: 1 };
  const store = makeStore<unknown>(row);
  let heard = 0;
  store.listen(() => heard++);
  store.set(row);
  expect(heard).toBe(0);
  store.set({ id: 1 });
  expect(heard).toBe(1);
  store.set(Number.NaN);
  store.set(Number.NaN);
  expect(heard).toBe(2);
});

test('who stopped listening hears nothing more, the others do', () => {
  const store = makeStore(0);
  let [first, second] = [0, 0];
  const stop = store.listen(() => first++);
  store.listen(() => second++);
  store.set(1);
  stop();
  stop();
  store.set(2);
  expect([first, second]).toEqual([1, 2]);
});

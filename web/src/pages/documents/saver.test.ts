import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { againMillis, type Kept, openSaver, pauseMillis, type SaverHands } from './saver.ts';

const start: Kept = { content: { facts: '甲' }, base: { facts: '甲' }, revision: 1 };
const newer = new Error('somebody saved a newer version');

/** A server that keeps versions and refuses who saw an older one, and what lies on this computer. */
function openHouse() {
  const house = {
    revision: 1,
    sent: [] as unknown[],
    draft: null as Kept | null,
    isDown: false,
    fetched: 0,
    slow: null as Promise<void> | null,
  };
  const hands: SaverHands = {
    send: async (seen, content) => {
      house.sent.push(content);
      await house.slow;
      if (house.isDown) throw new Error('no network');
      if (seen !== house.revision) throw newer;
      house.revision += 1;
      return house.revision;
    },
    keep: (kept) => {
      house.draft = kept;
    },
    drop: () => {
      house.draft = null;
    },
    isOvertaken: (error) => error === newer,
    fetchTheirs: async () => {
      house.fetched += 1;
    },
  };
  return { house, hands };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is typed', () => {
  it('is kept here at once, and goes to the server after a pause, once', async () => {
    const { house, hands } = openHouse();
    const saver = openSaver(start, false, hands);
    const stop = saver.run();
    saver.type({ facts: '甲乙' });
    expect(house.draft?.content).toEqual({ facts: '甲乙' });
    await vi.advanceTimersByTimeAsync(pauseMillis - 1);
    saver.type({ facts: '甲乙丙' });
    await vi.advanceTimersByTimeAsync(pauseMillis - 1);
    expect(house.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(house.sent).toEqual([{ facts: '甲乙丙' }]);
    expect(saver.get()).toMatchObject({ state: 'saved', revision: 2, base: { facts: '甲乙丙' } });
    expect(house.draft).toBeNull();
    stop();
  });

  it('from before a reload is sent too; nothing goes once the page is left', async () => {
    const { house, hands } = openHouse();
    const saver = openSaver({ ...start, content: { facts: '留下的' } }, true, hands);
    expect(saver.get().state).toBe('typing');
    saver.run()();
    await vi.advanceTimersByTimeAsync(pauseMillis * 3);
    expect(house.sent).toEqual([]);
    saver.run();
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(house.sent).toEqual([{ facts: '留下的' }]);
  });

  it('while it is being sent is not lost: it goes as the next version', async () => {
    const { house, hands } = openHouse();
    let goOn: () => void = () => undefined;
    house.slow = new Promise((resolve) => {
      goOn = resolve;
    });
    const saver = openSaver(start, false, hands);
    saver.run();
    saver.type({ facts: '一' });
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(saver.get().state).toBe('saving');
    saver.type({ facts: '一二' });
    goOn();
    await vi.advanceTimersByTimeAsync(0);
    expect(saver.get()).toMatchObject({ state: 'typing', revision: 2, base: { facts: '一' } });
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(house.sent).toEqual([{ facts: '一' }, { facts: '一二' }]);
    expect(saver.get()).toMatchObject({ state: 'saved', revision: 3 });
  });

  it('without a network waits and tries again by itself until it is there', async () => {
    const { house, hands } = openHouse();
    house.isDown = true;
    const saver = openSaver(start, false, hands);
    saver.run();
    saver.type({ facts: '断网' });
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(saver.get().state).toBe('waiting');
    expect(house.draft?.content).toEqual({ facts: '断网' });
    await vi.advanceTimersByTimeAsync(againMillis * 2);
    expect(house.sent).toHaveLength(3);
    house.isDown = false;
    await vi.advanceTimersByTimeAsync(againMillis);
    expect(saver.get()).toMatchObject({ state: 'saved', fault: null });
    await vi.advanceTimersByTimeAsync(againMillis * 3);
    expect(house.sent).toHaveLength(4);
  });

  it('is never sent over what somebody else saved: it waits for a merge, whatever is typed', async () => {
    const { house, hands } = openHouse();
    house.revision = 5;
    const saver = openSaver(start, false, hands);
    saver.run();
    saver.type({ facts: '我的' });
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(saver.get().state).toBe('overtaken');
    expect(house.fetched).toBe(1);
    saver.type({ facts: '我的二' });
    await vi.advanceTimersByTimeAsync(againMillis * 2);
    expect(house.sent).toHaveLength(1);
    expect(house.draft?.content).toEqual({ facts: '我的二' });
    saver.goOn({ facts: '合并' }, { content: { facts: '他们的' }, revision: 5 });
    await vi.advanceTimersByTimeAsync(pauseMillis);
    expect(saver.get()).toMatchObject({ state: 'saved', revision: 6, base: { facts: '合并' } });
  });

  it('is flushed for who makes it final: the version, or null where it could not be saved', async () => {
    const { house, hands } = openHouse();
    const saver = openSaver(start, false, hands);
    expect(await saver.flush()).toBe(1);
    saver.type({ facts: '定稿' });
    expect(await Promise.all([saver.flush(), saver.flush()])).toEqual([2, 3]);
    house.isDown = true;
    saver.type({ facts: '再改' });
    expect(await saver.flush()).toBeNull();
  });

  it('tells who listens of each change, until they leave', () => {
    const { hands } = openHouse();
    const saver = openSaver(start, false, hands);
    const heard = vi.fn();
    const leave = saver.listen(heard);
    saver.type({ facts: '一' });
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
    saver.type({ facts: '二' });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

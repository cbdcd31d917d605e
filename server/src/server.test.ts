import { describe, expect, it } from 'vitest';
import { stopAll } from './server.ts';

describe('stopping', () => {
  it('goes on after a part that does not stop, from the last to the first, and says so at the end', async () => {
    const stopped: string[] = [];
    const stops = ['postgres', 'line', 'http'].map((name) => async () => {
      stopped.push(name);
      if (name === 'line') throw new Error('the line is stuck');
    });
    await expect(stopAll(stops)).rejects.toThrow('the line is stuck');
    expect(stopped).toEqual(['http', 'line', 'postgres']);
    await stopAll(stops);
    expect(stopped).toHaveLength(3);
  });
});

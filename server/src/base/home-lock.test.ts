import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockHome } from './home-lock.ts';

it('lets one server work on a folder, and the next when it has gone', async () => {
  const home = await mkdtemp(join(tmpdir(), 'liuhen-lock-'));
  const unlock = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow('另一个留痕服务');
  await unlock();
  const again = await lockHome(home);
  await again();
  await rm(home, { recursive: true });
});

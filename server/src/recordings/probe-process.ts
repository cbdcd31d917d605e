import { startMediaReader } from './probe-media.ts';
import { readProbe } from './probe-read.ts';
import type { ProbeAnswer, ProbeOrder } from './prober.ts';

// The program of the probing process (prober.ts): one file at a time, answers over the channel, ends with it.
const reader = await startMediaReader();

process.on('message', (order: ProbeOrder) => {
  const answer = (message: ProbeAnswer) => process.send?.(message);
  readProbe(reader, order.path, order.name).then(
    (probe) => answer({ probe }),
    (error: NodeJS.ErrnoException) => answer({ error: error.message, code: error.code ?? null }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

import { createHmac } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Partner } from './partner.ts';

const timeoutMillis = 10_000;

/** `sha256=<hex>` over `<timestamp>.<body>`, so that neither can be changed nor the body sent again at another time. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Posts messages as JSON, signed. A redirect is a refusal: what is signed for one address goes to no other. */
export function openWebhook(settings: { url: string; secret: string }, clock: Clock): Partner {
  return {
    name: 'webhook',
    send: async (message, signal) => {
      const body = JSON.stringify(message);
      const timestamp = clock.now();
      const answer = await fetch(settings.url, {
        ...{ method: 'POST', body, redirect: 'manual' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMillis)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': message.id,
          'liuhen-timestamp': timestamp,
          'liuhen-signature': signatureOf(settings.secret, timestamp, body),
        },
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    },
  };
}

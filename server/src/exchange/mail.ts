import { createTransport } from 'nodemailer';
import type { Partner } from './partner.ts';

const timeoutMillis = 10_000;

/** Mails messages to the organ's office, in Chinese and then in English. */
export function openMail({ url, from, to }: { url: string; from: string; to: string }): Partner {
  return {
    name: 'mail',
    send: async ({ id, organ, to: person, said }) => {
      const transport = createTransport({
        ...{ url, connectionTimeout: timeoutMillis, greetingTimeout: timeoutMillis },
        ...{ socketTimeout: timeoutMillis, dnsTimeout: timeoutMillis },
      });
      try {
        await transport.sendMail({
          ...{ from, to, messageId: `<${id}@liuhen>`, disableFileAccess: true, disableUrlAccess: true },
          subject: `留痕提醒（${organ.name}）`,
          text: `致 ${person}：\n${said.zh}\n\nTo ${person}:\n${said.en}\n`,
        });
      } finally {
        transport.close();
      }
    },
  };
}

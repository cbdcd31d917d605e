import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const cardsFolder = join(import.meta.dirname, '..', '..', 'media', 'cards');
const register = join(import.meta.dirname, '..', '..', 'media', 'cards.json');

/** An organ of the demonstration with what its cards hold (media/cards.json). */
export interface DemoOrgan {
  code: string;
  name: string;
  unit: string;
  certificateIssuer: string;
  deviceModels: { name: string; maker: string; namePatterns: string[] }[];
  devices: { deviceNo: string; model: string; holder: string; clockOffsetSeconds: number }[];
  officers: {
    userId: string;
    name: string;
    certificateNo: string;
    certificateValidFrom: string;
    certificateValidUntil: string;
  }[];
  causes: { cause: string; basis: string | null }[];
  activity: { cause: string; party: string; place: string };
  files: { name: string; shows: string }[];
}

export async function readDemoOrgans(): Promise<DemoOrgan[]> {
  return (JSON.parse(await readFile(register, 'utf8')) as { organs: DemoOrgan[] }).organs;
}

import { parsePack } from '@liuhen/rules';
import type { Law } from './packs.ts';

const head = (id: string, above: string, filming: string, more = ''): string => `
id: ${id}
version: 1
title: { zh: 试验规定${id}, en: Trial ${id} }
issuer: { zh: 试验机关, en: Trial organ }
level: province
jurisdiction: { zh: 试验, en: Trial }
issuedAt: null
effectiveFrom: 2020-01-01
extends: ${above}
filming:
${filming}
${more}`;

/** A regulation above and one below it, of our own making: the lower one is silent on the list and laxer on sealing. */
export const upperPack = parsePack(
  head(
    'sx',
    'null',
    `  - { article: SX-10(1), duty: mandatoryContinuous, activities: [seal, detain] }
  - { article: SX-10(2), duty: mandatoryContinuous, circumstances: [personalLiberty] }
  - { article: SX-11, duty: situational, activities: [hearing], circumstances: [disputeProne] }`,
    `matterList: { article: SX-8, kind: avMatters, publish: false, contents: [matter, content, link, method] }
keyContents:
  article: SX-12
  items: [{ id: place, zh: 现场环境, en: the place }, { id: party, zh: 当事人, en: the party }]
coverage: { article: SX-14, from: arrival, to: activityEnd, continuous: true }`,
  ),
);
export const lowerPack = parsePack(
  head('xz', 'sx', '  - { article: XZ-6, duty: whenFeasible, activities: [dailyPatrol, seal] }'),
);
/** A regulation that has the list published. */
export const openPack = parsePack(
  head(
    'ql',
    'null',
    '  - { article: QL-13, duty: mandatoryContinuous, activities: all }',
    'matterList: { article: QL-13, kind: fullProcess, publish: true, contents: [matter] }',
  ),
);

export const trialPacks = [upperPack, lowerPack, openPack];
export const withTrialPacks = (law: Law): Law => ({ ...law, packs: trialPacks });

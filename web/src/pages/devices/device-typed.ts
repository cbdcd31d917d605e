import type { Device, DeviceModel, Input } from '@liuhen/contract';

export interface EnteredModel {
  name: string;
  maker?: string;
  patterns: string;
}

/** File-name patterns as they are typed: one a line, blank lines and blanks around them left out. */
export const patternsIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const modelSaid = ({ name, maker, patterns }: EnteredModel): Input<'registerDeviceModel'> => ({
  name,
  maker: maker ?? '',
  namePatterns: patternsIn(patterns),
});
export const modelTyped = (model: DeviceModel | null): Partial<EnteredModel> =>
  model === null ? {} : { name: model.name, maker: model.maker, patterns: model.namePatterns.join('\n') };

/** A device that nobody holds has no holder, also where the choice was cleared. */
export const deviceSaid = (entered: Input<'registerDevice'>): Input<'registerDevice'> => ({
  ...entered,
  holderId: entered.holderId ?? null,
});
export const deviceTyped = (device: Device | null): Partial<Input<'registerDevice'>> =>
  device ?? { clockOffsetSeconds: 0, inUse: true, holderId: null };

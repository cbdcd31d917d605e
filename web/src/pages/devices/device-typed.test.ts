import { deviceShapes } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { deviceSaid, deviceTyped, modelSaid, modelTyped, patternsIn } from './device-typed.ts';

const id = '01990000-0000-7000-8000-000000000001';

describe('file-name patterns', () => {
  it.each([
    ['DCAM_<deviceId>', ['DCAM_<deviceId>']],
    ['  a  \r\n\r\n b\n', ['a', 'b']],
    ['', []],
    ['\n \n', []],
  ])('%j are %j', (typed, patterns) => expect(patternsIn(typed)).toEqual(patterns));

  it('of a model are typed as they were said', () => {
    const model = { id, name: '记录仪 A', maker: '', namePatterns: ['a_<date>', 'b[_IMP]'] };
    const { id: _, ...said } = model;
    expect(modelSaid(modelTyped(model) as never)).toEqual(said);
    expect(deviceShapes.deviceModelInput.parse(said)).toEqual(said);
    expect(modelTyped(null)).toEqual({});
    expect(modelSaid({ name: '甲', patterns: 'x' })).toEqual({ name: '甲', maker: '', namePatterns: ['x'] });
  });
});

describe('a device', () => {
  const entered = { deviceNo: 'DSJ-01', modelId: id, unitId: id, clockOffsetSeconds: -3, inUse: true };

  it('whose holder was cleared is held by nobody', () => {
    expect(deviceSaid({ ...entered, holderId: undefined } as never).holderId).toBeNull();
    expect(deviceSaid({ ...entered, holderId: id }).holderId).toBe(id);
    expect(deviceShapes.deviceInput.parse(deviceSaid({ ...entered, holderId: null }))).toMatchObject(entered);
  });

  it('that is new is in use and keeps true time', () => {
    expect(deviceTyped(null)).toEqual({ clockOffsetSeconds: 0, inUse: true, holderId: null });
    const known = { id, ...entered, holderId: null, modelName: '甲', unitName: '一队', holderName: null };
    expect(deviceTyped(known)).toBe(known);
  });
});

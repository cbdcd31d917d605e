import { rosterShapes } from '@liuhen/contract';
import { describe, expect, it } from 'vitest';
import { officerSaid } from './person-typed.ts';

const unitId = '01990000-0000-7000-8000-000000000001';
const nothing = {
  ...{ certificateNo: null, certificateValidUntil: null, deviceUserId: null, certificateValidFrom: null },
  ...{ certificateIssuer: null, assistQualification: null, established: null },
};

describe('somebody who is registered', () => {
  const entered = { name: '王建国', kind: 'officer' as const, unitId };

  it('with fields left empty is sent with nothing in them, as the contract takes it', () => {
    const said = officerSaid(entered as never);
    expect(said).toEqual({ ...entered, ...nothing });
    expect(rosterShapes.officerInput.parse(said)).toMatchObject(said);
  });

  it('whose fields were emptied, or hold blanks only, loses what was there', () => {
    const emptied = {
      certificateNo: ' ',
      deviceUserId: '',
      certificateIssuer: '\t',
      certificateValidUntil: '',
    };
    expect(officerSaid({ ...entered, ...emptied } as never)).toEqual({ ...entered, ...nothing });
  });

  it('keeps what was typed without the blanks around it, and a no that was chosen', () => {
    const typed = {
      ...{ certificateNo: ' 140900001 ', certificateValidUntil: '2030-12-31', deviceUserId: '000001' },
      ...{ certificateValidFrom: '2025-01-01', certificateIssuer: '省司法厅 ', assistQualification: null },
    };
    expect(officerSaid({ ...entered, ...typed, established: false })).toEqual({
      ...{ ...entered, ...typed, established: false },
      ...{ certificateNo: '140900001', certificateIssuer: '省司法厅' },
    });
  });
});

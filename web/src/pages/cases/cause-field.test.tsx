import type { Cause } from '@liuhen/contract';
import { Form } from 'antd';
import { expect, it } from 'vitest';
import { draw } from '../../render-for-tests.tsx';
import { sampleId } from '../../samples-for-tests.ts';
import { CauseField } from './OriginFields.tsx';

const cause = (n: number, active: boolean): Cause => ({
  ...{ id: sampleId(n), code: `C-${n}`, name: `cause ${n}`, basis: null, active, revision: 1 },
});
const drawn = (kept: string | null, words?: string) =>
  draw(
    <Form initialValues={{ causeId: kept ?? '', cause: words }}>
      <CauseField causes={[cause(1, true), cause(2, false)]} words={words} kept={kept} />
    </Form>,
  );

it('shows a cause that is no longer used by its name where a case has it', () => {
  expect(drawn(sampleId(2))).toContain('C-2 cause 2');
  expect(drawn(sampleId(2))).not.toContain(`>${sampleId(2)}<`);
});

it('holds the words that a case keeps, so that they are sent with the rest', () => {
  expect(drawn(null, 'in words')).toMatch(/<input[^>]*id="cause"[^>]*value="in words"/);
});

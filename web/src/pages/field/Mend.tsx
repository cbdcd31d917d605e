import { type FieldKit, fromWallClock, toWallClock } from '@liuhen/contract';
import { Button, Form, Input, Select } from 'antd';
import type { Entry, What } from '../../field/entry.ts';
import { poke } from '../../field/line-run.ts';
import { changeEntry } from '../../field/phone.ts';
import { useTerms } from '../../shell/language.ts';
import { nameEntry, sayRefusal } from './entry-words.ts';
import { Sheet } from './Sheet.tsx';
import { useKeeping } from './useKeeping.ts';

interface Typed {
  at: string;
  cause?: string;
  party?: string;
  place?: string;
  officerIds?: string[];
  despite?: string;
  name?: string;
  reason?: string;
}

/** A file is what it is: it is sent again or given up. */
export const canMend = ({ what, refusal }: Entry): boolean =>
  what.kind !== 'file' && what.kind !== 'givenUp' && refusal !== 'dependsOnGivenUp';

function typedOf(what: What): Typed {
  switch (what.kind) {
    case 'act': {
      const { startedAt, cause, party, place, officerIds } = what.act;
      return { at: toWallClock(startedAt), cause, party: party ?? '', place: place ?? '', officerIds };
    }
    case 'step':
    case 'correction': {
      const { reason } = what.step.detail as { reason?: string };
      const at = what.step.until ?? what.step.at;
      return { at: toWallClock(at), ...(reason === undefined ? {} : { reason }) };
    }
    case 'signature':
      return { at: toWallClock(what.signature.at), name: what.signature.signerName };
    default:
      return { at: '' };
  }
}

/** What was tapped, with what the officer mended in it. Its id stays: the house has never taken it. */
function mended(what: What, typed: Typed): What {
  const at = fromWallClock(typed.at) ?? typed.at;
  const orNull = (text: string | undefined) => text?.trim() || null;
  if (what.kind === 'act') {
    const { cause = '', officerIds = [], party, place, despite } = typed;
    const act = { ...what.act, cause, officerIds, party: orNull(party), place: orNull(place), startedAt: at };
    return { ...what, act: despite?.trim() ? { ...act, despite: despite.trim() } : act } as What;
  }
  if (what.kind === 'signature')
    return { ...what, signature: { ...what.signature, at, signerName: typed.name ?? '' } };
  if (what.kind !== 'step' && what.kind !== 'correction') return what;
  const lasts = what.step.until !== null && what.step.until !== undefined;
  const detail =
    typed.reason === undefined ? what.step.detail : { ...what.step.detail, reason: typed.reason };
  return { ...what, step: { ...what.step, detail, ...(lasts ? { until: at } : { at }) } } as What;
}

/** Mends what the house refused and puts it back into the line. */
export function Mend({ entry, kit, close }: { entry: Entry; kit: FieldKit | null; close: () => void }) {
  const saying = useTerms();
  const { t } = saying;
  const { keep, busy } = useKeeping();
  const typed = typedOf(entry.what);
  const send = async (next: Typed) => {
    const what = mended(entry.what, next);
    const done = await keep(() =>
      changeEntry(entry, { what, state: 'waiting', refusal: null, notBefore: 0 }),
    );
    if (!done) return;
    poke();
    close();
  };
  const filled = (field: string) => [
    { required: true, whitespace: true, message: t('shell.word.required', { field }) },
  ];
  const people = kit?.officers.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <Sheet open title={nameEntry(entry, saying)} close={close}>
      {sayRefusal(entry, saying).map((line) => (
        <p key={line} className="field-fault">
          {line}
        </p>
      ))}
      <Form<Typed>
        layout="vertical"
        autoComplete="off"
        initialValues={typed}
        onFinish={(next) => void send(next)}
      >
        <Form.Item name="at" label={t('field.line.at')} rules={filled(t('field.line.at'))}>
          <Input size="large" type="datetime-local" step={1} />
        </Form.Item>
        {entry.what.kind === 'act' && (
          <>
            <Form.Item name="cause" label={t('acts.cause')} rules={filled(t('acts.cause'))}>
              <Input size="large" maxLength={100} />
            </Form.Item>
            <Form.Item name="party" label={t('acts.party')}>
              <Input size="large" maxLength={100} />
            </Form.Item>
            <Form.Item name="place" label={t('acts.place')}>
              <Input size="large" maxLength={200} />
            </Form.Item>
            <Form.Item name="officerIds" label={t('acts.officers')}>
              <Select
                size="large"
                mode="multiple"
                options={people}
                showSearch={{ optionFilterProp: 'label' }}
              />
            </Form.Item>
            <Form.Item name="despite" label={t('field.line.despite')}>
              <Input.TextArea rows={2} maxLength={2000} />
            </Form.Item>
          </>
        )}
        {typed.name !== undefined && (
          <Form.Item name="name" label={t('field.signature.name')} rules={filled(t('field.signature.name'))}>
            <Input size="large" maxLength={100} />
          </Form.Item>
        )}
        {typed.reason !== undefined && (
          <Form.Item name="reason" label={t('field.step.why')} rules={filled(t('field.step.why'))}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        )}
        <div className="field-main">
          <Button onClick={close}>{t('shell.word.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('field.line.mend')}
          </Button>
        </div>
      </Form>
    </Sheet>
  );
}

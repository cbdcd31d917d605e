import { type SignerRole, type Strokes, signatureShapes } from '@liuhen/contract';
import { Button, Form, Input, Select } from 'antd';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTerms } from '../shell/language.ts';
import { beginStroke, countPoints, goOn, isDrawn, lineOf, mostPoints, pointAt } from './strokes.ts';

/** What comes of a pad: a signature, or that it was refused. */
export interface SignatureGiven {
  signerName: string;
  signerRole: SignerRole;
  refusedReason: string | null;
  textShown: string;
  strokes: Strokes;
}

interface Props {
  /** What is signed, word for word: it is shown above the pad and kept with the signature. */
  shown: string;
  signer?: { name?: string | undefined; role?: SignerRole | undefined };
  sign: (given: SignatureGiven) => Promise<unknown>;
  /** What went wrong with the last try. */
  fault?: ReactNode;
}

interface Typed {
  name: string;
  role: SignerRole;
  reason?: string;
}

/** The text to be signed, who signs, and a pad to draw on; or why they would not. */
export function SignaturePad({ shown, signer = {}, sign, fault }: Props) {
  const { t } = useTerms();
  const [form] = Form.useForm<Typed>();
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [refuses, setRefuses] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async ({ name, role, reason }: Typed) => {
    setTried(true);
    if (!refuses && !isDrawn(strokes)) return;
    setBusy(true);
    const refusedReason = refuses ? (reason ?? '').trim() : null;
    const drawn = refuses ? [] : strokes;
    try {
      await sign({
        signerName: name.trim(),
        signerRole: role,
        refusedReason,
        textShown: shown,
        strokes: drawn,
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: signer.name ?? '', role: signer.role ?? 'party' }}
      onFinish={submit}
      onFinishFailed={() => setTried(true)}
    >
      <section className="signed-text" aria-label={t('field.signature.shown')}>
        <strong>{t('field.signature.shown')}</strong>
        <p>{shown}</p>
      </section>
      <Signer refuses={refuses} />
      {!refuses && <Pad strokes={strokes} change={setStrokes} fault={tried && !isDrawn(strokes)} />}
      {fault}
      <div className="row signature-ends">
        <Button size="large" onClick={() => setRefuses(!refuses)}>
          {t(refuses ? 'field.signature.sign' : 'field.signature.refuse')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={busy}>
          {t(refuses ? 'field.signature.refusalDone' : 'field.signature.done')}
        </Button>
      </div>
      <p className="quiet">{t('field.signature.keyboard')}</p>
    </Form>
  );
}

function Signer({ refuses }: { refuses: boolean }) {
  const { t, nameOf } = useTerms();
  const filled = (field: string) => [
    { required: true, whitespace: true, message: t('shell.word.required', { field }) },
  ];
  const roles = signatureShapes.signerRoles.map((role) => ({
    value: role,
    label: nameOf('names.signerRole', role),
  }));
  return (
    <>
      <div className="signer">
        <Form.Item name="name" label={t('field.signature.name')} rules={filled(t('field.signature.name'))}>
          <Input size="large" maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('field.signature.role')}>
          <Select size="large" options={roles} />
        </Form.Item>
      </div>
      {refuses && (
        <Form.Item
          name="reason"
          label={t('field.signature.reason')}
          rules={filled(t('field.signature.reason'))}
        >
          <Input.TextArea rows={4} maxLength={2000} placeholder={t('field.signature.reasonHint')} />
        </Form.Item>
      )}
    </>
  );
}

interface PadProps {
  strokes: Strokes;
  change: (next: (before: Strokes) => Strokes) => void;
  fault: boolean;
}

/** The glass itself. A second finger draws nothing, so that a resting palm does not spoil a name. */
function Pad({ strokes, change, fault }: PadProps) {
  const { t } = useTerms();
  const pad = useRef<SVGSVGElement>(null);
  const begun = useRef<number | null>(null);
  const pointer = useRef<number | null>(null);
  const place = (event: { clientX: number; clientY: number; timeStamp: number }) => {
    begun.current ??= event.timeStamp;
    const { left, top, width } = pad.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1 };
    return pointAt(
      { x: event.clientX, y: event.clientY },
      { left, top, width },
      event.timeStamp - begun.current,
    );
  };
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (pointer.current !== null || event.button > 0) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = place(event);
    change((before) => beginStroke(before, at));
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (pointer.current !== event.pointerId) return;
    const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
    const points = (between.length > 0 ? between : [event.nativeEvent]).map(place);
    change((before) => goOn(before, points));
  };
  const up = (event: PointerEvent<SVGSVGElement>) => {
    if (pointer.current === event.pointerId) pointer.current = null;
  };
  const full = countPoints(strokes) >= mostPoints;
  const said = fault ? t('field.signature.empty') : full ? t('field.signature.tooLong') : null;
  return (
    <div className="signature">
      <div className="row signature-head">
        <span className="spring" aria-live="polite">
          {strokes.length > 0 ? t('field.signature.drawn', { n: strokes.length }) : t('field.signature.pad')}
        </span>
        <Button onClick={() => change((before) => before.slice(0, -1))} disabled={strokes.length === 0}>
          {t('field.signature.undo')}
        </Button>
        <Button onClick={() => change(() => [])} disabled={strokes.length === 0}>
          {t('field.signature.clear')}
        </Button>
      </div>
      <svg
        ref={pad}
        className={fault ? 'signature-pad faulty' : 'signature-pad'}
        data-testid="signature-pad"
        viewBox="0 0 10000 5000"
        role="img"
        aria-label={t('field.signature.pad')}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      >
        {strokes.length === 0 && (
          <text x="5000" y="2700" textAnchor="middle">
            {t('field.signature.hint')}
          </text>
        )}
        {strokes.map((stroke) => (
          <path key={`${stroke[0]?.join()} ${stroke.length}`} d={lineOf(stroke)} />
        ))}
      </svg>
      {said !== null && (
        <p className="signature-fault" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}

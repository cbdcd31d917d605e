import { onSiteShapes, refusals } from '@liuhen/contract';
import { Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTerms } from '../../shell/language.ts';

interface Typed {
  latitude?: number | null;
  longitude?: number | null;
}

/** About a tenth of a metre: more than a telephone knows. */
const digits = 6;
const waitMillis = 10_000;

/** A place on earth, typed or asked of the browser. */
function Position({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: Typed;
  onChange?: (typed: Typed) => void;
}) {
  const { t } = useTerms();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const ask = () => {
    setFailed(false);
    const fail = () => {
      setAsking(false);
      setFailed(true);
    };
    if (!('geolocation' in navigator)) return fail();
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        setAsking(false);
        onChange?.({
          latitude: Number(latitude.toFixed(digits)),
          longitude: Number(longitude.toFixed(digits)),
        });
      },
      fail,
      { enableHighAccuracy: true, timeout: waitMillis },
    );
  };
  return (
    <>
      <div className="row">
        {(['latitude', 'longitude'] as const).map((field, place) => (
          <InputNumber
            key={field}
            {...(place === 0 && id ? { id } : {})}
            aria-label={t(`onSite.${field}`)}
            placeholder={t(`onSite.${field}`)}
            style={{ flex: '1 1 130px' }}
            value={value?.[field] ?? null}
            onChange={(next) => onChange?.({ ...value, [field]: next })}
          />
        ))}
        <Button onClick={ask} loading={asking}>
          {t('onSite.here')}
        </Button>
      </div>
      {failed && <div role="alert">{t('onSite.hereFault')}</div>}
    </>
  );
}

/** Where the act was on earth. */
export function PositionFields() {
  const { t, pick } = useTerms();
  const both = {
    validator: async (_: unknown, typed: Typed | undefined) => {
      if ((typed?.latitude == null) !== (typed?.longitude == null)) throw new Error(t('onSite.both'));
    },
  };
  const within = (['latitude', 'longitude'] as const).map((field) => ({
    validator: async (_: unknown, typed: Typed | undefined) => {
      if (onSiteShapes.outOfRange(typed ?? {}).includes(field)) throw new Error(pick(refusals[field]));
    },
  }));
  return (
    <Form.Item name="coordinates" label={t('onSite.coordinates')} rules={[both, ...within]}>
      <Position />
    </Form.Item>
  );
}

/** Whether the act was planned, and by which plan. */
export function PlanFields() {
  const { t } = useTerms();
  const planned = Form.useWatch<boolean | undefined>('planned');
  return (
    <>
      <Form.Item name="planned" label={t('onSite.planned')}>
        <Radio.Group
          options={[
            { value: false, label: t('onSite.plannedNo') },
            { value: true, label: t('onSite.plannedYes') },
          ]}
        />
      </Form.Item>
      {planned && (
        <Form.Item name="planNote" label={t('onSite.planNote')}>
          <Input maxLength={200} />
        </Form.Item>
      )}
    </>
  );
}

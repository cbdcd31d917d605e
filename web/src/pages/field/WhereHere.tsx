import type { Coordinates } from '@liuhen/contract';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { type Position, watchPosition } from '../../field/position.ts';
import { useTerms } from '../../shell/language.ts';

interface Props {
  tell: (coordinates: Coordinates | null) => void;
}

/** Fills in where the phone stands. It asks for leave, waits for nobody, and can be left out. */
export function WhereHere({ tell }: Props) {
  const { t } = useTerms();
  const [position, setPosition] = useState<Position>({ state: 'asking' });
  const [wanted, setWanted] = useState(true);
  useEffect(() => {
    if (!wanted) return;
    return watchPosition(setPosition, navigator.geolocation as Geolocation | undefined);
  }, [wanted]);
  const found = wanted && position.state === 'found' ? position : null;
  useEffect(() => tell(found?.coordinates ?? null), [tell, found]);
  const said = !wanted
    ? t('field.where.left')
    : position.state === 'found'
      ? t('field.where.found', {
          latitude: position.coordinates.latitude,
          longitude: position.coordinates.longitude,
          metres: position.metres,
        })
      : t(`field.where.${position.state}`);
  return (
    <div className="row field-where" role="status">
      <span className="spring quiet">{said}</span>
      <Button onClick={() => setWanted(!wanted)}>
        {t(wanted ? 'field.where.leave' : 'field.where.again')}
      </Button>
    </div>
  );
}

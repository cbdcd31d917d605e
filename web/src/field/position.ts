import type { Coordinates } from '@liuhen/contract';

/** Where somebody stands, or why the phone does not tell. */
export type Position =
  | { state: 'asking' | 'denied' | 'unknown' }
  | { state: 'found'; coordinates: Coordinates; metres: number };

/** About a tenth of a metre: more than a telephone knows. */
const digits = 6;
const waitMillis = 20_000;
/** A position of a minute ago is that of this place. */
const oldestMillis = 60_000;
const denied = 1;

/** What a browser answered, as it is entered: WGS-84 degrees. */
export const foundAt = ({
  latitude,
  longitude,
  accuracy,
}: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>): Position => ({
  state: 'found',
  coordinates: { latitude: Number(latitude.toFixed(digits)), longitude: Number(longitude.toFixed(digits)) },
  metres: Math.max(1, Math.round(accuracy)),
});

type Asked = Pick<Geolocation, 'watchPosition' | 'clearWatch'>;

/**
 * Asks the phone where it is and goes on telling as it learns better, until stopped. Nothing waits for it: what is
 * entered before the answer is entered without.
 */
export function watchPosition(told: (position: Position) => void, asked: Asked | undefined): () => void {
  if (asked === undefined) {
    told({ state: 'unknown' });
    return () => undefined;
  }
  told({ state: 'asking' });
  const watch = asked.watchPosition(
    ({ coords }) => told(foundAt(coords)),
    ({ code }) => told({ state: code === denied ? 'denied' : 'unknown' }),
    { enableHighAccuracy: true, timeout: waitMillis, maximumAge: oldestMillis },
  );
  return () => asked.clearWatch(watch);
}

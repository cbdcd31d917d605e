/** Points of a drawn signature: across, down, milliseconds, in ten-thousandths of the width of the pad. */
type Strokes = readonly (readonly (readonly number[])[])[];

const margin = 60;

/** A drawn signature as a picture cut to its lines. */
export function strokesSvg(strokes: Strokes): string {
  const points = strokes.flat();
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const [width, height] = [Math.max(...xs) - left + margin, Math.max(...ys) - top + margin];
  const pen = Math.max(20, Math.round(Math.min(width, height) / 28));
  const paths = strokes.map((stroke) => {
    const [first, ...rest] = stroke.map(([x = 0, y = 0]) => `${x - left} ${y - top}`);
    // A dot is a line of no length, which round ends make visible.
    return `M${first}L${rest.length === 0 ? first : rest.join('L')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${paths.join('')}" fill="none" stroke="#10206b" stroke-width="${pen}" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

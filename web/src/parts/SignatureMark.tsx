import { type DrawnSignature, sayInstant } from '@liuhen/contract';
import { useTerms } from '../shell/language.ts';
import { frameOf, lineOf } from './strokes.ts';

/** A drawn signature as it was drawn, or the refusal, with who, as whom and when. */
export function SignatureMark({ signature }: { signature: DrawnSignature }) {
  const { t, nameOf } = useTerms();
  const { signerName: name, refusedReason, strokes } = signature;
  const said = { name, role: nameOf('names.signerRole', signature.signerRole), at: sayInstant(signature.at) };
  return (
    <figure className="signature-mark">
      {refusedReason === null && (
        <svg
          viewBox={frameOf(strokes).join(' ')}
          role="img"
          aria-label={t('field.signature.image', { name })}
        >
          {strokes.map((stroke) => (
            <path key={`${stroke[0]?.join()} ${stroke.length}`} d={lineOf(stroke)} />
          ))}
        </svg>
      )}
      <figcaption>
        {t(refusedReason === null ? 'field.signature.signed' : 'field.signature.refused', said)}
        {refusedReason !== null && <div>{refusedReason}</div>}
      </figcaption>
    </figure>
  );
}

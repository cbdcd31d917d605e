import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { Figure } from '@liuhen/contract';
import type { ReactNode } from 'react';
import { useTerms } from '../shell/language.ts';

/**
 * How much of what applies is there, as a bar with words. With `children` it opens to what explains the figure, by
 * mouse, by keyboard, and on paper by itself.
 */
export function CompletenessBar({ figure, children }: { figure: Figure; children?: ReactNode }) {
  const { t } = useTerms();
  const { present, missing, notApplicable, asked, percent } = figure;
  const face = (
    <span className="completeness">
      <span className="row">
        <strong>{percent === null ? t('volumes.noFigure') : t('volumes.percent', { n: percent })}</strong>
        {asked > 0 && <span>{t('volumes.figure', { present, asked })}</span>}
      </span>
      <span className="completeness-bar" aria-hidden="true">
        <span className="completeness-there" style={{ flexGrow: present }} />
        <span className="completeness-missing" style={{ flexGrow: missing }} />
      </span>
      <span className="row quiet">
        {missing > 0 ? (
          <span className="part-missing">
            <ExclamationCircleFilled /> {t('volumes.missingCount', { n: missing })}
          </span>
        ) : (
          asked > 0 && (
            <span>
              <CheckCircleFilled /> {t('volumes.whole')}
            </span>
          )
        )}
        {notApplicable > 0 && (
          <span>
            <MinusCircleOutlined /> {t('volumes.naCount', { n: notApplicable })}
          </span>
        )}
      </span>
    </span>
  );
  if (children === undefined) return face;
  return (
    <details className="completeness-open">
      <summary>{face}</summary>
      {children}
    </details>
  );
}

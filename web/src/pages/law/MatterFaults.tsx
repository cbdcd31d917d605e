import type { MatterFault } from '@liuhen/contract';
import { Alert } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** Where a list falls short of the law, matter by matter; that nothing does is said as well. */
export function MatterFaults({
  faults,
  inForce = false,
}: {
  faults: readonly MatterFault[];
  inForce?: boolean;
}) {
  const { t, pick } = useTerms();
  if (faults.length === 0) return <Alert type="success" showIcon title={t('matters.noFaults')} />;
  const place = (row: number | null) =>
    row === null ? '' : `${t('matters.rowNo', { n: row + 1 })}${t('shell.word.colon')}`;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(inForce ? 'matters.faultsInForce' : 'matters.faults', { n: faults.length })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {faults.map((one) => (
            <li key={`${one.row} ${one.field} ${one.zh}`}>
              {place(one.row)}
              {pick(one)}
            </li>
          ))}
        </ul>
      }
    />
  );
}

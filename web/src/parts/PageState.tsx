import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { sayFault } from '../shell/faults.ts';
import { useTerms } from '../shell/language.ts';

/** One sentence of what went wrong, what is said of no field, and a way to try again. */
export function FaultLine({
  fault,
  more = [],
  again,
}: {
  fault: unknown;
  more?: readonly string[];
  again?: () => void;
}) {
  const saying = useTerms();
  return (
    <Alert
      type="error"
      showIcon
      className="fault-line"
      style={{ marginBottom: 12 }}
      title={sayFault(fault, saying)}
      description={more.length > 0 && more.map((said) => <div key={said}>{said}</div>)}
      action={
        again && (
          <Button size="small" onClick={again}>
            {saying.t('shell.word.retry')}
          </Button>
        )
      }
    />
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Draws what was asked for; until then its skeleton, or what went wrong. */
export function Answered<T>({
  asked,
  rows = 6,
  children,
}: {
  asked: Asked<T>;
  rows?: number;
  children: (answer: T) => ReactNode;
}) {
  if (asked.data !== undefined)
    return (
      <>
        {asked.error !== null && <FaultLine fault={asked.error} again={() => void asked.refetch()} />}
        {children(asked.data)}
      </>
    );
  if (asked.error !== null) return <FaultLine fault={asked.error} again={() => void asked.refetch()} />;
  return <Skeleton active paragraph={{ rows }} />;
}

/** An empty place that says what will be here and what to do first. */
export function Blank({ title, line, action }: { title: string; line?: string; action?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ padding: '24px 12px' }}
      description={
        <>
          <strong>{title}</strong>
          {line && <div className="quiet">{line}</div>}
        </>
      }
    >
      {action}
    </Empty>
  );
}

/** Head of a page: its title and its acts. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

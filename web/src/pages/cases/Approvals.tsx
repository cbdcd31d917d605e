import type { ShownCourse } from '@liuhen/contract';
import { Card } from 'antd';
import { ApprovalList } from '../../parts/ApprovalList.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { useTerms } from '../../shell/language.ts';

interface Props {
  course: ShownCourse;
  nameOfId: (id: string) => string | undefined;
}

/** The approvals of a case: of its moves, and of its documents. */
export function Approvals({ course, nameOfId }: Props) {
  const { t } = useTerms();
  if (course.approvals.length === 0) return null;
  return (
    <Card
      size="small"
      title={t('procedure.approval.title')}
      extra={<ExportButton small list="approvals" filter={{ id: course.caseId }} />}
    >
      <ApprovalList approvals={course.approvals} linked nameOfId={nameOfId} />
    </Card>
  );
}

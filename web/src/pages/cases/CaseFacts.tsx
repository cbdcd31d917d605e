import { type EnforcementCase, sayInstant } from '@liuhen/contract';
import { Descriptions } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** What is known of a case. */
export function CaseFacts({ known }: { known: EnforcementCase }) {
  const { t, nameOf } = useTerms();
  const rows = [
    { key: 'number', label: t('cases.number'), children: known.number },
    { key: 'ownNumber', label: t('cases.ownNumber'), children: known.ownNumber ?? '—' },
    { key: 'cause', label: t('cases.cause'), children: known.cause },
    { key: 'party', label: t('cases.party'), children: known.party ?? '—' },
    {
      key: 'source',
      label: t('cases.source'),
      children:
        [known.source && nameOf('names.caseSource', known.source), known.sourceOn, known.sourceNote]
          .filter(Boolean)
          .join(' · ') || '—',
    },
    {
      key: 'weights',
      label: t('cases.weights'),
      children:
        known.weights.map((one) => nameOf('names.caseWeight', one)).join(t('shell.word.comma')) || '—',
    },
    { key: 'unit', label: t('cases.unit'), children: known.unit },
    {
      key: 'officers',
      label: t('cases.officers'),
      children: known.officers.map(({ name }) => name).join(t('shell.word.comma')),
    },
    { key: 'procedure', label: t('cases.procedure'), children: nameOf('names.procedure', known.procedure) },
    { key: 'openedAt', label: t('cases.openedAt'), children: sayInstant(known.openedAt) },
    {
      key: 'closedAt',
      label: t('cases.closedAt'),
      children: known.closedAt === null ? t('cases.notClosed') : sayInstant(known.closedAt),
    },
  ];
  return <Descriptions size="small" column={{ xs: 1, md: 2 }} items={rows} />;
}

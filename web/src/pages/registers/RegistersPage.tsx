import { Card, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { isId } from './register-typed.ts';

/** The registers that regulations ask for, each with what asks for it and what waits in it. */
export default function RegistersPage() {
  const { t, nameOf } = useTerms();
  const asked = useAsk('listRegisters', {});
  const [address, setAddress] = useSearchParams();
  const entry = address.get('entry');
  return (
    <div className="page">
      <PageHead title={t('shell.page.registers')}>
        <ExportButton list="registers" />
      </PageHead>
      <p className="quiet">{t('books.page.intro')}</p>
      <Answered asked={asked}>
        {(registers) => (
          <div className="register-grid">
            {registers.map(({ kind, entries, attention, citations }) => (
              <Card key={kind} size="small" data-testid={`register-${kind}`}>
                <div className="stack">
                  <div className="row">
                    <Link to={`/registers/${kind}`}>
                      <strong>{nameOf('books.kind', kind)}</strong>
                    </Link>
                    <span className="quiet">{t('books.page.entries', { n: entries })}</span>
                    {attention > 0 && (
                      <Link to={`/registers/${kind}?standing=attention`}>
                        <Tag color="orange">{t('books.page.attention', { n: attention })}</Tag>
                      </Link>
                    )}
                  </div>
                  <div>{nameOf('books.about', kind)}</div>
                  <div className="row quiet">
                    {citations.length === 0
                      ? t('books.page.notAsked')
                      : citations.map((citation) => (
                          <ArticleLink key={citation.article} citation={citation} />
                        ))}
                  </div>
                </div>
              </Card>
            ))}
          </div>
        )}
      </Answered>
      {entry !== null && isId(entry) && <EntryDrawer id={entry} close={() => setAddress({})} />}
    </div>
  );
}

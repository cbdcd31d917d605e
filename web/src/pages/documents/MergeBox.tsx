import type { DocumentContent, ShownDocument } from '@liuhen/contract';
import { Alert, Button, Radio } from 'antd';
import { useState } from 'react';
import { useTerms } from '../../shell/language.ts';
import { mergeContent, sayValue } from './merge.ts';
import type { Saving } from './useSaving.ts';

type Choice = 'mine' | 'theirs' | 'both';

const isText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

/** Both texts of each field that two people changed, side by side; whoever comes second puts them together. */
export function MergeBox({ document, saving }: { document: ShownDocument; saving: Saving }) {
  const { t, language } = useTerms();
  const [chosen, setChosen] = useState<Record<string, Choice>>({});
  const { merged, both } = mergeContent(saving.base, saving.content, document.content);
  const [mine, theirs] = [saving.content, document.content];
  const goOn = () => {
    const content: DocumentContent = { ...merged };
    for (const field of both) {
      const choice = chosen[field] ?? 'mine';
      const [a, b] = [mine[field], theirs[field]];
      const value = choice === 'mine' ? a : choice === 'theirs' ? b : `${b ?? ''}\n${a ?? ''}`;
      if (value === undefined) delete content[field];
      else content[field] = value;
    }
    saving.goOn(content);
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={t('documents.merge.title', { name: document.savedBy })}
      description={
        <div className="stack">
          <span>{t(both.length === 0 ? 'documents.merge.apart' : 'documents.merge.line')}</span>
          {both.map((field) => (
            <section key={field} className="merge">
              <strong>
                {document.definition.fields.find(({ id }) => id === field)?.label[language] ?? field}
              </strong>
              <div className="merge-texts">
                <div>
                  <span className="quiet">{t('documents.merge.mine')}</span>
                  <pre>{sayValue(mine[field])}</pre>
                </div>
                <div>
                  <span className="quiet">{t('documents.merge.theirs', { name: document.savedBy })}</span>
                  <pre>{sayValue(theirs[field])}</pre>
                </div>
              </div>
              <Radio.Group
                value={chosen[field] ?? 'mine'}
                onChange={({ target }) => setChosen({ ...chosen, [field]: target.value as Choice })}
              >
                <Radio value="mine">{t('documents.merge.keepMine')}</Radio>
                <Radio value="theirs">{t('documents.merge.keepTheirs')}</Radio>
                {isText(mine[field]) && isText(theirs[field]) && (
                  <Radio value="both">{t('documents.merge.keepBoth')}</Radio>
                )}
              </Radio.Group>
            </section>
          ))}
          <Button type="primary" onClick={goOn}>
            {t('documents.merge.goOn')}
          </Button>
        </div>
      }
    />
  );
}

import { Input } from 'antd';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { useTerms } from '../../shell/language.ts';
import { readArticle } from './article-typed.ts';

interface Props {
  value: string | undefined;
  change: (article: string | undefined) => void;
}

/** By an article; what is no article is not dropped but told of, with the form that is. */
export function ArticleFilter({ value, change }: Props) {
  const { t } = useTerms();
  const regulations = useAsk('listRegulations', {}, { staleTime: 60_000 });
  const own = regulations.data?.find(({ relation }) => relation === 'own')?.packId ?? null;
  const [isWrong, setWrong] = useState(false);
  const search = (typed: string) => {
    const article = readArticle(typed, own);
    setWrong(article === null && typed.trim() !== '');
    if (article !== null || typed.trim() === '') change(article ?? undefined);
  };
  return (
    <div style={{ minWidth: 130, flex: '1 1 130px', maxWidth: isWrong ? 320 : 200 }}>
      <Input.Search
        key={`article ${value ?? ''}`}
        allowClear
        status={isWrong ? 'error' : ''}
        placeholder={`${t('duties.page.article')} SX-17`}
        aria-label={t('duties.page.article')}
        aria-invalid={isWrong}
        defaultValue={value}
        onSearch={search}
      />
      {isWrong && (
        <div role="alert" className="field-fault">
          {t('duties.page.articleWrong')}
        </div>
      )}
    </div>
  );
}

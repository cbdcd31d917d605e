import type { RegulationText, RegulationView } from '@liuhen/contract';
import { Link } from 'react-router';
import { sayArticle } from '../../parts/ArticleLink.tsx';
import { useTerms } from '../../shell/language.ts';

type Article = RegulationView['articles'][number];
type Printed = RegulationText['articles'][number];

function Paragraphs({ printed }: { printed: Printed }) {
  return (
    <div lang="zh">
      {printed.paragraphs.map(({ line, text, items }) => (
        <div key={line}>
          {text !== '' && <p className="law-text">{text}</p>}
          {items.map((item) => (
            <p key={item.line} className="law-text law-item">
              {item.mark.replace(/^[-*•·]\s*/, '')}
              {item.text}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

function Does({ article: { said, why } }: { article: Article }) {
  const { t, pick } = useTerms();
  if (said.length === 0) return <p className="quiet">{why ? pick(why) : t('regulations.nothing')}</p>;
  return (
    <dl className="law-said">
      {said.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{pick(name)}</dt>
          <dd>{pick(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function OpenDuties({ article: { id, open } }: { article: Article }) {
  const { t, nameOf } = useTerms();
  if (open === null) return null;
  if (open.length === 0) return <p className="quiet">{t('regulations.noOpenDuties')}</p>;
  return (
    <p>
      {t('regulations.openDuties')}
      {t('shell.word.colon')}
      {open.map(({ state, count }) => (
        <Link key={state} to={`/obligations?article=${id}&state=${state}`} className="law-count">
          {t('regulations.dutyCount', { state: nameOf('duties.state', state), n: count })}
        </Link>
      ))}
    </p>
  );
}

/** One article: on the left what it says, on the right what the system does by it. Its id is its anchor. */
export function RegulationArticle({ article, printed }: { article: Article; printed: Printed | undefined }) {
  const { pick, language } = useTerms();
  const { id, label, source, gist } = article;
  return (
    <section id={id} className="law-row" aria-label={label}>
      <div>
        <h3>
          <a href={`#${id}`}>{language === 'zh' ? label : sayArticle(id)}</a>{' '}
          <span className="quiet digest">{id}</span>
        </h3>
        {source && <p className="quiet">{pick(source)}</p>}
        {printed ? <Paragraphs printed={printed} /> : gist && <p>{pick(gist)}</p>}
      </div>
      <div>
        <Does article={article} />
        {article.said.length > 0 && <OpenDuties article={article} />}
      </div>
    </section>
  );
}

import type { RegulationText, RegulationView } from '@liuhen/contract';
import { Link } from 'react-router';
import { sayArticle } from '../../parts/ArticleLink.tsx';
import { useTerms } from '../../shell/language.ts';
import { usePlaces } from '../../shell/places.ts';
import { useMay } from '../../shell/session.ts';

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

/** The pages that serve an article, the registers by name, and what is delivered later. */
function Served({ article: { screens, registers, later } }: { article: Article }) {
  const { t, pick, nameOf } = useTerms();
  const may = useMay();
  const pages = usePlaces().filter(({ path }) => screens.includes(path));
  if (pages.length + registers.length === 0 && later === null) return null;
  return (
    <dl className="law-said">
      {pages.length > 0 && (
        <div>
          <dt>{t('regulations.served.screens')}</dt>
          <dd className="row">
            {pages.map(({ path, title, permission }) =>
              path.includes(':') || !may(permission) ? (
                <span key={path}>{t(title)}</span>
              ) : (
                <Link key={path} to={path}>
                  {t(title)}
                </Link>
              ),
            )}
          </dd>
        </div>
      )}
      {registers.length > 0 && (
        <div>
          <dt>{t('regulations.served.registers')}</dt>
          <dd>{registers.map((name) => nameOf('regulations.register', name)).join(t('shell.word.comma'))}</dd>
        </div>
      )}
      {later && (
        <div>
          <dt>{t('regulations.served.later')}</dt>
          <dd>{pick(later)}</dd>
        </div>
      )}
    </dl>
  );
}

function Does({ article: { said, why, kind } }: { article: Article }) {
  const { t, pick } = useTerms();
  if (said.length === 0 && kind === 'informational')
    return <p className="quiet">{why ? pick(why) : t('regulations.nothing')}</p>;
  if (said.length === 0) return kind === null ? <p className="quiet">{t('regulations.nothing')}</p> : null;
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
  const name = language === 'zh' ? label : sayArticle(id);
  return (
    <section id={id} className="law-row" aria-label={name}>
      <div>
        <h3>
          <a href={`#${id}`}>{name}</a> <span className="quiet digest">{id}</span>
        </h3>
        {source && <p className="quiet">{pick(source)}</p>}
        {printed ? <Paragraphs printed={printed} /> : gist && <p>{pick(gist)}</p>}
      </div>
      <div>
        <Does article={article} />
        <Served article={article} />
        {article.said.length > 0 && <OpenDuties article={article} />}
      </div>
    </section>
  );
}

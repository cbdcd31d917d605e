import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';

/** The way to the phone page for who holds a phone; the link loads anew, so that the page is kept for when there is no network. */
export function ToField() {
  const { t } = useTerms();
  if (!useMay()('act.manage')) return null;
  return (
    <div className="only-narrow">
      <Link to="/field" reloadDocument className="to-field">
        <strong>{t('field.page.enter')}</strong>
        <span>{t('field.page.enterLine')}</span>
      </Link>
    </div>
  );
}

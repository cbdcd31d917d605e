import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { Former } from './Former.tsx';

/** All imports of the organ that the person may do. */
export default function ImportsPage() {
  const { t } = useTerms();
  const asked = useAsk('listImports', {});
  return (
    <div className="page stack">
      <PageHead title={t('sheets.import.former')}>
        <ExportButton list="imports" />
      </PageHead>
      <Answered asked={asked}>
        {(imports) =>
          imports.length > 0 ? <Former imports={imports} /> : <Blank title={t('sheets.import.none')} />
        }
      </Answered>
    </div>
  );
}

import { Button } from 'antd';
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { filesOfDrop, filesOfInput } from '../../upload/folders.ts';
import { addFiles } from '../../upload/queue.ts';

/** Takes files and whole folders, by dropping or by choosing. */
export function DropArea() {
  const { t } = useTerms();
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    addFiles(filesOfInput(event.target.files));
    event.target.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    filesOfDrop(event.dataTransfer.items).then(addFiles, setFault);
  };
  return (
    <section
      className={`drop ${over ? 'is-over' : ''}`}
      aria-label={t('uploads.drop')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>{t('uploads.drop')}</h2>
      <p className="quiet">{t('uploads.dropLine')}</p>
      <div className="row" style={{ justifyContent: 'center' }}>
        <Button type="primary" size="large" onClick={() => folder.current?.click()}>
          {t('uploads.chooseFolder')}
        </Button>
        <Button size="large" onClick={() => files.current?.click()}>
          {t('uploads.chooseFiles')}
        </Button>
      </div>
      <p className="quiet only-wide">{t('uploads.emptyLine')}</p>
      <input ref={files} type="file" multiple hidden onChange={choose} data-testid="choose-files" />
      <input
        ref={folder}
        type="file"
        hidden
        onChange={choose}
        data-testid="choose-folder"
        {...{ webkitdirectory: '' }}
      />
      {fault !== null && <FaultLine fault={fault} />}
    </section>
  );
}

import { fromWallClock, type ShownDocument, toWallClock } from '@liuhen/contract';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { readInstant } from '../../shell/clock.ts';
import { useTerms } from '../../shell/language.ts';
import { signersOf } from './signers.ts';
import { renewed } from './words.ts';

/** Says of a document that was signed on paper who signed, place by place, and when. */
export function AcceptPaper({ document }: { document: ShownDocument }) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const accept = useChange('acceptPaper', renewed);
  const signers = signersOf(document);
  const required = (field: string) => [
    { required: true, whitespace: true, message: t('shell.word.required', { field }) },
  ];
  const send = ({ at, names = [] }: { at: string; names?: string[] }) =>
    accept
      .mutateAsync({ id: document.id, sha256: document.sha256 ?? '', at: fromWallClock(at) ?? '', names })
      .then(
        () => setOpen(false),
        () => undefined,
      );
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('documents.scan.accept')}
      </Button>
      <Modal
        open={open}
        footer={null}
        title={t('documents.scan.accept')}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('documents.scan.acceptLine')}</p>
        {accept.error !== null && <FaultLine fault={accept.error} />}
        <Form
          layout="vertical"
          onFinish={send}
          initialValues={{ at: toWallClock(readInstant()), names: signers.map(({ name }) => name) }}
        >
          <Form.Item
            name="at"
            label={t('documents.scan.signedOn')}
            rules={required(t('documents.scan.signedOn'))}
          >
            <WallClock />
          </Form.Item>
          {signers.map(({ role, key }, at) => (
            <Form.Item
              key={key}
              name={['names', at]}
              label={t(`documents.signer.${role}`)}
              rules={required(t(`documents.signer.${role}`))}
            >
              <Input maxLength={100} />
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" loading={accept.isPending}>
            {t('documents.scan.accept')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}

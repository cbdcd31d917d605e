import { Button, Card, DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useChange } from '../../api.ts';
import { RegisterForm } from '../../parts/RegisterForm.tsx';
import { useTerms } from '../../shell/language.ts';
import type { OneTime } from './OneTimePassword.tsx';

interface Entered {
  code: string;
  name: string;
  packId: string;
  packBoundFrom: Dayjs;
}

/** Founds an organ; only the administrator of the whole installation sees it. */
export function FoundOrgan({ founded }: { founded: (oneTime: OneTime) => void }) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const create = useChange('createOrgan', []);
  const submit = async ({ packBoundFrom, ...rest }: Entered) => {
    const made = await create.mutateAsync({ ...rest, packBoundFrom: packBoundFrom.format('YYYY-MM-DD') });
    founded({
      name: t('registers.organAdministrator', { organ: made.organ.name, login: made.administrator }),
      loginName: made.administrator,
      password: made.oneTimePassword,
    });
  };
  const required = (field: string) => [{ required: true, message: t('shell.word.required', { field }) }];
  return (
    <Card
      title={t('registers.organs')}
      extra={
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('registers.addOrgan')}
        </Button>
      }
    >
      <span className="quiet">{t('registers.organsLine')}</span>
      {open && (
        <RegisterForm<Entered>
          title={t('registers.addOrgan')}
          initial={{}}
          submit={submit}
          close={() => setOpen(false)}
        >
          <Form.Item name="name" label={t('registers.organName')} rules={required(t('registers.organName'))}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="code" label={t('registers.organCode')} rules={required(t('registers.organCode'))}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item
            name="packId"
            label={t('registers.organPack')}
            extra={t('registers.organPackHint')}
            rules={required(t('registers.organPack'))}
          >
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item
            name="packBoundFrom"
            label={t('registers.organBoundFrom')}
            rules={required(t('registers.organBoundFrom'))}
          >
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </RegisterForm>
      )}
    </Card>
  );
}

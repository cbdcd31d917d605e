import type { Officer } from '@liuhen/contract';
import { Form, Input, Select } from 'antd';
import { useTerms } from '../../shell/language.ts';

/** What the regulations ask of officers and assistants beside the certificate, and the certificates of before. */
export function QualificationFields({ officer }: { officer: Officer | null }) {
  const { t } = useTerms();
  const earlier = officer?.earlierCertificates ?? [];
  return (
    <>
      <Form.Item name="certificateIssuer" label={t('onSite.officer.issuer')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="established" label={t('onSite.officer.established')}>
        <Select
          allowClear
          placeholder={t('onSite.officer.notEntered')}
          options={[
            { value: true, label: t('shell.word.yes') },
            { value: false, label: t('shell.word.no') },
          ]}
        />
      </Form.Item>
      <Form.Item name="assistQualification" label={t('onSite.officer.assistQualification')}>
        <Input maxLength={100} />
      </Form.Item>
      {earlier.length > 0 && (
        <Form.Item label={t('onSite.officer.earlier')}>
          <ul className="plain">
            {earlier.map(({ number, validFrom, validUntil }) => (
              <li key={number}>
                {t('onSite.officer.valid', {
                  number,
                  from: validFrom ?? t('onSite.officer.open'),
                  until: validUntil ?? t('onSite.officer.open'),
                })}
              </li>
            ))}
          </ul>
        </Form.Item>
      )}
    </>
  );
}

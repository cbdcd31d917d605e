import { type MatterList, sayInstant } from '@liuhen/contract';
import { Alert, App, Button, Card, Checkbox, Form, type FormInstance, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { isOvertaken, useAsk, useChange } from '../../api.ts';
import { dropDraft, readDraft, writeDraft } from '../../parts/draft.ts';
import { Answered, FaultLine, PageHead } from '../../parts/PageState.tsx';
import { WallClock } from '../../parts/WallClock.tsx';
import { fieldFaults } from '../../shell/faults.ts';
import { useTerms } from '../../shell/language.ts';
import { useWho } from '../../shell/session.ts';
import { renewed } from './MatterActions.tsx';
import { MatterDifferences } from './MatterDifferences.tsx';
import { MatterFaults } from './MatterFaults.tsx';
import { MatterRows } from './MatterRowFields.tsx';
import {
  isSame,
  placePath,
  readList,
  readRow,
  type TypedList,
  typeList,
  warningsOf,
} from './matter-typed.ts';

/** What was typed, and the revision of the list on which it was built. */
interface Kept {
  typed: TypedList;
  base: number;
}

/** Keeps what is typed on this computer until it is saved, and knows whether somebody else saved meanwhile. */
function useTyping(list: MatterList, form: FormInstance<TypedList>) {
  const name = `matters.${useWho()?.account.id}.${list.id}`;
  const [kept] = useState(() => readDraft<Kept>(name));
  const [restored, setRestored] = useState(kept !== null);
  const [base, setBase] = useState(kept?.base ?? list.revision);
  const mine = useRef(kept?.typed ?? typeList(list));
  const isLatest = isSame(typeList(list), mine.current);
  const take = (typed: TypedList) => {
    mine.current = typed;
    form.setFieldsValue(typed);
  };
  return {
    ...{ mine, restored, isLatest },
    start: mine.current,
    revision: isLatest ? list.revision : base,
    overtaken: list.revision > base && !isLatest,
    type: () => {
      mine.current = form.getFieldsValue(true);
      writeDraft(name, { typed: mine.current, base });
    },
    /** Builds what is typed on the latest that others saved. */
    rebase: () => {
      setBase(list.revision);
      writeDraft(name, { typed: mine.current, base: list.revision });
    },
    discard: () => {
      dropDraft(name);
      take(typeList(list));
      setBase(list.revision);
      setRestored(false);
    },
    /** What was sent is saved as this revision; what was typed since stays kept. */
    saved: (sent: TypedList, revision: number) => {
      setBase(revision);
      setRestored(false);
      if (isSame(sent, mine.current)) dropDraft(name);
      else writeDraft(name, { typed: mine.current, base: revision });
    },
  };
}

type Typing = ReturnType<typeof useTyping>;

function Overtaken({ list, typing }: { list: MatterList; typing: Typing }) {
  const { t } = useTerms();
  const { by = '', at = null } = list.changed ?? {};
  return (
    <Alert
      type="warning"
      showIcon
      title={t('matters.overtaken', { name: by, at: sayInstant(at) })}
      description={
        <div className="stack">
          <MatterDifferences former={list.rows} latter={typing.mine.current.rows.map(readRow)} />
          <div className="row">
            <Button onClick={typing.rebase}>{t('matters.keepMine')}</Button>
            <Button onClick={typing.discard}>{t('matters.takeLatest')}</Button>
          </div>
        </div>
      }
    />
  );
}

function Head() {
  const { t } = useTerms();
  const label = t('matters.title');
  return (
    <Card>
      <Form.Item
        name="title"
        label={label}
        rules={[{ required: true, message: t('shell.word.required', { field: label }) }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="effectiveFrom"
        label={t('matters.effectiveFrom')}
        extra={t('matters.effectiveHint')}
        style={{ maxWidth: 360 }}
      >
        <WallClock dateOnly />
      </Form.Item>
      <Form.Item
        name="publish"
        valuePropName="checked"
        extra={t('matters.publishLine')}
        style={{ margin: 0 }}
      >
        <Checkbox>{t('matters.publish')}</Checkbox>
      </Form.Item>
    </Card>
  );
}

function Restored({ discard }: { discard: () => void }) {
  const { t } = useTerms();
  return (
    <Alert
      type="info"
      showIcon
      title={t('matters.keptDraft')}
      action={
        <Button size="small" onClick={discard}>
          {t('matters.discard')}
        </Button>
      }
    />
  );
}

/** Saves what is typed, with the server's faults beside their fields. */
function useSaving(list: MatterList, form: FormInstance<TypedList>, typing: Typing) {
  const { t, language } = useTerms();
  const { message } = App.useApp();
  const change = useChange('changeMatterList', renewed);
  const save = async () => {
    const [sent, revision] = [typing.mine.current, typing.revision];
    try {
      await change.mutateAsync({ id: list.id, revision, ...readList(sent) });
    } catch (error) {
      const faults = fieldFaults(error, language, placePath);
      form.setFields(faults as Parameters<typeof form.setFields>[0]);
      const [first] = faults;
      if (first) form.scrollToField(first.name, { block: 'center', focus: true });
      return;
    }
    typing.saved(sent, revision + 1);
    message.success(t('matters.saved'));
  };
  return { save, busy: change.isPending, fault: change.error };
}

function Editor({ list }: { list: MatterList }) {
  const { t, pick } = useTerms();
  const [form] = Form.useForm<TypedList>();
  const typing = useTyping(list, form);
  const { save, busy, fault } = useSaving(list, form, typing);
  const { isLatest, overtaken } = typing;
  useEffect(() => {
    if (isLatest) form.setFields(warningsOf(list.rows, list.faults, pick));
  }, [form, isLatest, list, pick]);
  return (
    <Form<TypedList>
      form={form}
      className="stack"
      layout="vertical"
      scrollToFirstError={{ block: 'center', focus: true }}
      initialValues={typing.start}
      onValuesChange={typing.type}
      onFinish={() => void save()}
    >
      {!list.abilities.edit && <Alert type="warning" showIcon title={t('matters.noLongerDraft')} />}
      {typing.restored && !overtaken && <Restored discard={typing.discard} />}
      {fault !== null && !isOvertaken(fault) && <FaultLine fault={fault} />}
      {overtaken && !busy && <Overtaken list={list} typing={typing} />}
      <MatterFaults faults={list.faults} />
      <Head />
      <MatterRows />
      <div className="row matter-save">
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={busy}
          disabled={overtaken || !list.abilities.edit}
        >
          {t('matters.save')}
        </Button>
        <Link to={`/matters/${list.id}`}>{t('matters.backToList')}</Link>
        <span className="quiet">{t('shell.word.draftKept')}</span>
      </div>
    </Form>
  );
}

/** Writes the draft of a list. */
export default function MatterEditPage() {
  const { id = '' } = useParams();
  const { t } = useTerms();
  const asked = useAsk('getMatterList', { id });
  return (
    <div className="page stack">
      <PageHead title={t('matters.edit')} />
      <Answered asked={asked} rows={10}>
        {(list) => <Editor key={list.id} list={list} />}
      </Answered>
    </div>
  );
}

import { SearchOutlined } from '@ant-design/icons';
import { searchKinds } from '@liuhen/contract';
import { AutoComplete, Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { forgetSearches, isSecret, recentSearches, rememberSearch } from '../parts/recent-searches.ts';
import { useTerms } from './language.ts';
import { useMay, useWho } from './session.ts';

/** What the address, or what came with it, asks for. */
export function useAsked(): string {
  const { pathname, search, state } = useLocation();
  if (pathname !== '/search') return '';
  const secret = (state as { text?: unknown } | null)?.text;
  return new URLSearchParams(search).get('q') ?? (typeof secret === 'string' ? secret : '');
}

/** Goes to what is found for a text; keeps the filters of a search that is open. */
export function useSearchFor(): (text: string) => void {
  const who = useWho();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return (typed) => {
    const text = typed.trim();
    if (text === '') return;
    rememberSearch(who?.account.id, text);
    const params = new URLSearchParams(pathname === '/search' ? search : '');
    params.delete('q');
    if (!isSecret(text)) params.set('q', text);
    navigate({ pathname: '/search', search: params.toString() }, isSecret(text) ? { state: { text } } : {});
  };
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `/` and Ctrl+K lead to the box from everywhere, but a stroke that is being typed into something stays there. */
function useKeys(go: () => void): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey;
      if (!isK && (!isSlash || isTyping(event.target))) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** The box itself, with what was searched for lately under it. */
export function SearchField({ autoFocus = false, keys }: { autoFocus?: boolean; keys?: string }) {
  const { t } = useTerms();
  const who = useWho();
  const asked = useAsked();
  const searchFor = useSearchFor();
  const [text, setText] = useState(asked);
  const [open, setOpen] = useState(false);
  const [recent, setRecent] = useState<string[]>([]);
  const field = useRef<InputRef>(null);
  useEffect(() => setText(asked), [asked]);
  useKeys(() => field.current?.focus({ cursor: 'all' }));
  const ask = (chosen: string) => {
    setOpen(false);
    field.current?.blur();
    searchFor(chosen);
  };
  const forget = () => {
    forgetSearches(who?.account.id);
    setOpen(false);
  };
  const shown = recent.filter((one) => text === asked || one.includes(text));
  return (
    <AutoComplete
      className="search-field"
      value={text}
      open={open && shown.length > 0}
      onOpenChange={(next) => next || setOpen(false)}
      onFocus={() => {
        setRecent(recentSearches(who?.account.id));
        setOpen(true);
      }}
      onChange={(typed: string) => {
        setText(typed);
        setOpen(true);
      }}
      onSelect={ask}
      defaultActiveFirstOption={false}
      options={shown.map((value) => ({ value }))}
      popupRender={(menu) => (
        <>
          <div className="row search-recent">
            <span className="quiet">{t('search.recent')}</span>
            <Button size="small" type="link" onMouseDown={(event) => event.preventDefault()} onClick={forget}>
              {t('search.forget')}
            </Button>
          </div>
          {menu}
        </>
      )}
    >
      <Input
        ref={field}
        type="search"
        allowClear
        maxLength={200}
        autoFocus={autoFocus}
        prefix={<SearchOutlined aria-hidden />}
        suffix={keys && text === '' ? <kbd>{keys}</kbd> : null}
        placeholder={t('search.box')}
        aria-label={t('shell.word.search')}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) ask(text);
        }}
      />
    </AutoComplete>
  );
}

/** The search in the head of every page: a box where there is room, else a sign that leads to the page with the box. */
export function SearchBox({ wide }: { wide: boolean }) {
  const { t } = useTerms();
  const may = useMay();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (!Object.values(searchKinds).some((held) => held.some(may))) return null;
  if (wide) return <SearchField keys="/" />;
  if (pathname === '/search') return null;
  return <SearchSign open={() => navigate('/search')} label={t('search.open')} />;
}

function SearchSign({ open, label }: { open: () => void; label: string }) {
  useKeys(open);
  return <Button type="text" icon={<SearchOutlined />} aria-label={label} onClick={open} />;
}

import { DatePicker } from 'antd';
import dayjs from 'dayjs';
// The calendar names months and days in the language of the page only if its words are loaded.
import 'dayjs/locale/zh-cn';
import { readTypedClock } from './clock-typed.ts';

interface Props {
  id?: string;
  /** Beijing wall clock, `YYYY-MM-DDTHH:mm:ss`, or a date `YYYY-MM-DD` when `dateOnly`. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  dateOnly?: boolean;
}

/**
 * A field for a time by the wall clock of Beijing, whatever zone the computer is set to. Can be typed or picked; what was
 * typed stays when the field is left, without a word of confirmation.
 */
export function WallClock({ id, value, onChange, dateOnly = false }: Props) {
  const shown = dateOnly ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm:ss';
  const kept = dateOnly ? 'YYYY-MM-DD' : 'YYYY-MM-DDTHH:mm:ss';
  const take = (field: EventTarget) => {
    const read = field instanceof HTMLInputElement ? readTypedClock(field.value, dateOnly) : null;
    if (read !== null && read !== value) onChange?.(read);
  };
  return (
    <DatePicker
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      format={shown}
      showTime={!dateOnly}
      needConfirm={false}
      // The field shows what is in it: else a day that lies under the mouse stands there, and is taken for what was typed.
      previewValue={false}
      placeholder={shown}
      // Enter takes over what was typed; it must not send the form before that.
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        take(event.target);
      }}
      onBlur={(event) => take(event.target)}
      value={value ? dayjs(value) : null}
      onChange={(next) => onChange?.(next?.format(kept) ?? null)}
    />
  );
}

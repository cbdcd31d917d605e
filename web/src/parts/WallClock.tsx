import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id?: string;
  /** Beijing wall clock, `YYYY-MM-DDTHH:mm:ss`, or a date `YYYY-MM-DD` when `dateOnly`. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  dateOnly?: boolean;
}

/** A field for a time by the wall clock of Beijing, whatever zone the computer is set to. Can be typed or picked. */
export function WallClock({ id, value, onChange, dateOnly = false }: Props) {
  const shown = dateOnly ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm:ss';
  const kept = dateOnly ? 'YYYY-MM-DD' : 'YYYY-MM-DDTHH:mm:ss';
  return (
    <DatePicker
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      format={shown}
      showTime={!dateOnly}
      placeholder={shown}
      // Enter takes over what was typed; it must not send the form before that.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      value={value ? dayjs(value) : null}
      onChange={(next) => onChange?.(next?.format(kept) ?? null)}
    />
  );
}

import { Input, Select } from 'antd';

/** One of a list, or any. */
export function PickOne({
  label,
  value,
  options,
  change,
}: {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  change: (value: string | undefined) => void;
}) {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 130, flex: '1 1 130px', maxWidth: 260 }}
      placeholder={label}
      aria-label={label}
      options={options}
      value={value ?? null}
      onChange={(next: string | null) => change(next ?? undefined)}
    />
  );
}

/** Words to search for; asked when they are entered. */
export function SearchWords({
  label,
  value,
  change,
}: {
  label: string;
  value: string | undefined;
  change: (text: string) => void;
}) {
  return (
    <Input.Search
      key={value ?? ''}
      allowClear
      style={{ minWidth: 150, flex: '1 1 150px' }}
      placeholder={label}
      aria-label={label}
      defaultValue={value}
      onSearch={(text) => change(text.trim())}
    />
  );
}

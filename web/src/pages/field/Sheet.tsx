import { Drawer } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  title: ReactNode;
  close: () => void;
  children: ReactNode;
}

/** What rises from the foot of the page, within reach of a thumb; what is longer than the screen scrolls in it. */
export function Sheet({ open, title, close, children }: Props) {
  return (
    <Drawer
      open={open}
      placement="bottom"
      title={title}
      onClose={close}
      className="field-sheet"
      styles={{
        wrapper: { height: 'auto', maxWidth: 560, margin: '0 auto' },
        body: { maxHeight: 'calc(94dvh - 64px)', overflow: 'auto', padding: 12 },
      }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
}

import { describe, expect, test } from 'vitest';
import { plain } from './plain.ts';

describe('what is printed of a name', () => {
  test.each([
    ['\u001b[2J\u001b[1;32m✓ safe.mp4', '�[2J�[1;32m✓ safe.mp4'],
    ['a\r\nb\tc\u0000d\u007fe', 'a��b�c�d�e'],
    ['\u009b31mred', '�31mred'],
    ['gpj.\u202e4pm', 'gpj.�4pm'],
    ['a\u2028b', 'a�b'],
  ])('orders no terminal: %j', (name, printed) => expect(plain(name)).toBe(printed));

  test.each(['DCIM/现场 检查（一）.mp4', 'Ünïcode—“é”.wav', '𠮷野家.jpg', ''])('leaves %j as it is', (name) =>
    expect(plain(name)).toBe(name),
  );
});

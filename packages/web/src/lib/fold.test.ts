import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test('search without marks finds Vietnamese words', () => {
  expect(fold('Mật khẩu Đăng nhập')).toBe('mat khau dang nhap');
});

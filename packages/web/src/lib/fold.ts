/** Lower case without Vietnamese tone and letter marks, so that "mat khau" finds "mật khẩu". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd');
}

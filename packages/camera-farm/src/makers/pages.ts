import type { PageAnswer } from './profile.ts';

interface Page {
  readonly title: string;
  readonly head: string;
  readonly action: string;
}

/** A log-in page: title, the maker's own head lines, and a form that asks for a password. */
export function loginPage({ title, head, action }: Page): string {
  return `<!DOCTYPE html>
<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>${title}</title>
<link rel="shortcut icon" href="/favicon.ico">
${head}
</head><body>
<form id="login" method="post" action="${action}" autocomplete="off">
<input type="text" name="username" placeholder="User Name">
<input type="password" name="password" placeholder="Password">
<button type="submit">Login</button>
</form>
</body></html>
`;
}

/** A 200 answer with a body of the given type. */
export function ok(type: string, body: string | Buffer): PageAnswer {
  return { status: 200, headers: { 'Content-Type': type }, body };
}

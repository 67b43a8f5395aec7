import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem.ts';
import { RECORD_KINDS } from './record-kinds.ts';
import type { RecordKind } from './record-kinds.ts';
import { yaml } from './yaml.ts';

/** A YAML file of knowledge with its data and the way back from a value to its line. */
export interface YamlFile {
  readonly file: string;
  readonly kind: RecordKind;
  /** The id that the path demands. */
  readonly id: string;
  /** Validated against the schema of the kind; undefined where it does not hold. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads and validates one file; never throws for what stands in it. `namesSchema`: its first line must name the schema. */
export function readYamlFile(dir: string, file: string, namesSchema: boolean): YamlFile | Problem {
  const found = RECORD_KINDS.map((kind) => ({ kind, match: kind.path.exec(file) })).find(({ match }) => match);
  if (!found?.match) {
    return { file, line: 1, message: 'no kind of record lives here', fix: 'move it where knowledge-guide says, or rename it' };
  }
  const { kind, match } = found;
  const text = readFileSync(join(dir, file), 'utf8');
  const { isNode, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  // One slip makes the parser stumble on every line after it: the first error is the one to mend.
  const problems: Problem[] = document.errors.slice(0, 1).map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0] ?? error.code,
    fix: 'write valid YAML',
  }));
  if (namesSchema) problems.push(...schemaComment(file, kind, text));
  const parsed = problems.some((each) => each.fix === 'write valid YAML')
    ? undefined
    : kind.schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  for (const issue of parsed?.error?.issues ?? []) {
    problems.push({
      file,
      line: lineOf(issue.path),
      message: `${issue.path.map(String).join('.')}: ${issue.message}`,
      fix: `follow schema/${kind.name}.schema.json`,
    });
  }
  return { file, kind, id: match.slice(1).join('/'), data: parsed?.data, problems, lineOf };
}

function schemaComment(file: string, kind: RecordKind, text: string): Problem[] {
  const up = '../'.repeat(file.split('/').length - 1);
  const wanted = `# yaml-language-server: $schema=${up}schema/${kind.name}.schema.json`;
  if (text.startsWith(`${wanted}\n`)) return [];
  return [{ file, line: 1, message: 'the first line does not name the schema', fix: `begin with "${wanted}"` }];
}

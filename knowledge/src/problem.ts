/** A fault of the knowledge, with the place and what to do about it. */
export interface Problem {
  /** Path inside the knowledge folder, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** `file:line: what is wrong; what to do`. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.message}; ${problem.fix}`;
}

// SPDX-License-Identifier: Apache-2.0

/** What the server says when it cannot answer. */
export class ServerProblem extends Error {
  constructor(
    readonly explanation: { zh: string; en: string },
    /** A word that a page acts on, such as `sessionOver`. */
    readonly kind?: string,
  ) {
    super(explanation.en);
  }
}

export async function problemOf(answer: Response): Promise<ServerProblem> {
  const problem = await answer.json();
  return new ServerProblem(problem.explanation, problem.kind);
}

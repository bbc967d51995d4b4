// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "./dom.ts";
import { ServerProblem } from "./problem.ts";

/** What only the door can mend. */
const doorKinds = ["sessionOver", "passwordMustChange"];

/** The page has no words before the catalogue is there, so this says it in both languages. */
function fail(error: unknown) {
  if (error instanceof ServerProblem && doorKinds.includes(error.kind ?? "")) {
    location.replace("/sign-in.html");
    return;
  }
  const words = error instanceof ServerProblem
    ? [error.explanation.zh, error.explanation.en]
    : ["页面没有载入完整，请刷新重试。", "The page did not load completely. Please reload it.", String(error)];
  const notice = byId("notice");
  replace(notice, words.map((line) => h("p", {}, line)));
  notice.hidden = false;
  console.error(error);
}

/** Starts a page; what goes wrong then or later stands in its `#notice`. */
export function startPage(start: () => Promise<void>) {
  addEventListener("unhandledrejection", (event) => fail(event.reason));
  start().catch(fail);
}

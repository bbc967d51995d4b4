// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "../dom.ts";
import { startPage } from "../failure.ts";
import { showPerson } from "../panels/person.ts";
import { ServerProblem } from "../problem.ts";
import { server } from "../server.ts";
import { type Person, send, session } from "../session.ts";
import { fillPage, language, name, term, text, useLanguage, useStrings } from "../texts.ts";
import { theme, useTheme } from "../theme.ts";
import { editor } from "./editor.ts";
import { type EditBlock, editable, editOf, type Issue, type Paper, type Register } from "./model.ts";
import { preview } from "./preview.ts";

let person: Person | undefined;
let register: Register = { issues: [], templates: [] };
let issue: Issue | null = null;
let paper: Paper<EditBlock> | null = null;
let isChanged = false;

const may = (permission: string) => person?.permissions.includes(permission) ?? false;

/** Does it and shows what the rules refuse beside the draft, which stays as it is. */
async function act(body: () => Promise<Issue | null>) {
  const refusal = byId("refusal");
  refusal.hidden = true;
  try {
    const next = await body();
    if (next) take(next);
    register = await send("GET", "/api/bulletins");
    show();
  } catch (error) {
    if (!(error instanceof ServerProblem) || error.kind === "sessionOver") throw error;
    replace(refusal, name(error.explanation));
    refusal.hidden = false;
    refusal.scrollIntoView({ block: "nearest" });
  }
}

function take(next: Issue) {
  issue = next;
  paper = editable(next);
  isChanged = false;
  history.replaceState(null, "", `?draft=${next.draft}`);
}

const open = (draft: number) => act(() => send("GET", `/api/bulletins/${draft}`));

const save = (from: Issue, written: Paper<EditBlock>) =>
  act(() => send("PUT", `/api/bulletins/${from.draft}`, { revision: from.revision, edit: editOf(written) }, person));

const step = (from: Issue, taken: string, reason?: string) =>
  act(() => send("POST", `/api/bulletins/${from.draft}/steps`, { step: taken, revision: from.revision, reason }, person));

/** A step that needs a reason asks for it; signing asks once more. */
function ask(taken: string, from: Issue) {
  const dialog = byId<HTMLDialogElement>("ask");
  const needsReason = taken !== "sign";
  const reason = h("textarea", { rows: 3, "aria-label": text("editor.reason") });
  replace(dialog,
    h("header", { class: "trace-head" }, h("h2", { id: "ask-title" }, term("bulletin-step", taken))),
    h("div", { class: "trace-body" },
      h("p", {}, text(needsReason ? "editor.reason" : "editor.signHelp")),
      needsReason && reason,
      h("div", { class: "editor-actions" },
        h("button", { type: "button", class: "button", click: () => dialog.close() }, text("editor.cancel")),
        h("button", { type: "button", class: "button is-main", "data-key": "confirm", click: () => {
          dialog.close();
          void step(from, taken, needsReason ? reason.value : undefined);
        } }, term("bulletin-step", taken)))));
  dialog.showModal();
}

function list(): HTMLElement {
  const template: HTMLSelectElement = h("select", { id: "template", "aria-label": text("editor.template") },
    register.templates.map((each) => h("option", { value: each }, term("template", each))));
  return h("div", {},
    may("writeBulletin") && h("div", { class: "editor-new" }, template,
      h("button", { type: "button", class: "button", id: "new", click: () =>
        void act(() => send("POST", "/api/bulletins", { template: template.value }, person)) }, text("editor.new"))),
    register.issues.length === 0 && h("p", { class: "quiet" }, text("editor.empty")),
    h("ul", {}, register.issues.map((each) =>
      h("li", {}, h("button", {
        type: "button", class: "editor-entry", "data-key": each.draft, "aria-current": each.draft === issue?.draft ? "true" : null,
        click: () => void open(each.draft),
      },
        h("b", {}, each.title),
        h("small", {}, each.number ? text("editor.number", { year: each.year ?? "", number: each.number }) : text("editor.draft", { draft: each.draft }),
          " · ", term("issue-state", each.state)))))));
}

/** The steps that the state knows; whether this account may take one, the register says. */
const stepsOf: Record<Issue["state"], string[]> = {
  drafted: ["submit", "updateFigures", "withdraw"],
  submitted: ["review", "updateFigures", "sendBack", "withdraw"],
  reviewed: ["approve", "sendBack", "withdraw"],
  approved: ["sign", "sendBack", "withdraw"],
  issued: [],
  withdrawn: [],
};

function actions(from: Issue): HTMLElement {
  const allowed = (taken: string) =>
    ["approve", "sign"].includes(taken) ? may("signBulletin")
      : ["submit", "updateFigures"].includes(taken) ? may("writeBulletin")
      : may("writeBulletin") || may("signBulletin");
  return h("div", { class: "editor-actions" },
    h("span", { class: `chip state-${from.state}`, id: "state", "data-state": from.state }, term("issue-state", from.state)),
    stepsOf[from.state].filter(allowed).map((taken) =>
      h("button", {
        type: "button", class: ["submit", "review", "approve", "sign"].includes(taken) ? "button is-main" : "button",
        "data-step": taken, disabled: isChanged,
        click: () => ["sign", "sendBack", "withdraw"].includes(taken) ? ask(taken, from) : void step(from, taken),
      }, term("bulletin-step", taken))),
    h("a", { class: "link", download: "", href: `/api/bulletins/${from.draft}/paper.pdf` }, "PDF"),
    h("a", { class: "link", download: "", href: `/api/bulletins/${from.draft}/paper.docx` }, "DOCX"));
}

function story(from: Issue): HTMLElement {
  return h("section", { class: "report-card" },
    h("h2", {}, text("editor.story")),
    from.signature && h("p", { class: "seal" }, text("editor.seal", {
      by: from.signature.by, at: from.signature.at.replace("T", " "), seal: from.signature.seal,
    })),
    h("ol", { class: "matter-examples" }, from.history.map((each) =>
      h("li", {}, h("span", {}, `${term("bulletin-step", each.step)} · ${each.by}`),
        each.reason && h("span", { class: "quiet" }, each.reason), h("time", {}, each.at.replace("T", " "))))));
}

function show() {
  fillPage();
  showPerson(person);
  document.title = text("editor.title");
  replace(byId("list"), list());
  if (!issue || !paper) return replace(byId("work"), h("p", { class: "quiet" }, text("editor.choose")));
  const [from, written] = [issue, paper];
  const isEditable = from.state === "drafted" && may("writeBulletin");
  const sheet = h("div", { class: "editor-sheet" });
  const bar = h("div", { class: "editor-bar" });
  const draw = () => {
    replace(sheet, preview(from, written));
    replace(bar, actions(from),
      isEditable && h("button", {
        type: "button", class: "button is-main", id: "save", disabled: !isChanged, click: () => void save(from, written),
      }, text("editor.save")),
      from.hole && from.state === "drafted" && !isChanged && h("p", { class: "bad", id: "hole" }, name(from.hole)));
  };
  const form = h("div", {});
  const fillForm = () => replace(form, editor(from, written, () => { isChanged = true; draw(); }, () => {
    isChanged = true;
    fillForm();
    draw();
  }));
  if (isEditable) fillForm();
  draw();
  replace(byId("work"), bar, h("div", { class: isEditable ? "editor-pair" : "" }, isEditable && form, sheet), story(from));
}

async function start() {
  person = await session.person();
  useStrings(await server.strings());
  register = await send("GET", "/api/bulletins");
  const asked = Number(new URLSearchParams(location.search).get("draft"));
  if (asked) take(await send("GET", `/api/bulletins/${asked}`));
  show();
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    show();
  });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  document.documentElement.dataset.ready = "true";
}

startPage(start);

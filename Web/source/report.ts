// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "./dom.ts";
import { moment } from "./order/clock.ts";
import { newKey, post, upload, type Upload } from "./order/server.ts";
import { ServerProblem } from "./problem.ts";
import { suggestions } from "./report/suggestions.ts";
import { server } from "./server.ts";
import { fillPage, language, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";

/** One public class, and one public case, as Open311 answers them. */
interface Service {
  service_code: string;
  service_name: string;
  description: string;
  group: string;
}

interface Answer {
  service_request_id: string;
  status: "open" | "closed";
  status_notes?: string;
  service_name: string;
  agency_responsible?: string;
  requested_datetime: string;
  expected_datetime?: string;
}

interface Filed {
  number: number;
  due?: string;
}

const field = (id: string) => byId<HTMLInputElement>(id);
let services: Service[] = [];
let photo: Upload | null = null;
let place: { latitude: number; longitude: number; from: "photo" | "device" } | null = null;
let key = newKey();
let said: () => string = () => "";
let filed: Filed | null = null;
let answer: Answer | "none" | null = null;

const kindName = (each: Service) => language() === "zh" ? each.service_name : each.description;

function say(words: () => string) {
  said = words;
  byId("message").textContent = words();
}

function sayProblem(error: unknown) {
  if (!(error instanceof ServerProblem)) throw error;
  say(() => error.explanation[language()]);
}

// MARK: The photo comes first

async function takePhoto() {
  const file = field("photo").files?.[0];
  photo = null;
  if (!file) return;
  say(() => "");
  try {
    await preview(file);
    photo = await upload("/api/report/photos", file);
    if (photo.latitude !== undefined && photo.longitude !== undefined) {
      place = { latitude: photo.latitude, longitude: photo.longitude, from: "photo" };
    }
    showPlace();
  } catch (error) {
    byId("preview").hidden = true;
    field("photo").value = "";
    sayProblem(error);
  }
}

/** Drawn rather than shown by address, so that the content security policy needs no exception. */
async function preview(file: File) {
  const canvas = byId<HTMLCanvasElement>("preview");
  const picture = await createImageBitmap(file).catch(() => null);
  canvas.hidden = picture === null;
  if (!picture) return;
  const scale = Math.min(1, 640 / picture.width);
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

// MARK: What and where

function showKinds() {
  const select = byId<HTMLSelectElement>("kind");
  const chosen = select.value;
  const groups = [...new Set(services.map((each) => each.group))];
  replace(
    select,
    h("option", { value: "" }, text("report.choose")),
    groups.map((group) =>
      h("optgroup", { label: group },
        services.filter((each) => each.group === group).map((each) =>
          h("option", { value: each.service_code, selected: each.service_code === chosen }, kindName(each))))),
  );
  const found = suggestions(field("description").value, services);
  replace(
    byId("kinds"),
    found.map((each) =>
      h("button", {
        type: "button",
        class: "chip",
        "data-key": each.service_code,
        "aria-pressed": each.service_code === chosen ? "true" : "false",
        click: () => {
          select.value = each.service_code;
          showKinds();
        },
      }, kindName(each))),
  );
}

function showPlace() {
  byId("place-note").textContent = place
    ? text(`report.from.${place.from}`, {
      latitude: place.latitude.toFixed(5),
      longitude: place.longitude.toFixed(5),
    })
    : text("report.placeHelp");
}

function askDevice() {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      place = { latitude: coords.latitude, longitude: coords.longitude, from: "device" };
      showPlace();
    },
    () => say(() => text("report.noPosition")),
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}

// MARK: Sending

async function send() {
  const kind = byId<HTMLSelectElement>("kind").value;
  if (!kind) return say(() => text("report.needKind"));
  if (!place && !field("address").value.trim()) return say(() => text("report.needPlace"));
  filed = await post<Filed>("/api/report", {
    key,
    code: kind,
    latitude: place?.latitude,
    longitude: place?.longitude,
    address: field("address").value.trim(),
    description: field("description").value.trim(),
    photos: photo ? [photo.photo] : [],
    name: field("reporter").value.trim(),
    phone: field("phone").value.trim(),
  });
  showFiled();
  byId("filed-title").focus();
}

function showFiled() {
  byId("report-form").hidden = filed !== null;
  byId("filed").hidden = filed === null;
  if (!filed) return;
  byId("number").textContent = String(filed.number);
  byId("filed-due").textContent = filed.due
    ? text("report.filedDue", { due: moment(filed.due) })
    : text("report.filedNote");
  field("ask-number").value = String(filed.number);
}

function another() {
  [photo, place, filed, key] = [null, null, null, newKey()];
  byId<HTMLFormElement>("report-form").reset();
  byId("preview").hidden = true;
  showFiled();
  showPlace();
  showKinds();
  field("photo").focus();
}

// MARK: The answer

async function ask() {
  const number = field("ask-number").value.trim();
  if (!/^[0-9]+$/.test(number)) return;
  const found = await fetch(`/open311/v2/requests/${number}.json`);
  if (found.ok) answer = (await found.json())[0];
  else answer = "none";
  showAnswer();
}

function showAnswer() {
  if (!answer) return;
  if (answer === "none") return replace(byId("answer"), h("p", {}, text("report.unknown")));
  const rows: [string, string | undefined][] = [
    ["kind", answer.service_name],
    ["state", [text(`report.status.${answer.status}`), answer.status_notes].filter(Boolean).join(" · ")],
    ["body", answer.agency_responsible],
    ["received", moment(answer.requested_datetime)],
    ["expected", answer.expected_datetime && moment(answer.expected_datetime)],
  ];
  replace(
    byId("answer"),
    h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => [
      h("dt", {}, text(`report.${name}`)), h("dd", {}, value)])),
  );
}

// MARK: The page

function showWords() {
  fillPage();
  document.title = text("report.title");
  byId("message").textContent = said();
  showKinds();
  showPlace();
  showFiled();
  showAnswer();
}

/** Runs a form's work once at a time. */
function onSubmit(id: string, work: () => Promise<void>) {
  const form = byId<HTMLFormElement>(id);
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!button || button.disabled) return;
    button.disabled = true;
    say(() => "");
    try {
      await work();
    } catch (error) {
      sayProblem(error);
    } finally {
      button.disabled = false;
    }
  });
}

async function start() {
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    showWords();
  });
  field("photo").addEventListener("change", () => void takePhoto());
  field("description").addEventListener("input", showKinds);
  byId("kind").addEventListener("change", showKinds);
  byId("here").addEventListener("click", askDevice);
  byId("here").hidden = !isSecureContext;
  byId("another").addEventListener("click", another);
  onSubmit("report-form", send);
  onSubmit("ask", ask);
  const [strings, found] = await Promise.all([
    server.strings(),
    fetch("/open311/v2/services.json"),
  ]);
  useStrings(strings);
  if (found.ok) services = await found.json();
  showWords();
  if (!found.ok) say(() => text("report.closed"));
  document.documentElement.dataset.ready = "true";
}

start();

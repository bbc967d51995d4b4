// SPDX-License-Identifier: Apache-2.0

import { byId, h, replace } from "./dom.ts";
import { Message, onSubmit } from "./forms.ts";
import { moment } from "./order/clock.ts";
import { newKey, post, upload, type Upload } from "./order/server.ts";
import { KindChooser } from "./report/kinds.ts";
import { preview } from "./report/preview.ts";
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

const message = new Message("message");
const field = (id: string) => byId<HTMLInputElement>(id);
let services: Service[] = [];
let photo: Upload | null = null;
let place: { latitude: number; longitude: number; from: "photo" | "device" } | null = null;
let key = newKey();
let filed: Filed | null = null;
let answer: Answer | "none" | null = null;

// MARK: The photo comes first

async function takePhoto() {
  const file = field("photo").files?.[0];
  photo = null;
  if (!file) return;
  message.say(() => "");
  try {
    await preview(file, byId<HTMLCanvasElement>("preview"));
    photo = await upload("/api/report/photos", file);
    if (photo.latitude !== undefined && photo.longitude !== undefined) {
      place = { latitude: photo.latitude, longitude: photo.longitude, from: "photo" };
    }
    showPlace();
  } catch (error) {
    byId("preview").hidden = true;
    field("photo").value = "";
    message.sayProblem(error);
  }
}

// MARK: What and where

const chooser = new KindChooser(
  () =>
    services.map((each) => ({
      code: each.service_code,
      zh: each.service_name,
      en: each.description,
      group: each.group,
      label: language() === "zh" ? each.service_name : each.description,
    })),
  () => field("description").value,
);

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
    () => message.say(() => text("report.noPosition")),
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}

// MARK: Sending

async function send() {
  const kind = chooser.code;
  if (!kind) return message.say(() => text("report.needKind"));
  if (!place && !field("address").value.trim()) return message.say(() => text("report.needPlace"));
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
  chooser.show();
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
  message.show();
  chooser.show();
  showPlace();
  showFiled();
  showAnswer();
}

async function start() {
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    showWords();
  });
  field("photo").addEventListener("change", () => void takePhoto());
  field("description").addEventListener("input", () => chooser.show());
  byId("here").addEventListener("click", askDevice);
  byId("here").hidden = !isSecureContext;
  byId("another").addEventListener("click", another);
  onSubmit("report-form", message, send);
  onSubmit("ask", message, ask);
  const [strings, found] = await Promise.all([
    server.strings(),
    fetch("/open311/v2/services.json"),
  ]);
  useStrings(strings);
  if (found.ok) services = await found.json();
  showWords();
  if (!found.ok) message.say(() => text("report.closed"));
  document.documentElement.dataset.ready = "true";
}

start();

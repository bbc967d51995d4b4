// SPDX-License-Identifier: Apache-2.0

import { type Waiting, waiting } from "./collect/queue.ts";
import { byId, h, replace } from "./dom.ts";
import { startPage } from "./failure.ts";
import { Message, onSubmit } from "./forms.ts";
import type { Desk, OneCase } from "./order/model.ts";
import { cases, newKey, post } from "./order/server.ts";
import { showPerson } from "./panels/person.ts";
import { ServerProblem } from "./problem.ts";
import { KindChooser } from "./report/kinds.ts";
import { preview } from "./report/preview.ts";
import { server } from "./server.ts";
import { type Person, session } from "./session.ts";
import { fillPage, language, name, text, useLanguage, useStrings } from "./texts.ts";
import { theme, useTheme } from "./theme.ts";

const field = (id: string) => byId<HTMLInputElement>(id);
const message = new Message("message");

/** The page of somebody who walks the grids: photo, kind, sent; without a network it waits. */
class Collector {
  private place: { latitude: number; longitude: number } | null = null;
  private sent: number[] = [];
  private refused = new Map<string, { zh: string; en: string }>();
  private isSending = false;
  private readonly chooser: KindChooser;

  constructor(private readonly person: Person, private readonly desk: Desk) {
    const kinds = () =>
      this.desk.classes.map((each) => ({
        code: each.code,
        zh: each.name.zh,
        en: each.name.en,
        group: name(each.major),
        label: name(each.name),
      }));
    this.chooser = new KindChooser(kinds, () => field("description").value);
    field("description").addEventListener("input", () => this.chooser.show());
    field("photo").addEventListener("change", () => void this.showPhoto());
    byId("here").addEventListener("click", () => this.askDevice());
    byId("here").hidden = !isSecureContext;
    onSubmit("collect-form", message, () => this.take());
    addEventListener("online", () => void this.send());
    // A network that came back does not always say so.
    setInterval(() => void this.send(), 30_000);
  }

  async show() {
    this.chooser.show();
    message.show();
    byId("place-note").textContent = this.place
      ? text("report.from.device", {
        latitude: this.place.latitude.toFixed(5),
        longitude: this.place.longitude.toFixed(5),
      })
      : text("report.placeHelp");
    await this.showReports();
  }

  private async showPhoto() {
    const file = field("photo").files?.[0];
    if (file) await preview(file, byId<HTMLCanvasElement>("preview"));
  }

  private askDevice() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.place = { latitude: coords.latitude, longitude: coords.longitude };
        void this.show();
      },
      () => message.say(() => text("report.noPosition")),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  }

  /** Kept first, then sent, so that no lost network and no closed page loses it. */
  private async take() {
    const files = [...field("photo").files ?? []].slice(0, 4);
    if (files.length === 0) return message.say(() => text("collect.needPhoto"));
    if (!this.chooser.code) return message.say(() => text("report.needKind"));
    const address = field("address").value.trim();
    if (!this.place && !address) return message.say(() => text("report.needPlace"));
    await waiting.keep({
      key: newKey(),
      taken: Date.now(),
      code: this.chooser.code,
      ...this.place,
      address,
      description: field("description").value.trim(),
      files,
    });
    byId<HTMLFormElement>("collect-form").reset();
    byId("preview").hidden = true;
    this.place = null;
    await this.show();
    await this.send();
  }

  /** Sends what waits, the oldest first, until the network is gone. */
  async send() {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (const report of await waiting.all()) {
        if (!this.refused.has(report.key) && !await this.sendOne(report)) break;
      }
    } finally {
      this.isSending = false;
      await this.showReports();
    }
  }

  /** - Returns: false without a network. */
  private async sendOne(report: Waiting): Promise<boolean> {
    try {
      const photos: string[] = [];
      for (const file of report.files) photos.push((await cases.upload(file, this.person)).photo);
      const { key, code, latitude, longitude, address, description } = report;
      const filed = await post<OneCase>(
        "/api/cases",
        { key, code, latitude, longitude, address, description, photos },
        this.person,
      );
      this.sent.unshift(filed.case.id);
      await waiting.remove(key);
      return true;
    } catch (error) {
      // What the server refuses stays, with its reason, for the collector to decide on.
      if (!(error instanceof ServerProblem)) return false;
      if (error.kind === "sessionOver") throw error;
      this.refused.set(report.key, error.explanation);
      return true;
    }
  }

  private async showReports() {
    const all = await waiting.all();
    byId("waiting-count").textContent = text("collect.waiting", { count: all.length });
    replace(
      byId("waiting"),
      all.map((report) => this.row(report)),
    );
    replace(
      byId("sent"),
      this.sent.map((id) =>
        h("li", {}, h("a", { class: "link", href: `/order.html#${id}` }, text("collect.sent", { id })))),
    );
  }

  private row(report: Waiting) {
    const kind = this.desk.classes.find((each) => each.code === report.code);
    const refusal = this.refused.get(report.key);
    const remove = async () => {
      await waiting.remove(report.key);
      await this.showReports();
    };
    return h("li", { class: "waiting-row", "data-key": report.key },
      h("span", {}, kind ? name(kind.name) : report.code, " · ", report.address || text("collect.atPlace")),
      refusal && h("span", { class: "bad" }, refusal[language()]),
      h("button", { type: "button", class: "button", click: () => void remove() }, text("collect.remove")));
  }
}

async function start() {
  const person = await session.person();
  if (!person) return location.replace("/sign-in.html");
  const [strings, desk] = await Promise.all([server.strings(), cases.desk()]);
  useStrings(strings);
  const collector = new Collector(person, desk);
  const words = async () => {
    fillPage();
    showPerson(person);
    document.title = text("collect.title");
    await collector.show();
  };
  byId("theme").addEventListener("click", () => useTheme(theme() === "dark" ? "light" : "dark"));
  byId("language").addEventListener("click", () => {
    useLanguage(language() === "zh" ? "en" : "zh");
    void words();
  });
  await words();
  await collector.send();
  document.documentElement.dataset.ready = "true";
}

startPage(start);

// SPDX-License-Identifier: Apache-2.0

import type { Pair } from "../model.ts";
import { problemOf } from "../problem.ts";
import type { Person } from "../session.ts";
import type { CaseList, Desk, OneCase } from "./model.ts";
import type { Ground } from "./responsible.ts";

async function answer<Value>(response: Response): Promise<Value> {
  if (!response.ok) throw await problemOf(response);
  return await response.json();
}

const get = async <Value>(address: string) => await answer<Value>(await fetch(address));

/** What an upload answers: the photo's name, and where the camera was if it noted that. */
export interface Upload {
  photo: string;
  latitude?: number;
  longitude?: number;
}

/** Sends one photo; citizens have no form secret. */
export const upload = async (address: string, file: File, person?: Person): Promise<Upload> =>
  await answer(
    await fetch(address, {
      method: "POST",
      headers: {
        "content-type": file.type || "application/octet-stream",
        ...(person ? { "x-form-secret": person.formSecret } : {}),
      },
      body: file,
    }),
  );

export const post = async <Value>(address: string, body: unknown, person?: Person): Promise<Value> =>
  await answer(
    await fetch(address, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(person ? { "x-form-secret": person.formSecret } : {}),
      },
      body: JSON.stringify(body),
    }),
  );

/**
 * A name for one thing that is done: sending it again, after a second press or a lost answer, does
 * nothing again. `crypto.randomUUID` is missing where the page is reached without TLS.
 */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const cases = {
  desk: () => get<Desk>("/api/cases/desk"),
  queue: (turn: string) => get<CaseList>(`/api/cases?turn=${turn}&limit=200`),
  near: (box: [number, number, number, number]) =>
    get<CaseList>(`/api/cases/map?box=${box.join(",")}&limit=500`),
  one: (id: number) => get<OneCase>(`/api/cases/${id}`),
  ground: async (place: Pair): Promise<Ground> => {
    const [latitude, longitude] = place;
    const response = await fetch(`/api/grid/responsibility?latitude=${latitude}&longitude=${longitude}`);
    if (response.ok) return { place, grid: await response.json() };
    const problem = await problemOf(response);
    if (problem.kind === "noGrid") return { place, grid: null };
    throw problem;
  },
  photo: (id: number, hash: string) => `/api/cases/${id}/photos/${hash}`,
  perform: (id: number, action: string, body: Record<string, unknown>, person: Person) =>
    post<OneCase>(`/api/cases/${id}/${action}`, body, person),
  upload: (file: File, person: Person) => upload("/api/photos", file, person),
};

// SPDX-License-Identifier: Apache-2.0

import { problemOf, ServerProblem } from "../problem.ts";
import { type Person, session } from "../session.ts";
import { box, type Letter } from "./box.ts";
import { useClock } from "./clock.ts";

/** What every list and today's duty say beside their content. */
interface ServerTime {
  now: number;
  minutesEastOfUTC: number;
  isExercise: boolean;
}

/** Whether the last question was answered, and when. */
export const network = { isReached: navigator.onLine, lastAnswer: 0, offset: 0, isExercise: false };

/** The server's time: a phone's clock may be wrong, and an exercise has a day of its own. */
export const now = () => Date.now() + network.offset;

const listeners: (() => void)[] = [];
export const onPost = (listener: () => void) => listeners.push(listener);
const tell = () => listeners.forEach((listener) => listener());

function useTimeOf(answer: Partial<ServerTime>) {
  if (answer.minutesEastOfUTC !== undefined) useClock(answer.minutesEastOfUTC);
  if (answer.isExercise !== undefined) network.isExercise = answer.isExercise;
}

/** Fresh where the server answers, what was last seen where there is no network. */
export async function read<Answer extends object>(path: string): Promise<Answer | undefined> {
  let answer: Response;
  try {
    answer = await fetch(path, { headers: { accept: "application/json" } });
  } catch {
    network.isReached = false;
    tell();
    const kept: (Answer & Partial<ServerTime>) | undefined = await box.answer(path);
    if (kept) useTimeOf(kept);
    return kept;
  }
  network.isReached = true;
  if (!answer.ok) throw await problemOf(answer);
  const value: Answer & Partial<ServerTime> = await answer.json();
  network.lastAnswer = Date.now();
  if (value.now) network.offset = value.now - Date.now();
  useTimeOf(value);
  await box.keep(path, value);
  tell();
  return value;
}

const changes: (() => void)[] = [];
/** Calls back after something was done here, sent or not. */
export const onChange = (listener: () => void) => changes.push(listener);

/** Keeps what was done, then tries to send it. Returns once it is safe on this phone. */
export async function post(path: string, body: object, label: string, files: File[] = []) {
  await box.put({ key: crypto.randomUUID(), path, body, files, label, at: Date.now() });
  await flush();
  changes.forEach((listener) => listener());
}

let sending: Promise<void> | undefined;

/** Sends what waits, in order; what is refused stays with the reason until it is put aside. */
export function flush(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = undefined;
    tell();
  });
  return sending;
}

async function sendAll() {
  let person: Person | undefined;
  for (const letter of await box.letters()) {
    if (letter.refusal) continue;
    try {
      person ??= await session.person();
      if (!person) return;
      const answer = await deliver(letter, person);
      network.isReached = true;
      if (answer.ok) await box.drop(letter.key);
      else if (answer.status < 500 && answer.status !== 429) await refuse(letter, answer);
      else return;
    } catch (error) {
      if (error instanceof ServerProblem) throw error;
      network.isReached = false;
      return;
    }
  }
}

async function refuse(letter: Letter, answer: Response) {
  const problem = await problemOf(answer);
  // The session is over: the letter waits until somebody signs in again.
  if (problem.kind === "sessionOver") throw problem;
  await box.put({ ...letter, refusal: problem.explanation });
}

/** Its photos, then the letter itself; the first answer that is none of these ends it. */
async function deliver(letter: Letter, person: Person): Promise<Response> {
  const photos: string[] = [];
  // The same picture has the same name, so a letter that is sent again reads the same.
  for (const file of letter.files ?? []) {
    const answer = await fetch("/api/duty/photos", {
      method: "POST",
      headers: {
        "content-type": file.type || "application/octet-stream",
        "x-form-secret": person.formSecret,
      },
      body: file,
    });
    if (!answer.ok) return answer;
    const uploaded: { photo: string } = await answer.json();
    photos.push(uploaded.photo);
  }
  return await fetch(letter.path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": letter.key,
      "x-form-secret": person.formSecret,
    },
    body: JSON.stringify(photos.length > 0 ? { ...letter.body, photos } : letter.body),
  });
}

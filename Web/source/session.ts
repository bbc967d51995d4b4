// SPDX-License-Identifier: Apache-2.0

import { problemOf } from "./problem.ts";

/** Who is signed in, and what the server lets them do. */
export interface Person {
  account: string;
  name: string;
  roles: string[];
  permissions: string[];
  unit?: number;
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
  formSecret: string;
}

/** Each change has a key of its own, so that a network that sends it again does it once. */
export async function send(method: string, address: string, body?: unknown, person?: Person) {
  const answer = await fetch(address, {
    method,
    headers: {
      accept: "application/json",
      ...(body ? { "content-type": "application/json" } : {}),
      ...(person ? { "x-form-secret": person.formSecret, "idempotency-key": crypto.randomUUID() } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer.status === 204 ? null : await answer.json();
}

/** Sends a file as it is; like every change with a key of its own. */
export async function sendFile(address: string, file: File, person?: Person) {
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": file.type || "application/octet-stream",
      ...(person ? { "x-form-secret": person.formSecret, "idempotency-key": crypto.randomUUID() } : {}),
    },
    body: file,
  });
  if (!answer.ok) throw await problemOf(answer);
  return await answer.json();
}

export const session = {
  /** `undefined` where the server lets anybody read and nobody is signed in. */
  person: async (): Promise<Person | undefined> => (await send("GET", "/api/session")).person,
  signIn: async (name: string, password: string, digits: string): Promise<Person> =>
    (await send("POST", "/api/session", { name, password, digits })).person,
  signOut: (person: Person) => send("DELETE", "/api/session", undefined, person),
  changePassword: (person: Person, old: string, next: string) =>
    send("POST", "/api/session/password", { old, new: next }, person),
};

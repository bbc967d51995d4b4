// SPDX-License-Identifier: Apache-2.0

/** Something done on this phone that the server must hear of, once. */
export interface Letter {
  /** The request's key: sent again, it is carried out once. */
  key: string;
  path: string;
  body: object;
  /** Photos that go ahead of it; the body then names them. */
  files?: File[];
  /** What the person reads while it waits. */
  label: string;
  at: number;
  /** Why the server refused it, in both languages. */
  refusal?: { zh: string; en: string };
}

const opened = new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open("chengxu-duty", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("letters", { keyPath: "key" });
    request.result.createObjectStore("answers");
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function run<Value>(
  store: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened;
  return await new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    // Only what the disk has counts as kept.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** What waits to be sent, and the answers shown while there is no network. */
export const box = {
  letters: async (): Promise<Letter[]> =>
    (await run<Letter[]>("letters", "readonly", (store) => store.getAll()))
      .sort((left, right) => left.at - right.at),
  put: (letter: Letter) => run("letters", "readwrite", (store) => store.put(letter)),
  drop: (key: string) => run("letters", "readwrite", (store) => store.delete(key)),
  answer: <Value>(path: string) =>
    run<Value | undefined>("answers", "readonly", (store) => store.get(path)),
  keep: (path: string, value: unknown) =>
    run("answers", "readwrite", (store) => store.put(value, path)),
  /** Nobody who signs in next on this phone reads what the last person saw. */
  forget: () => run("answers", "readwrite", (store) => store.clear()),
};

// SPDX-License-Identifier: Apache-2.0

/** A report that waits to be sent, its photos with it. */
export interface Waiting {
  /** The request's key: however often it is sent, it is filed once. */
  key: string;
  taken: number;
  code: string;
  latitude?: number;
  longitude?: number;
  address: string;
  description: string;
  files: File[];
}

const storeName = "waiting";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("chengxu-collect", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run<Value>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      // Only what is on the disk counts as kept.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Reports kept on the telephone until the server has them, the oldest first. */
export const waiting = {
  keep: (report: Waiting) => run("readwrite", (store) => store.put(report)),
  remove: (key: string) => run("readwrite", (store) => store.delete(key)),
  all: async (): Promise<Waiting[]> =>
    (await run<Waiting[]>("readonly", (store) => store.getAll())).sort((a, b) => a.taken - b.taken),
};

import type { BookState, BookStore, KeptRecord } from "#packages/offline/index.ts";

/** A device's key: its private half never leaves the browser, not even to this page. */
export interface KeptDevice {
  readonly state: BookState;
  readonly key: CryptoKey;
}

interface KeptRow extends KeptRecord {
  readonly place: string;
}

const name = "bihuan-counter";
const books = "books";
const recordRows = "records";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(books);
      asked.result.createObjectStore(recordRows, { keyPath: ["place", "sequence"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("no IndexedDB"));
  });
}

let database: Promise<IDBDatabase> | undefined;

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });

/** Resolves when the disk has it, not when the browser has heard of it. */
const written = (act: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    act.oncomplete = () => resolve();
    act.onabort = () => reject(act.error ?? new Error("IndexedDB"));
  });

async function begin(mode: "readonly" | "readwrite"): Promise<IDBTransaction> {
  database ??= opened();
  const { transaction } = await database.then((db) => ({
    transaction: db.transaction([books, recordRows], mode, { durability: "strict" }),
  }));
  return transaction;
}

const rowsOf = (place: string): IDBKeyRange =>
  IDBKeyRange.bound([place, 0], [place, Number.MAX_SAFE_INTEGER]);

/** The device enrolled for a place (brand and store) in this browser; null: none. */
export async function readDevice(place: string): Promise<KeptDevice | null> {
  const act = await begin("readonly");
  const found = await answered<KeptDevice | undefined>(act.objectStore(books).get(place));
  return found ?? null;
}

/** A new device's empty book; false: the one before has records that the server has not. */
export async function writeDevice(place: string, device: KeptDevice): Promise<boolean> {
  const act = await begin("readwrite");
  const rows = await answered<KeptRow[]>(act.objectStore(recordRows).getAll(rowsOf(place)));
  if (rows.some((one) => one.outcome === null)) return false;
  act.objectStore(books).put(device, place);
  act.objectStore(recordRows).delete(rowsOf(place));
  await written(act);
  return true;
}

/** Phones that were enrolled by an earlier release counted no writes. */
const lifted = (state: BookState): BookState => ({ ...state, revision: state.revision ?? 0 });

/** The durable book of one place; several pages of this browser may use it at once. */
export function browserStore(place: string): BookStore {
  return {
    async load() {
      const act = await begin("readonly");
      const [device, rows] = await Promise.all([
        answered<KeptDevice | undefined>(act.objectStore(books).get(place)),
        answered<KeptRow[]>(act.objectStore(recordRows).getAll(rowsOf(place))),
      ]);
      return device ? { state: lifted(device.state), records: rows } : null;
    },
    async save({ expected, state, put, drop }) {
      const act = await begin("readwrite");
      const device = await answered<KeptDevice | undefined>(act.objectStore(books).get(place));
      if (!device || lifted(device.state).revision !== expected) return false;
      act.objectStore(books).put({ ...device, state }, place);
      for (const record of put) act.objectStore(recordRows).put({ ...record, place });
      for (const sequence of drop) act.objectStore(recordRows).delete([place, sequence]);
      await written(act);
      return true;
    },
  };
}

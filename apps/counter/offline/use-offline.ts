import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  type Incoming, readAs, type RevocationList, revocationList, type Status, type StoreRules,
  storeRules,
} from "#packages/offline/index.ts";
import { type Counter, useCounter } from "../counter.ts";
import { enrolHere, type OfflineDevice, openDevice, placeOf } from "./device.ts";

export interface Offline {
  /** Null: not enrolled here, or still opening. */
  readonly device: OfflineDevice | null;
  readonly status: Status | null;
  /** Records that the server has not answered for. */
  readonly waiting: number;
  readonly sending: boolean;
  enrol(): Promise<void>;
  /** Sends what waits, in order, and fetches the rules for the next time without a line. */
  sync(): Promise<void>;
  refresh(): Promise<void>;
}

const calmMs = 60_000;
const waitingMs = 15_000;
const mostCalls = 50;

/** One call; false: nothing more to do now. */
async function callOnce(counter: Counter, { deviceId, book }: OfflineDevice): Promise<boolean> {
  const sent = await book.outgoing();
  if (!sent) return false;
  const answer = await counter.api.syncOffline(deviceId, sent);
  const rules = readAs<StoreRules>(storeRules, answer.rules);
  const revocations = readAs<RevocationList>(revocationList, answer.revocations);
  // Rules newer than this release: it goes on with those it has until it is updated.
  if (!rules || !revocations) return false;
  const incoming: Incoming = { ...answer, rules, revocations };
  await book.learn(incoming);
  return answer.results.length > 0;
}

export function useOffline(): Offline {
  const counter = useCounter();
  const { brand, store } = counter;
  const place = placeOf(brand.key, store.storeId);
  const [device, setDevice] = useState<OfflineDevice | null>(null);
  const [status, setStatus] = useState<Status | null>(null);
  const [sending, setSending] = useState(false);
  const busy = useRef(false);

  useEffect(() => {
    void openDevice(place).then(setDevice, () => setDevice(null));
  }, [place]);

  const refresh = useCallback(async () => {
    setStatus(device ? await device.book.status() : null);
  }, [device]);

  const sync = useCallback(async () => {
    if (!device || busy.current) return;
    busy.current = true;
    setSending(true);
    try {
      for (let calls = 0; calls < mostCalls; calls += 1) {
        if (!(await callOnce(counter, device))) break;
      }
    } catch {
      // without an answer everything stays written down and is sent again
    } finally {
      busy.current = false;
      setSending(false);
      await refresh();
    }
  }, [device, counter, refresh]);

  const waiting = status?.records.filter((one) => one.outcome === null).length ?? 0;
  useSyncTimes(sync, device !== null, waiting);

  const enrol = useCallback(async () => {
    await sync();
    const name = `${counter.staff.name} ${new Date().toLocaleDateString()}`.slice(0, 60);
    await enrolHere(counter.api, place, { storeId: store.storeId, name });
    setDevice(await openDevice(place));
  }, [counter, place, sync]);

  return useMemo(
    () => ({ device, status, waiting, sending, enrol, sync, refresh }),
    [device, status, waiting, sending, enrol, sync, refresh],
  );
}

/** At once, when the line or the page comes back, and from time to time. */
function useSyncTimes(sync: () => Promise<void>, on: boolean, waiting: number): void {
  useEffect(() => {
    if (!on) return undefined;
    const now = () => void sync();
    const visible = () => document.hidden || now();
    now();
    addEventListener("online", now);
    addEventListener("visibilitychange", visible);
    return () => {
      removeEventListener("online", now);
      removeEventListener("visibilitychange", visible);
    };
  }, [sync, on]);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(() => void sync(), waiting > 0 ? waitingMs : calmMs);
    return () => clearInterval(timer);
  }, [sync, on, waiting]);
}

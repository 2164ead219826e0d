import {
  type BookChange, type BookState, type BookStore, type CounterBook, counterBook, counterClock,
  type KeptRecord,
} from "#packages/offline/index.ts";
import { type DeviceKey, newState, nodeVerify } from "#tests/support/offline-device.ts";
import type { Random } from "./random.ts";

/** A crash in the middle of an act: the page is gone, what the disk has stays. */
export class Crash extends Error {}

export interface Phone {
  readonly deviceId: string;
  readonly storeIndex: number;
  book: CounterBook;
  /** Every record that the phone has said to be done. */
  readonly acknowledged: { sequence: number; text: string }[];
  /** What is on the disk, sent or not. */
  records(): readonly KeptRecord[];
  state(): BookState;
  restart(): void;
  revoked: boolean;
}

interface PhoneParts {
  readonly deviceId: string;
  readonly storeId: string;
  readonly storeIndex: number;
  readonly key: DeviceKey;
  readonly random: Random;
  /** True time, epoch milliseconds. */
  now(): number;
  /** Crashes are only tried while this is true. */
  mayCrash(): boolean;
}

/** A disk whose writes are whole; the page may die before one, or after it without hearing. */
function crashingStore(first: BookState, parts: PhoneParts) {
  let state = first;
  let records: readonly KeptRecord[] = [];
  const dies = () => parts.mayCrash() && parts.random.chance(0.02);
  const store: BookStore = {
    load: async () => ({ state, records }),
    async save(change: BookChange) {
      if (dies()) throw new Crash("before the write");
      if (state.revision !== change.expected) return false;
      const put = new Map(change.put.map((one) => [one.sequence, one]));
      const drop = new Set(change.drop);
      const kept = records.filter((one) => !put.has(one.sequence) && !drop.has(one.sequence));
      records = [...kept, ...change.put].sort((a, b) => a.sequence - b.sequence);
      state = change.state;
      if (dies()) throw new Crash("after the write");
      return true;
    },
  };
  return { store, state: () => state, records: () => records };
}

/** What an app of the first release wrote: the server lifts it. */
function asFirstRelease(record: object): object {
  const { type, discountMinor: _, ...rest } = record as Record<string, unknown>;
  return type === "redemption" ? { ...rest, type, version: 1 } : record;
}

export function phoneOf(parts: PhoneParts): Phone {
  const { random, key } = parts;
  const disk = crashingStore(newState(parts.deviceId, parts.storeId), parts);
  let skew = (random.below(13) - 6) * 60_000;
  let isUpdated = random.chance(0.5);

  function open(): CounterBook {
    const startedAt = parts.now();
    // Whoever restarts a phone may set its clock, by minutes and to either side.
    if (random.chance(0.3)) skew += (random.below(9) - 4) * 60_000;
    const sources = {
      wall: () => parts.now() + skew,
      monotonic: () => parts.now() - startedAt,
    };
    const clock = counterClock(sources, disk.state());
    const written = isUpdated ? undefined : asFirstRelease;
    const { store } = disk;
    const now = { store, clock, verify: nodeVerify, sign: key.sign };
    return counterBook(written ? { ...now, written } : now);
  }
  return {
    deviceId: parts.deviceId,
    storeIndex: parts.storeIndex,
    book: open(),
    acknowledged: [],
    records: disk.records,
    state: disk.state,
    revoked: false,
    restart() {
      isUpdated ||= random.chance(0.2);
      this.book = open();
    },
  };
}

import type { Keeping } from "../outbox.ts";
import type { SellBody } from "./till-api.ts";

/** A sale that was sent and has no answer yet; it may be sent again under its key only. */
export interface PendingSale {
  readonly key: string;
  readonly body: SellBody;
  readonly provider: string | null;
  readonly staffId: string;
  readonly at: number;
}

// The server keeps the answer of a key for 48 hours.
const keptMs = 47 * 3_600_000;
const nameOf = (place: string): string => `bihuan.counter.sale.${place}`;

/** Written down before it is sent: whatever happens to this page, nobody pays twice. */
export function keepPending(keeping: Keeping, place: string, sale: PendingSale | null): void {
  keeping.setItem(nameOf(place), JSON.stringify(sale));
}

/** What this phone sent and never heard of, of this member of staff. */
export function pendingSale(
  keeping: Keeping,
  place: string,
  staffId: string,
  now: number,
): PendingSale | null {
  try {
    const kept = JSON.parse(keeping.getItem(nameOf(place)) ?? "null") as PendingSale | null;
    return kept?.key && kept.staffId === staffId && now - kept.at < keptMs ? kept : null;
  } catch {
    return null;
  }
}

/** Whether an answer says for sure that nothing was sold. */
export const isRefused = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429 && status !== 401;

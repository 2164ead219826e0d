/** Sends again for minutes where no answer comes: a server may need long to start again. */
export const mostRepeats = 600;

/** What a request tries to do; the checks know each of these words. */
export type Act =
  | "claim" | "issue" | "commit" | "undo" | "recall" | "erase" | "stop" | "lift" | "sync"
  | "bind" | "accept" | "take_back" | "play" | "recallWin"
  // Of attacks that judge their rows themselves.
  | "enter" | "wait" | "confirm" | "give_up" | "order" | "pay" | "cancel" | "return" | "notice"
  | "book" | "move" | "use_hold" | "let_go";

/** What it is tried on, as far as it is known before the answer. */
export interface Subject {
  readonly offerId?: string;
  readonly memberId?: string;
  readonly voucherId?: string;
  readonly codeId?: string;
  /** When its counter had begun to scan it, epoch milliseconds: a preview is good for a time. */
  readonly scannedAt?: number;
  readonly redemptionId?: string;
  readonly storeId?: string;
  readonly deviceId?: string;
  /** What the declared limits count it by: browser, number and household; counter's device. */
  readonly device?: string;
  readonly phone?: string;
  readonly household?: string;
  readonly counter?: string;
  /** What it takes off, minor units. */
  readonly amountMinor?: number;
  /** When it says to happen, epoch milliseconds; else when it arrives. */
  readonly occurredAt?: number;
  readonly drawId?: string;
  readonly playId?: string;
}

/** One request of a plan. Its key is the idempotency key of every time that it is sent. */
export interface Shot {
  readonly key: string;
  readonly act: Act;
  readonly on: Subject;
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: object;
  readonly headers: Readonly<Record<string, string>>;
  /** The place of the server that gets it first; a repeat goes to the next one. */
  readonly server: number;
  /** Sockets that send it at the same moment, all with the one key; 1 where absent. */
  readonly copies?: number;
  /** Everything but the last byte is sent before, the last bytes of all leave together. */
  readonly together?: boolean;
  /** The connection is cut so long after the request was sent. */
  readonly cutAfterMs?: number;
  /** How often it is sent again where no answer came; 0 leaves its outcome unknown. */
  readonly repeats: number;
}

export type Outcome = "accepted" | "refused" | "unknown";

/** What a client heard of one try. Times are epoch milliseconds of this machine. */
export interface Told {
  readonly key: string;
  readonly act: Act;
  readonly on: Subject;
  readonly server: number;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly outcome: Outcome;
  /** The problem's code, or how the connection ended; null when accepted. */
  readonly code: string | null;
  /** The play, voucher or redemption that the answer names; null without one. */
  readonly madeId: string | null;
  /** Of the whole answer, to the byte. */
  readonly hash: string;
}

/** What main asks of a client process, and what it says. */
export type Order =
  | { readonly kind: "volley"; readonly shots: readonly Shot[]; readonly atOnce: number }
  | { readonly kind: "hose"; readonly shots: readonly Shot[]; readonly atOnce: number }
  | { readonly kind: "enough" };
export type Report =
  | { readonly kind: "told"; readonly told: readonly Told[] }
  | { readonly kind: "armed" }
  | { readonly kind: "done" };

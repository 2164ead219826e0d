import { useEffect, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { actKey } from "../api.ts";
import { useCounter } from "../counter.ts";
import { keeping } from "../kept.ts";
import { signal } from "../signal.ts";
import { isRefused, keepPending, pendingSale, type PendingSale } from "./pending.ts";
import type { Order, SellBody, TillApi } from "./till-api.ts";

export type SendState =
  | { name: "none" }
  | { name: "sending" }
  /** Sent, and no answer came: it may have been sold. */
  | { name: "unsure"; pending: PendingSale }
  | { name: "refused"; problem: Problem }
  /** Waits for a code off the member's screen. */
  | { name: "code"; order: Order; look: "ask" | "asking" | "waiting" | "failed" }
  | { name: "done"; order: Order; givenMinor: number | null };

export interface Sending {
  state: SendState;
  sell(body: SellBody, provider: string | null): void;
  again(): void;
  payBy(payCode: string): void;
  /** Nobody can pay by the code any more. */
  stopCode(): void;
  /** Takes the rest in money instead of by a code. */
  takeRest(method: "cash" | "terminal"): void;
  cancel(): void;
  clear(): void;
}

const lookEveryMs = 2_000;

/** Asks again and again what became of a code, until it has paid or failed. */
function useLooking(
  api: TillApi,
  waits: Order | null,
  onPaid: (order: Order) => void,
  onFailed: (order: Order) => void,
): void {
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => {
      void api.look(waits.orderId, false).then(async (answer) => {
        if (answer === "paid") onPaid(await api.order(waits.orderId));
        if (answer === "failed") onFailed(waits);
      }, () => undefined);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [waits]);
}

/** What an answered sale is now, as a state of the screen. */
function stateOf(order: Order, { provider, body }: PendingSale): SendState {
  if (provider === null || order.state === "handed_over") {
    return { name: "done", order, givenMinor: body.givenMinor };
  }
  return order.state === "cancelled" ? { name: "none" } : { name: "code", order, look: "ask" };
}

interface CodeParts {
  readonly api: TillApi;
  readonly place: string;
  readonly staffId: string;
  readonly state: SendState;
  setState(state: SendState): void;
  finish(order: Order, givenMinor: number | null): void;
  forget(): void;
}

/** What can be done for a sale that waits for a code off the member's screen. */
function codeActs({ api, place, staffId, state, setState, finish, forget }: CodeParts) {
  const withOrder = (work: (order: Order) => Promise<void>) => {
    if (state.name !== "code") return;
    const { order } = state;
    void work(order).catch((thrown: unknown) => {
      const { title, next } = asProblem(thrown);
      signal("bad");
      toast(`${title} ${next}`, "bad");
      setState({ name: "code", order, look: "failed" });
    });
  };

  async function looked(order: Order, ask: () => Promise<"paid" | "waiting" | "failed">) {
    setState({ name: "code", order, look: "asking" });
    const answer = await ask().catch(() => "waiting" as const);
    if (answer === "paid") return finish(await api.order(order.orderId), null);
    if (answer === "failed") signal("bad");
    setState({ name: "code", order, look: answer });
  }

  return {
    payBy(payCode: string) {
      const kept = pendingSale(keeping, place, staffId, Date.now());
      withOrder((order) =>
        looked(order, () => api.payByCode(order.orderId, kept?.provider ?? "", payCode)));
    },
    stopCode: () => withOrder((order) => looked(order, () => api.look(order.orderId, true))),
    takeRest: (method: "cash" | "terminal") => withOrder(async (order) => {
      setState({ name: "sending" });
      await api.take(order.orderId, method, order.openMinor, `rest-${order.orderId}`);
      finish(await api.handOver(order.orderId, `hand-${order.orderId}`), null);
    }),
    cancel: () => withOrder(async (order) => {
      await api.cancel(order.orderId, `cancel-${order.orderId}`);
      forget();
      setState({ name: "none" });
    }),
  };
}

/** A sale on its way: written down before it is sent, sent again under the same key only. */
export function useSending(api: TillApi): Sending {
  const { store, staff } = useCounter();
  const place = `${store.storeId}.${staff.staffId}`;
  const [state, setState] = useState<SendState>(() => {
    const pending = pendingSale(keeping, place, staff.staffId, Date.now());
    return pending ? { name: "unsure", pending } : { name: "none" };
  });
  const forget = () => keepPending(keeping, place, null);
  function finish(order: Order, givenMinor: number | null): void {
    forget();
    signal("good");
    setState({ name: "done", order, givenMinor });
  }

  async function send(pending: PendingSale): Promise<void> {
    keepPending(keeping, place, pending);
    setState({ name: "sending" });
    try {
      const sold = await api.sell(pending.body, pending.key);
      // The answer of a key is that of its first time: what became of it since is asked.
      const order = pending.provider === null ? sold : await api.order(sold.orderId);
      const after = stateOf(order, pending);
      if (after.name !== "code") forget();
      if (after.name === "done") signal("good");
      setState(after);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (!isRefused(problem.status)) {
        signal("warn");
        return setState({ name: "unsure", pending });
      }
      forget();
      signal("bad");
      setState({ name: "refused", problem });
    }
  }

  const waits = state.name === "code" && state.look === "waiting" ? state.order : null;
  useLooking(api, waits, (order) => finish(order, null), (order) =>
    setState({ name: "code", order, look: "failed" }));

  return {
    state,
    sell: (body, provider) => void send({
      key: actKey(), body, provider, staffId: staff.staffId, at: Date.now(),
    }),
    again: () => state.name === "unsure" && void send(state.pending),
    ...codeActs({ api, place, staffId: staff.staffId, state, setState, finish, forget }),
    clear: () => setState({ name: "none" }),
  };
}

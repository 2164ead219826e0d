import { useEffect, useMemo, useRef, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useCounter } from "../counter.ts";
import { signal } from "../signal.ts";
import { text } from "../text.ts";
import { asked, payCodeOf, type SaleLine, scanOf, withGoods } from "./sale.ts";
import {
  makeTillApi, type KnownMember, type Order, type SalePrice, type TillApi,
} from "./till-api.ts";
import { useSending, type Sending } from "./use-sending.ts";

export type SaleStep =
  | { name: "goods" }
  | { name: "pay" }
  | { name: "cash" }
  | { name: "card" }
  | { name: "orders" }
  | { name: "refund"; orderId: string }
  | { name: "receipt"; order: Order };

/** What lies on the counter, for whom, and how it is to be used. */
export interface Cart {
  lines: readonly SaleLine[];
  member: KnownMember | null;
  without: readonly string[];
  usePoints: boolean;
  useStoredValue: boolean;
}

const empty: Cart = {
  lines: [], member: null, without: [], usePoints: false, useStoredValue: false,
};

export interface Priced {
  price: SalePrice | undefined;
  waiting: boolean;
  problem: Problem | undefined;
  reload(): void;
}

export interface Sale {
  api: TillApi;
  step: SaleStep;
  go(step: SaleStep): void;
  cart: Cart;
  change(change: Partial<Cart>): void;
  priced: Priced;
  sending: Sending;
  /** A scan by gun or camera, on whatever screen of the sale; false: it was nothing. */
  take(scanned: string): void;
  /** Finds who is meant by a code, its digits or a phone number; false: nobody. */
  know(typed: string): Promise<boolean>;
  next(): void;
}

const settleMs = 120;

/** The price of the cart, asked after each change; the last one stays meanwhile. */
function usePrice(api: TillApi, storeId: string, cart: Cart): Priced {
  const { lines, member, without, usePoints, useStoredValue } = cart;
  const question = useMemo(
    () => ({
      storeId, memberToken: member?.memberToken ?? null, lines: asked(lines),
      without: [...without], usePoints, useStoredValue,
    }),
    [storeId, lines, member, without, usePoints, useStoredValue],
  );
  const [answer, setAnswer] = useState<{ of: object; price?: SalePrice; problem?: Problem }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (question.lines.length === 0) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      api.price(question).then(
        (price) => current && setAnswer({ of: question, price }),
        (thrown: unknown) => current && setAnswer((before) => ({
          of: question,
          problem: asProblem(thrown),
          ...(before?.price ? { price: before.price } : {}),
        })),
      );
    }, settleMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, question, round]);
  const none = question.lines.length === 0;
  return {
    price: none ? undefined : answer?.price,
    waiting: !none && answer?.of !== question,
    problem: answer?.of === question ? answer.problem : undefined,
    reload: () => setRound((before) => before + 1),
  };
}

function told(thrown: unknown): void {
  const { title, next } = asProblem(thrown);
  signal("bad");
  toast(`${title} ${next}`, "bad");
}

/** One sale after the other at a store's till. */
export function useSale(): Sale {
  const { brand, store } = useCounter();
  const api = useMemo(() => makeTillApi(brand.key, store.storeId), [brand.key, store.storeId]);
  const [step, go] = useState<SaleStep>({ name: "goods" });
  const [cart, setCart] = useState<Cart>(empty);
  const priced = usePrice(api, store.storeId, cart);
  const sending = useSending(api);
  const busy = useRef(false);
  const change = (by: Partial<Cart>) => setCart((before) => ({ ...before, ...by }));

  async function know(typed: string): Promise<boolean> {
    try {
      change({ member: await api.member(typed), without: [] });
      signal("seen");
      return true;
    } catch (thrown) {
      told(thrown);
      return false;
    }
  }

  async function addScanned(code: string): Promise<void> {
    const [goods, ...more] = await api.goods(code);
    if (!goods || more.length > 0 || goods.code !== code) {
      // Twelve digits that are no barcode of ours: the number that a member reads out.
      if (/^[\d ]{12,14}$/.test(code) && (await know(code))) return;
      const { t } = text();
      signal("bad");
      toast(`${t("sell.noGoods")} ${t("sell.noGoodsNext")}`, "bad");
      return;
    }
    setCart((before) => ({ ...before, lines: withGoods(before.lines, goods) }));
    signal("seen");
  }

  function take(scanned: string): void {
    if (busy.current) return;
    const payCode = sending.state.name === "code" ? payCodeOf(scanned) : null;
    if (payCode) return sending.payBy(payCode);
    if (sending.state.name !== "none") return;
    const scan = scanOf(scanned);
    const { t } = text();
    if (scan.kind === "order") return go({ name: "refund", orderId: scan.orderId });
    if (scan.kind === "voucher") return toast(t("sell.voucherScanned"), "bad");
    busy.current = true;
    const done = scan.kind === "member" ? know(scan.text) : addScanned(scan.text);
    void done.catch(told).finally(() => {
      busy.current = false;
    });
  }

  return {
    api, step, go, cart, change, priced, sending, take, know,
    next() {
      sending.clear();
      setCart(empty);
      go({ name: "goods" });
    },
  };
}

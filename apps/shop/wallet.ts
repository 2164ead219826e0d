import { useEffect } from "react";
import type { Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Voucher } from "./api.ts";
import { forgetCodes } from "./offline-kept.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

export type VoucherGroup = "usable" | "used" | "expired";

export interface Wallet {
  vouchers: Voucher[] | undefined;
  /** No network: these are the vouchers of the last visit. */
  stale: boolean;
  signedOut: boolean;
  loading: boolean;
  /** The server has not answered yet; what is shown came with the page. */
  asking: boolean;
  problem: Problem | undefined;
  reload(): void;
}

/**
 * The member's vouchers: first those that came with the page, then what the server answers;
 * without network the ones kept from the last visit.
 */
export function useWallet(): Wallet {
  const { api, brand, first, member, setMember } = useShop();
  const { lang } = useText();
  const loaded = useLoad(member ? `wallet ${lang}` : null, () => allVouchers(api.wallet));
  const { data, problem } = loaded;
  const offline = problem?.code === "offline";
  const kept = offline ? keptVouchers(brand.key) : undefined;
  // whoever signs in later on the same page is somebody else
  const carried = member === first.member && !problem ? first.wallet?.items : undefined;

  useEffect(() => {
    if (data) keepVouchers(brand.key, data);
  }, [data, brand.key]);

  useEffect(() => {
    if (problem?.status === 401) setMember(null);
  }, [problem, setMember]);

  useEffect(() => {
    if (!offline) return undefined;
    addEventListener("online", loaded.reload);
    return () => removeEventListener("online", loaded.reload);
  }, [offline, loaded.reload]);

  return {
    vouchers: data ?? kept ?? carried,
    stale: kept !== undefined,
    signedOut: !member,
    loading: loaded.loading && !carried,
    asking: loaded.loading,
    problem: kept ? undefined : problem,
    reload: loaded.reload,
  };
}

export function groupOf(voucher: Voucher): VoucherGroup {
  if (voucher.state === "used" || voucher.state === "given") return "used";
  return ["usable", "not_yet", "gift_open"].includes(voucher.state) ? "usable" : "expired";
}

/** Removes what this phone keeps of the member. */
export function forgetVouchers(brandKey: string): void {
  try {
    localStorage.removeItem(nameOf(brandKey));
    forgetCodes(brandKey);
    // prices that vouchers made, and what was held up at a till
    for (const name of Object.keys(sessionStorage)) {
      if (/^bihuan\.(prices|till)\./.test(name)) sessionStorage.removeItem(name);
    }
  } catch {
    // nothing was kept where storage is forbidden
  }
  if ("caches" in globalThis) void forgetPages(brandKey);
}

async function forgetPages(brandKey: string): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const pages = (await cache.keys()).filter((request) =>
      new URL(request.url).pathname.startsWith(`/${brandKey}/`),
    );
    await Promise.all(pages.map((page) => cache.delete(page)));
  }
}

type WalletPage = { items: Voucher[]; next: string | null };

async function allVouchers(ask: (cursor?: string) => Promise<WalletPage>): Promise<Voucher[]> {
  const first = await ask();
  const vouchers = [...first.items];
  for (let next = first.next; next !== null && vouchers.length < 1000; ) {
    const page = await ask(next);
    vouchers.push(...page.items);
    next = page.next;
  }
  return vouchers;
}

function keptVouchers(brandKey: string): Voucher[] | undefined {
  try {
    const kept = localStorage.getItem(nameOf(brandKey));
    return kept ? (JSON.parse(kept) as Voucher[]) : undefined;
  } catch {
    return undefined; // unreadable is the same as not kept
  }
}

function keepVouchers(brandKey: string, vouchers: Voucher[]): void {
  try {
    localStorage.setItem(nameOf(brandKey), JSON.stringify(vouchers));
  } catch {
    // full or forbidden: the wallet then needs a network
  }
}

function nameOf(brandKey: string): string {
  return `bihuan.wallet.${brandKey}`;
}

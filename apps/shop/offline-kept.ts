import type { OfflineCode } from "./api.ts";

const nameOf = (brandKey: string, voucherId: string): string =>
  `bihuan.offline.${brandKey}.${voucherId}`;

/** The offline code that this phone was given for a voucher, live or not. */
export function keptCode(brandKey: string, voucherId: string): OfflineCode | null {
  try {
    const kept = localStorage.getItem(nameOf(brandKey, voucherId));
    return kept ? (JSON.parse(kept) as OfflineCode) : null;
  } catch {
    return null; // unreadable is the same as not kept
  }
}

export function keepCode(brandKey: string, voucherId: string, code: OfflineCode): void {
  try {
    localStorage.setItem(nameOf(brandKey, voucherId), JSON.stringify(code));
  } catch {
    // full or forbidden: it is shown as long as the page is open
  }
}

/** Removes what this phone keeps of the member. */
export function forgetCodes(brandKey: string): void {
  const names = Object.keys(localStorage);
  for (const name of names.filter((one) => one.startsWith(nameOf(brandKey, "")))) {
    localStorage.removeItem(name);
  }
}

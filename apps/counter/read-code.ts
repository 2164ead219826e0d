import { parseScanned } from "#packages/codes/index.ts";
import { isStatementText } from "#packages/offline/index.ts";

/** What the server is asked about, or why it need not be asked at all. */
export type Reading =
  | { readonly ok: true; readonly code: string }
  | {
      readonly ok: false;
      readonly why: "mistyped" | "otherBrand" | "sourceCode" | "memberCode" | "unknown";
    };

/** Reads what a camera, a gun or a person gave at a counter of this brand. */
export function readCode(text: string, brandKey: string): Reading {
  if (isStatementText(text)) return { ok: true, code: text.trim() };
  const scanned = parseScanned(text);
  switch (scanned.kind) {
    case "link-token":
      if (scanned.brandKey !== brandKey) return { ok: false, why: "otherBrand" };
      return { ok: true, code: text.normalize("NFKC").trim() };
    case "spoken":
      return { ok: true, code: scanned.digits12 };
    case "permanent":
      return { ok: true, code: scanned.digits16 };
    case "source-link":
      return { ok: false, why: "sourceCode" };
    case "member-link":
      return { ok: false, why: "memberCode" };
    case "mistyped":
      return { ok: false, why: "mistyped" };
    case "unknown":
      return { ok: false, why: "unknown" };
  }
}

/** The link of what arrived behind `#`, as the member's phone shows it: a right or a booking. */
export function linkOf(origin: string, brandKey: string, token: string): string {
  return `${origin}/${brandKey}/${isBooking(token) ? "b" : "r"}#${token}`;
}

const isBooking = (token: string): boolean => /^\d{10}$/.test(token);

/** What a member's link brought, opened by the phone's own camera: a token or a booking. */
export function tokenIn(hash: string): string | null {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const booking = given.get("booking");
  if (booking) return isBooking(booking) ? booking : null;
  const token = given.get("token");
  return token && /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : null;
}

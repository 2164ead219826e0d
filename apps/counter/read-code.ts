import { parseScanned } from "#packages/codes/index.ts";
import { isStatementText } from "#packages/offline/index.ts";

/** What the server is asked about, or why it need not be asked at all. */
export type Reading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly why: "mistyped" | "otherBrand" | "sourceCode" | "unknown" };

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
    case "mistyped":
      return { ok: false, why: "mistyped" };
    case "unknown":
      return { ok: false, why: "unknown" };
  }
}

/** The link of a token that arrived behind `#`, as the member's phone shows it. */
export function linkOf(origin: string, brandKey: string, token: string): string {
  return `${origin}/${brandKey}/r#${token}`;
}

/** The token in `#token=…`, brought by a member's link that the phone's own camera opened. */
export function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return token && /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : null;
}

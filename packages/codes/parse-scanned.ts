import { normaliseCode } from "./normalise.ts";
import {
  isPermanentCodeShape, isSpokenCodeShape, permanentLength, spokenLength,
} from "./shapes.ts";
import { normaliseSourceCode } from "./source-code.ts";

/**
 * What a camera, a scanner gun or a person gave. `mistyped` has the length of one of our numbers
 * but fails its check digit: no look-up is needed to say "please read it again". It may also be
 * another platform's number, so callers that know some try them first.
 */
export type Scanned =
  | { readonly kind: "link-token"; readonly brandKey: string; readonly token: string }
  | { readonly kind: "member-link"; readonly brandKey: string; readonly token: string }
  | { readonly kind: "spoken"; readonly digits12: string }
  | { readonly kind: "permanent"; readonly digits16: string }
  | { readonly kind: "source-link"; readonly brandKey: string; readonly code: string }
  | { readonly kind: "mistyped"; readonly digits: string }
  | { readonly kind: "unknown" };

const longest = 2048;
const brandKey = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?";
const rightPath = new RegExp(`^/(${brandKey})/r/?$`);
const memberPath = new RegExp(`^/(${brandKey})/m/?$`);
const sourcePath = new RegExp(`^/(${brandKey})/c/([^/]{1,40})/?$`);

/** Says what a scanned or typed text is. Never throws; hosts are not compared. */
export function parseScanned(text: string): Scanned {
  if (text.length > longest) return { kind: "unknown" };
  return parseLink(text.trim()) ?? parseLink(text.normalize("NFKC").trim()) ?? parseDigits(text);
}

function parseLink(text: string): Scanned | null {
  const url = /^https?:\/\//i.test(text) ? urlOf(text) : null;
  if (!url) return null;
  const right = rightPath.exec(url.pathname);
  const token = /^#([A-Za-z0-9_-]{16,128})$/.exec(url.hash)?.[1];
  if (right && token) return { kind: "link-token", brandKey: right[1]!, token };
  const member = memberPath.exec(url.pathname);
  if (member && token) return { kind: "member-link", brandKey: member[1]!, token };
  const source = sourcePath.exec(url.pathname);
  const code = source && normaliseSourceCode(source[2]!);
  if (source && code) return { kind: "source-link", brandKey: source[1]!, code };
  return { kind: "unknown" };
}

// URL.canParse is younger than the oldest phones that are supported.
function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function parseDigits(text: string): Scanned {
  const digits = normaliseCode(text);
  if (!/^\d+$/.test(digits)) return { kind: "unknown" };
  if (isSpokenCodeShape(digits)) return { kind: "spoken", digits12: digits };
  if (isPermanentCodeShape(digits)) return { kind: "permanent", digits16: digits };
  const ours = digits.length === spokenLength || digits.length === permanentLength;
  return ours ? { kind: "mistyped", digits } : { kind: "unknown" };
}

import { toBase64Url } from "./bytes.ts";

/** What the first record of a device names as the one before it. */
export const firstHash = "A".repeat(43);

/** The one text of a record: its members in the order of their names, nothing between them. */
export function canonical(record: object): string {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}

/** SHA-256 of a record's text, base64url: what the next record carries. */
export async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return toBase64Url(new Uint8Array(bytes));
}

import { refuse } from "#platform/errors.ts";

/** First path segments that the server, the apps or a short link use for themselves. */
const reserved = new Set(
  `api console counter shop assets static media files healthz docs auth brands session sessions
   login signin sign-in sign-up signup logout invite invites account accounts admin system platform
   public app apps sdk openapi errors favicon robots sitemap manifest well-known ca cert trust help
   about terms privacy status metrics ws sw r s c q p v m go link demo-data null undefined`
    .split(/\s+/)
    .filter(Boolean),
);

/** A brand's key stands first in every public address: short, plain, and nobody else's word. */
export function assertBrandKey(key: string): void {
  const plain = /^[a-z0-9][a-z0-9-]{1,23}$/.test(key);
  if (!plain || reserved.has(key)) throw refuse("brand_key_reserved", { key });
}

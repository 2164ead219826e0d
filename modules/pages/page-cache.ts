import type { Context } from "#platform/context.ts";

interface Cached {
  /** Null while it is being made. */
  storeId: string | null;
  readonly until: number;
  readonly json: Promise<string>;
}

/** At most this old, whatever a process misses: another's change, a page that opens or ends. */
const lifetimeMs = 1_000;
const most = 20_000;

const pages = new Map<string, Cached>();
const keyOf = (brandId: string, code: string, lang: string) => `${brandId}:${code}:${lang}`;

/** Lets go of the pages of a brand, or of one store, in this process. */
export function forgetPage(brandId: string, storeId?: string): void {
  for (const [key, page] of pages) {
    if (!key.startsWith(brandId)) continue;
    if (storeId === undefined || page.storeId === null || page.storeId === storeId) {
      pages.delete(key);
    }
  }
}

/** After the commit; a page made before it would keep what was. */
export function forgetPageAfter(ctx: Context): void {
  const { brandId } = ctx.brand;
  ctx.afterCommit.push(() => forgetPage(brandId));
}

export interface MadePage {
  readonly storeId: string;
  readonly json: string;
}

/** The page's JSON text from memory, or made once for all who ask meanwhile. */
export function cachedPage(
  brandId: string,
  code: string,
  lang: string,
  make: () => Promise<MadePage>,
): Promise<string> {
  const key = keyOf(brandId, code, lang);
  const at = performance.now();
  const known = pages.get(key);
  if (known && known.until > at) return known.json;
  if (pages.size >= most) pages.clear();
  const made = make();
  const json = made.then((one) => one.json);
  const page: Cached = { storeId: null, until: at + lifetimeMs, json };
  pages.set(key, page);
  made.then(
    (one) => {
      page.storeId = one.storeId;
    },
    () => {
      if (pages.get(key) === page) pages.delete(key);
    },
  );
  return page.json;
}

import type { Lang } from "#packages/ui/i18n.ts";

export interface DemoPerson {
  readonly email: string;
  readonly zh: string;
  readonly en: string;
}

interface PageData {
  /** Whether one-time codes reach members of own brands. */
  readonly codes?: "gateway" | "screen" | "none";
  readonly lang?: Lang;
  readonly demo: null | {
    readonly password: string;
    readonly people: readonly DemoPerson[];
    readonly brandKey: string;
  };
}

function read(): PageData {
  const text = document.getElementById("page-data")?.textContent;
  return text ? (JSON.parse(text) as PageData) : { demo: null };
}

/** What the server wrote into the page; demo sign-ins are shown only when it says so. */
export const pageData = read();

/** The policy lets only styles in that carry this value. */
export const nonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { root } from "../database.ts";

export type AppName = "shop" | "counter" | "console";

interface Kept {
  readonly text: string;
  readonly changedMs: number;
}
const kept = new Map<AppName, Kept>();

/** The app's built page; read again when a new build has taken its place. */
async function pageOf(app: AppName): Promise<string> {
  const file = path.join(root, "dist", app, "index.html");
  const { mtimeMs } = await stat(file);
  const known = kept.get(app);
  if (known && known.changedMs === mtimeMs) return known.text;
  const text = await readFile(file, "utf8");
  kept.set(app, { text, changedMs: mtimeMs });
  return text;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => entities[c] ?? c);

/** JSON that can stand inside a script element: no "</script>", no line separators. */
export function embedded(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

export interface PageParts {
  readonly title: string;
  readonly description?: string;
  readonly themeColor?: string;
  readonly lang: "zh" | "en";
  readonly data?: unknown;
  /** For styles that antd adds at run time. */
  readonly nonce?: string;
  readonly manifest?: string;
}

/** The app's page with its head and, so that nothing more is asked before it can be read, data. */
export async function fillPage(app: AppName, parts: PageParts): Promise<string> {
  const head = [
    `<title>${escapeHtml(parts.title)}</title>`,
    parts.description
      ? `<meta name="description" content="${escapeHtml(parts.description)}" />`
      : "",
    parts.themeColor ? `<meta name="theme-color" content="${parts.themeColor}" />` : "",
    parts.nonce ? `<meta name="csp-nonce" content="${parts.nonce}" />` : "",
    parts.manifest ? `<link rel="manifest" href="${parts.manifest}" />` : "",
  ].join("");
  const data =
    parts.data === undefined
      ? ""
      : `<script type="application/json" id="page-data">${embedded(parts.data)}</script>`;
  const page = await pageOf(app);
  return page
    .replace(/<html lang="[^"]*"/, `<html lang="${parts.lang === "zh" ? "zh-CN" : "en"}"`)
    .replace("<!--page-head-->", () => head)
    .replace("<!--page-data-->", () => data);
}

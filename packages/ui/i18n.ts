import { useSyncExternalStore } from "react";
import type { kitZh } from "./messages/zh.ts";

export type Lang = "zh" | "en";

/** The names in `{braces}` of one message. */
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Arguments<S> = [Names<S>] extends [never]
  ? []
  : [params: Readonly<Record<Names<S>, string | number>>];

/** What a translation of `Source` must hold: the same keys. A missing one fails the type check. */
export type Translated<Source> = { readonly [Key in keyof Source]: string };

export type Translate<Source> = <Key extends keyof Source & string>(
  key: Key,
  ...params: Arguments<Source[Key]>
) => string;

export interface Text<Source> {
  t: Translate<Source>;
  lang: Lang;
}

export interface TextRuntime<Source> {
  /** Loads one language; afterwards `t` answers in it. */
  startText(lang: Lang): Promise<void>;
  /** Loads another language, remembers the choice and renders everything again. */
  switchLang(lang: Lang): Promise<void>;
  useText(): Text<Source>;
  text(): Text<Source>;
  /** Words of a later chunk: loaded now, and with every language that is chosen afterwards. */
  more<More>(sources: Sources<More>): MoreText<Source & More>;
}

export type Sources<Source> = Record<Lang, () => Promise<Translated<Source>>>;

interface MoreText<Source> {
  /** Afterwards `t` knows the added words too. */
  loadMore(): Promise<void>;
  useText(): Text<Source>;
  text(): Text<Source>;
}

const savedKey = "bihuan.lang";
let kit: Text<typeof kitZh> | undefined;

/** The words of the kit in the language of the running app. */
export function kitText(): Text<typeof kitZh> {
  if (!kit) throw new Error("startText has not finished");
  return kit;
}

/** `?lang` first, then the saved choice, then what the server proposes, then the browser's. */
export function chooseLang(proposed?: string | null): Lang {
  const asked = new URLSearchParams(location.search).get("lang");
  return (
    asLang(asked) ?? asLang(saved()) ?? asLang(proposed) ?? asLang(navigator.language) ?? "zh"
  );
}

/** Messages of one app: each language is a chunk of its own and only the chosen one is loaded. */
export function makeText<Source>(sources: Sources<Source>): TextRuntime<Source> {
  const parts: Sources<unknown>[] = [sources];
  let loaded: Partial<Record<Lang, Text<Source>>> = {};
  const listeners = new Set<() => void>();
  let current: Text<Source> | undefined;

  let turn = 0;
  let latest: Promise<void> = Promise.resolve();

  function startText(lang: Lang): Promise<void> {
    turn += 1;
    latest = load(lang, turn);
    return latest;
  }

  async function load(lang: Lang, mine: number): Promise<void> {
    const known = loaded[lang] ?? { lang, t: translator(await wordsOf(parts, lang)) };
    // One that was started later knows more words, or another language: it is waited for.
    if (mine !== turn) return latest;
    loaded[lang] = known;
    current = known;
    // every app spreads the kit's words into its own
    kit = known as unknown as Text<typeof kitZh>;
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    for (const listener of listeners) listener();
  }

  async function switchLang(lang: Lang): Promise<void> {
    remember(lang);
    dropAsked();
    await startText(lang);
  }

  function text(): Text<Source> {
    if (!current) throw new Error("startText has not finished");
    return current;
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  const useText = () => useSyncExternalStore(subscribe, text);

  function more<More>(added: Sources<More>): MoreText<Source & More> {
    let loading: Promise<void> | undefined;
    function loadMore(): Promise<void> {
      if (loading) return loading;
      parts.push(added);
      loaded = {};
      // A chunk that did not come may be asked for again.
      loading = startText(text().lang).catch((error: unknown) => {
        parts.splice(parts.indexOf(added), 1);
        loading = undefined;
        throw error;
      });
      return loading;
    }
    const wider = { useText, text } as unknown as Omit<MoreText<Source & More>, "loadMore">;
    return { ...wider, loadMore };
  }

  return { startText, switchLang, text, useText, more };
}

async function wordsOf<Source>(
  parts: readonly Sources<unknown>[],
  lang: Lang,
): Promise<Translated<Source>> {
  const words = await Promise.all(parts.map((part) => part[lang]()));
  return Object.assign({}, ...words) as Translated<Source>;
}

/** Fills `{name}` places; a name without a value stays visible, so that it is noticed. */
export function fill(message: string, params?: Readonly<Record<string, string | number>>): string {
  if (!params) return message;
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

/** The text of the wanted language, or the Chinese one where no translation was written. */
export function inLang(lang: Lang, zh: string, en: string | null | undefined): string {
  return lang === "en" && en ? en : zh;
}

function translator<Source>(messages: Translated<Source>): Translate<Source> {
  return (key, ...params) => fill(messages[key], params[0]);
}

/** A choice on the page counts more than the `?lang` it was opened with. */
function dropAsked(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("lang")) return;
  url.searchParams.delete("lang");
  history.replaceState(history.state, "", url);
}

function asLang(value: string | null | undefined): Lang | undefined {
  if (!value) return undefined;
  const short = value.toLowerCase();
  if (short.startsWith("zh")) return "zh";
  return short.startsWith("en") ? "en" : undefined;
}

function saved(): string | null {
  try {
    return localStorage.getItem(savedKey);
  } catch {
    return null; // a browser that forbids storage still shows the page
  }
}

function remember(lang: Lang): void {
  try {
    localStorage.setItem(savedKey, lang);
  } catch {
    // the choice then lasts as long as the page
  }
}

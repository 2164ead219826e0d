import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Scope } from "#packages/pricing/browser.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { api } from "../../api.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { gap, type Speaker } from "./in-words.ts";
import type { RuleBody } from "./rule-draft.ts";

const namedAtMost = 12;

function scopesOf({ benefit, scope }: RuleBody): readonly Scope[] {
  if (benefit.kind === "bundle") return [scope, ...benefit.parts.map((part) => part.scope)];
  if (benefit.kind === "buy_get") return [scope, benefit.getScope ?? {}];
  if (benefit.kind === "add_on") return [scope, benefit.goods];
  return [scope];
}

/** Says rules in the reader's words: knows the names behind the ids that the rule holds. */
export function useSpeaker(rule: RuleBody): Speaker {
  const { t, lang } = useText();
  const brand = useBrand();
  const scopes = scopesOf(rule);
  const products = [...new Set(scopes.flatMap((one) => [
    ...(one.products ?? []), ...(one.except?.products ?? []),
  ]))].slice(0, namedAtMost);
  const categorised = scopes.some((one) => one.categories ?? one.except?.categories);
  const categories = useAnswer("listCategories", { path: brand.path }, { enabled: categorised });
  const channels = useAnswer(
    "listChannels",
    { path: brand.path, query: { limit: 200 } },
    { enabled: Boolean(rule.when?.channels?.length) && brand.may("channels.read") },
  );
  const offers = useAnswer(
    "listOffers",
    { path: brand.path, query: { limit: 200 } },
    { enabled: typeof rule.joins === "object" },
  );
  const found = useQueries({
    queries: products.map((productId) => {
      const input = { path: { ...brand.path, productId } };
      return {
        queryKey: ["getProduct", input, lang],
        queryFn: () => api.call("getProduct", input),
        staleTime: 60_000,
      };
    }),
  });
  const names = new Map<string, string>();
  for (const one of categories.data?.items ?? []) {
    names.set(one.categoryId, inLang(lang, one.name, one.nameEn));
  }
  for (const one of channels.data?.items ?? []) names.set(one.channelId, brand.named(one));
  for (const one of offers.data?.items ?? []) {
    names.set(one.offerId, inLang(lang, one.title, one.titleEn));
  }
  for (const { data } of found) if (data) names.set(data.productId, brand.named(data));
  const known = JSON.stringify([...names]);
  return useMemo(() => {
    const byId = new Map(JSON.parse(known) as [string, string][]);
    const money = (minor: number) => (minor === 0 ? gap : brand.money(minor));
    return { t, lang, money, name: (id) => byId.get(id) ?? gap };
  }, [t, lang, brand, known]);
}

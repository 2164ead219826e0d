import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { dayAndClock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { showAccent } from "./accent-now.ts";
import { useText } from "./text.ts";

export type Me = Answer<"getMe">;
export type UnitName = Me["capabilities"][number]["units"][number];

export interface BrandHere {
  readonly key: string;
  readonly me: Me;
  /** `path` of every operation of this brand. */
  readonly path: { readonly brand: string };
  may(capability: string): boolean;
  unitsFor(capability: string): readonly UnitName[];
  /** "未知" where nobody told the amount. */
  money(minor: number | null | undefined): string;
  at(millis: number): string;
  named(one: { name: string; nameEn?: string | null }): string;
}

const BrandContext = createContext<BrandHere | null>(null);

/** Everything a page knows of the brand, and of what the person may do in it. */
export function BrandPlace({ me, children }: { me: Me; children: ReactNode }) {
  const { t, lang } = useText();
  useEffect(() => showAccent(me.brand.accentColor), [me.brand.accentColor]);
  const here = useMemo<BrandHere>(() => {
    const { key, currency, timeZone } = me.brand;
    const units = new Map(me.capabilities.map((one) => [one.capability, one.units]));
    return {
      key,
      me,
      path: { brand: key },
      may: (capability) => (units.get(capability)?.length ?? 0) > 0,
      unitsFor: (capability) => units.get(capability) ?? [],
      money: (minor) =>
        minor === null || minor === undefined
          ? t("figure.unknown")
          : money(minor, currency, lang),
      at: (millis) => dayAndClock(millis, timeZone, lang, Date.now()),
      named: (one) => inLang(lang, one.name, one.nameEn),
    };
  }, [me, t, lang]);
  return <BrandContext value={here}>{children}</BrandContext>;
}

export function useBrand(): BrandHere {
  const here = useContext(BrandContext);
  if (!here) throw new Error("This part stands in a brand's page.");
  return here;
}

import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { day } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

type Entitlement = Answer<"listMyEntitlements">["items"][number];

/** What a member has and may take without buying anything; nothing: nothing is shown. */
export function RightsPart() {
  const { api, brand } = useShop();
  const { t } = useText();
  const asked = useLoad("entitlements", () =>
    api.call("listMyEntitlements", { path: { brand: brand.key } }));
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="rights">
      <h2>{t("rights.title")}</h2>
      <p className="quiet">{t("rights.note")}</p>
      <ul>
        {items.map((one) => (
          <li key={one.entitlementId ?? one.ruleId}>
            <RightLine one={one} onTaken={asked.reload} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RightLineProps {
  one: Entitlement;
  onTaken(): void;
}

function RightLine({ one, onTaken }: RightLineProps) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const [asking, setAsking] = useState(false);
  const { busy, take } = useTaking(one, onTaken);
  const act = () => (one.audience === "out_of_town" ? setAsking(true) : void take(null));
  const note = one.validTo && one.state === "usable"
    ? `${t(`rights.${one.audience}`)} · ${t("rights.until", {
        day: day(one.validTo, brand.timeZone, lang, now()),
      })}`
    : t(`rights.${one.audience}`);
  return (
    <div className={`right-line right-${one.state}`}>
      <span>
        <strong>{inLang(lang, one.name, one.nameEn)}</strong>
        <small>{note}</small>
      </span>
      {one.state === "open" ? (
        <Button look="soft" busy={busy} onClick={act}>{t("rights.take")}</Button>
      ) : null}
      {one.state === "usable" ? (
        <Button onClick={() => navigate(path(`/right/entitlement/${one.entitlementId}`))}>
          {t("rights.use")}
        </Button>
      ) : null}
      {one.state === "used" || one.state === "over" ? (
        <span className="quiet">{t(`rights.${one.state}`)}</span>
      ) : null}
      {asking ? (
        <CitySheet
          busy={busy}
          onTake={(city) => void take(city)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

function useTaking(one: Entitlement, onTaken: () => void) {
  const { api, brand, path } = useShop();
  const [busy, setBusy] = useState(false);
  async function take(homeCity: string | null): Promise<void> {
    setBusy(true);
    try {
      const to = { brand: brand.key, ruleId: one.ruleId };
      const taken = await api.call("takeEntitlement", { path: to, body: { homeCity } });
      onTaken();
      navigate(path(`/right/entitlement/${taken.entitlementId}`));
    } catch (thrown) {
      const { title, next } = asProblem(thrown);
      toast(`${title} ${next}`, "bad");
    }
    setBusy(false);
  }
  return { busy, take };
}

interface CitySheetProps {
  busy: boolean;
  onTake(city: string): void;
  onClose(): void;
}

function CitySheet({ busy, onTake, onClose }: CitySheetProps) {
  const { t } = useText();
  const [city, setCity] = useState("");
  return (
    <Sheet title={t("rights.city")} closeLabel={t("kit.close")} onClose={onClose}>
      <label className="checkout-note">
        <span>{t("rights.city")}</span>
        <input
          data-first
          value={city}
          maxLength={40}
          placeholder={t("rights.cityHint")}
          onChange={(event) => setCity(event.target.value)}
        />
      </label>
      <p className="quiet">{t("rights.cityNote")}</p>
      <Button wide busy={busy} disabled={city.trim() === ""} onClick={() => onTake(city.trim())}>
        {t("rights.take")}
      </Button>
    </Sheet>
  );
}

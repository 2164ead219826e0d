import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { Tick } from "#packages/ui/field.tsx";
import { day, money } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useShop } from "../shop.ts";
import type { Stored } from "./answers.ts";
import { ContractWords } from "./contract-sheet.tsx";
import { rememberTopUp } from "./use-waiting.ts";
import { useText } from "./words.ts";

/** Chooses a top-up, shows the contract where it is not accepted, and leads to its payment. */
export function TopUpSheet({ mine, onClose }: { mine: Stored; onClose(): void }) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const [payMinor, setPayMinor] = useState(mine.offers[0]?.payMinor ?? 0);
  const [agreed, setAgreed] = useState(mine.acceptedAt !== null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const ways = useLoad("ways", () => api.paymentWays());
  const way = ways.data?.items[0];

  async function pay(): Promise<void> {
    if (!way) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { hash: contractHash } = mine.contract;
      const { topUpId, link } = await api.call("startTopUp", {
        path: { brand: brand.key },
        body: { payMinor, contractHash, provider: way.provider, method: "link" },
      });
      rememberTopUp(brand.key, topUpId);
      if (link) location.assign(link);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Sheet title={t("topUp.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="stored-sheet">
        <Offers offers={mine.offers} chosen={payMinor} onChoose={setPayMinor} />
        <p className="quiet">{t("topUp.rule")}</p>
        <Agreement mine={mine} agreed={agreed} onAgree={setAgreed} />
        {problem ? <Notice {...problem} /> : null}
        {ways.data && !way ? <Notice title={t("topUp.noWay")} /> : null}
        <Button wide data-first busy={busy} disabled={!agreed || !way} onClick={() => void pay()}>
          {t("topUp.confirm", { amount: money(payMinor, brand.currency, lang) })}
        </Button>
      </div>
    </Sheet>
  );
}

interface OffersProps {
  offers: Stored["offers"];
  chosen: number;
  onChoose(payMinor: number): void;
}

function Offers({ offers, chosen, onChoose }: OffersProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const say = (minor: number) => money(minor, brand.currency, lang);
  return (
    <fieldset className="stored-offers">
      <legend className="b-hidden">{t("topUp.title")}</legend>
      {offers.map(({ payMinor, bonusMinor }) => (
        <label key={payMinor} className="stored-offer">
          <input
            type="radio"
            name="top-up"
            checked={payMinor === chosen}
            onChange={() => onChoose(payMinor)}
          />
          <strong>{t("topUp.pay", { amount: say(payMinor) })}</strong>
          <small>
            {bonusMinor > 0 ? t("topUp.bonus", { amount: say(bonusMinor) }) : t("topUp.noBonus")}
          </small>
        </label>
      ))}
    </fieldset>
  );
}

interface AgreementProps {
  mine: Stored;
  agreed: boolean;
  onAgree(agreed: boolean): void;
}

/** The words stand above the tick: nobody accepts what they could not read. */
function Agreement({ mine, agreed, onAgree }: AgreementProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { acceptedAt, contract } = mine;
  if (acceptedAt !== null) {
    const at = day(acceptedAt, brand.timeZone, lang, now());
    return <p className="quiet">{t("topUp.agreed", { day: at })}</p>;
  }
  return (
    <>
      <ContractWords contract={contract} />
      <Tick label={t("topUp.agree")} checked={agreed} onChange={onAgree} />
    </>
  );
}

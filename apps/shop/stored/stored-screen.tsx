import { useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { BrandMark } from "../frame.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { Stored } from "./answers.ts";
import { ContractSheet } from "./contract-sheet.tsx";
import { GiftCardSheet } from "./gift-card-sheet.tsx";
import { LossSheet } from "./loss-sheet.tsx";
import { Lots } from "./lots.tsx";
import { Movements } from "./movements.tsx";
import { TopUpSheet } from "./top-up-sheet.tsx";
import { useWaiting } from "./use-waiting.ts";
import { useText } from "./words.ts";

type Open = "topUp" | "giftCard" | "contract" | "loss";

/** What a member paid ahead: the balance, what may be done with it, and each change of it. */
export function StoredScreen() {
  const { api, brand, member, setMember } = useShop();
  const { t, lang } = useText();
  const [changed, setChanged] = useState(0);
  const path = { brand: brand.key };
  const mine = useLoad(member ? `stored ${lang} ${changed}` : null, () =>
    api.call("getMyStoredValue", { path }));
  const waiting = useWaiting(() => {
    toast(t("stored.done"), "good");
    setChanged((count) => count + 1);
  });
  useEffect(() => {
    if (mine.problem?.status === 401) setMember(null);
  }, [mine.problem, setMember]);
  if (!member) return <SignInPlace title={t("stored.title")} />;
  return (
    <div className="page page-narrow">
      <h1>{t("stored.title")}</h1>
      {waiting ? <Notice tone="calm" title={t("stored.waiting")} /> : null}
      {mine.loading && !mine.data ? <Skeleton rows={6} label={t("kit.loading")} /> : null}
      {mine.problem ? <Notice {...mine.problem} /> : null}
      {mine.data ? (
        <Shown
          mine={mine.data}
          version={changed}
          onChanged={() => setChanged((count) => count + 1)}
        />
      ) : null}
    </div>
  );
}

interface ShownProps {
  mine: Stored;
  /** Changes when the lists below are to be read again. */
  version: number;
  onChanged(): void;
}

function Shown({ mine, version, onChanged }: ShownProps) {
  const { t } = useText();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const blocked = mine.card?.state === "blocked";
  return (
    <>
      <Plate mine={mine} />
      {blocked ? <Notice title={t("stored.lost")} next={t("stored.lostNote")} /> : null}
      <Closure mine={mine} />
      <div className="stored-acts">
        {mine.isOn ? (
          <Button wide disabled={blocked} onClick={() => setOpen("topUp")}>
            {t("stored.topUp")}
          </Button>
        ) : null}
        <Button wide look="soft" disabled={blocked} onClick={() => setOpen("giftCard")}>
          {t("stored.giftCard")}
        </Button>
      </div>
      {mine.card ? null : <None mine={mine} />}
      {mine.card ? <Lots key={`lots ${version}`} onChanged={onChanged} /> : null}
      {mine.card ? <Movements key={`moves ${version}`} /> : null}
      {mine.card ? <Ways blocked={blocked} onOpen={setOpen} /> : null}
      {open === "topUp" ? <TopUpSheet mine={mine} onClose={close} /> : null}
      {open === "giftCard" ? <GiftCardSheet onClose={close} onChanged={onChanged} /> : null}
      {open === "contract" ? <ContractSheet contract={mine.contract} onClose={close} /> : null}
      {open === "loss" ? <LossSheet onClose={close} onChanged={onChanged} /> : null}
    </>
  );
}

function Plate({ mine }: { mine: Stored }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { principalMinor, bonusMinor, card } = mine;
  const say = (minor: number) => money(minor, brand.currency, lang);
  const blocked = card?.state === "blocked";
  return (
    <section
      className={`stored-plate ${blocked ? "stored-blocked" : ""}`}
      aria-label={t("stored.title")}
    >
      <header>
        <BrandMark />
        <span>{card ? t("stored.number", { last4: card.last4 }) : t("stored.title")}</span>
      </header>
      <p className="stored-sum">
        <small>{t("stored.balance")}</small>
        <strong>{say(principalMinor + bonusMinor)}</strong>
      </p>
      <p className="stored-parts">
        {t("stored.parts", { principal: say(principalMinor), bonus: say(bonusMinor) })}
      </p>
    </section>
  );
}

function Closure({ mine: { closesOn } }: { mine: Stored }) {
  const { t } = useText();
  if (!closesOn) return null;
  return <Notice title={t("stored.closes", { day: closesOn })} next={t("stored.closesNote")} />;
}

function None({ mine: { isOn } }: { mine: Stored }) {
  const { t } = useText();
  return (
    <Empty
      icon="ticket"
      title={t(isOn ? "stored.none" : "stored.off")}
      next={t(isOn ? "stored.noneNext" : "stored.offNext")}
    />
  );
}

function Ways({ blocked, onOpen }: { blocked: boolean; onOpen(which: Open): void }) {
  const { t } = useText();
  return (
    <Card>
      <div className="stored-way">
        <p>
          <strong>{t("loss.title")}</strong>
          <small>{t("loss.note")}</small>
        </p>
        <Button look="plain" disabled={blocked} onClick={() => onOpen("loss")}>
          {t("loss.act")}
        </Button>
      </div>
      <Button wide look="plain" onClick={() => onOpen("contract")}>{t("topUp.read")}</Button>
    </Card>
  );
}

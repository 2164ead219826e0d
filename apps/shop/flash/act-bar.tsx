import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { exactTime } from "#packages/ui/format.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { navigate } from "../router.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useShop } from "../shop.ts";
import { actOf, type Act } from "./act.ts";
import type { Entry, Release, Slot } from "./answer.ts";
import { Gate } from "./gate.tsx";
import { RefusalRows } from "./refused.tsx";
import { holdText } from "./rules.tsx";
import type { Acts } from "./use-acts.ts";
import { useTick } from "./use-tick.ts";
import { useText, text } from "./words.ts";

interface ActBarProps {
  release: Release;
  /** Undefined: a number is to be chosen first. */
  slot: Slot | undefined;
  entry: Entry | undefined;
  acts: Acts;
}

/** The one button, always under the thumb. Its label says what happens now. */
export function ActBar({ release, slot, entry, acts }: ActBarProps) {
  const { member, now, path } = useShop();
  const { t } = useText();
  const at = useTick(now);
  const [step, setStep] = useState<"sign-in" | "gate">();
  const isGone = acts.told?.problem.code === "release_sold_out";
  const told = isGone ? undefined : acts.told?.problem;
  // whoever was told just now that all is gone is not offered to rush again
  const left = isGone && acts.told?.slotId === slot?.slotId ? 0 : (slot?.left ?? 0);
  const act = slot ? actOf({ release, slot: { ...slot, left }, entry, now: at }) : undefined;
  const gate = release.gate === "none" ? undefined : release.gate;

  async function go(): Promise<void> {
    if (!act || !slot) return;
    if (act.name === "wallet") return navigate(path(`/wallet/${act.entry.voucherId ?? ""}`));
    if (act.name === "confirm") return acts.confirm(act.entry);
    if (act.name === "wait-list") return acts.join(slot);
    if (act.name !== "enter") return;
    if (gate) setStep("gate");
    else await acts.enter(slot);
  }

  return (
    <div className="flash-act">
      {told ? (
        <>
          <Notice title={told.title} next={told.next} />
          <RefusalRows problem={told} except={release.releaseId} />
        </>
      ) : null}
      <Button
        wide
        busy={acts.busy}
        disabled={!act || act.name === "none"}
        onClick={() => (member ? void go() : setStep("sign-in"))}
      >
        {act ? labelOf(act) : t("act.pickFirst")}
      </Button>
      <Below act={act} release={release} entry={entry} acts={acts} />
      {step === "sign-in" && slot ? (
        <Sheet
          title={t("act.signIn")}
          closeLabel={t("kit.close")}
          onClose={() => setStep(undefined)}
        >
          <SignInForm
            confirm={t("act.signInGo")}
            why={t("act.signInWhy")}
            onSignedIn={() => {
              setStep(undefined);
              return go();
            }}
          />
        </Sheet>
      ) : null}
      {step === "gate" && slot && gate ? (
        <Gate
          releaseId={release.releaseId}
          kind={gate}
          onClose={() => setStep(undefined)}
          onPassed={(answer) => {
            setStep(undefined);
            void acts.enter(slot, answer);
          }}
        />
      ) : null}
    </div>
  );
}

function labelOf(act: Act): string {
  const { t } = text();
  switch (act.name) {
    case "enter":
      return t(`act.${act.label}`);
    case "wait-list":
      return t("act.join");
    case "confirm":
      return t("act.confirm");
    case "wallet":
      return t("act.wallet");
    default:
      return t(`act.${act.why}`);
  }
}

interface BelowProps {
  act: Act | undefined;
  release: Release;
  entry: Entry | undefined;
  acts: Acts;
}

/** Below the button: what it means, or the way out of what one has. */
function Below({ act, release, entry, acts }: BelowProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const hold = holdText(release.holdSeconds);
  if (act?.name === "confirm") {
    const time = exactTime(act.entry.holdEndsAt ?? 0, brand.timeZone, lang, now());
    return (
      <>
        <p>{t("act.holdNote", { time })}</p>
        <GiveUp entry={act.entry} label={t("act.giveUp")} acts={acts} />
      </>
    );
  }
  if (act?.name === "none" && entry && (entry.state === "queued" || entry.state === "waiting")) {
    const label = entry.state === "waiting"
      ? t("act.leaveList")
      : t(release.mode === "rush" ? "act.leave" : "act.leaveDraw");
    return <GiveUp entry={entry} label={label} acts={acts} />;
  }
  if (act?.name === "wait-list") return <p>{t("act.joinNote")}</p>;
  if (act?.name !== "enter") return null;
  return (
    <p>{act.label === "rush" ? t("act.rushNote", { hold }) : t(`act.${act.label}Note`)}</p>
  );
}

function GiveUp({ entry, label, acts }: { entry: Entry; label: string; acts: Acts }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const leave = () => {
    setAsking(false);
    void acts.giveUp(entry);
  };
  return (
    <>
      <button
        type="button"
        className="flash-leave"
        disabled={acts.busy}
        onClick={() => (entry.state === "held" ? setAsking(true) : leave())}
      >
        {label}
      </button>
      {asking ? (
        <Sheet
          title={t("act.giveUp")}
          closeLabel={t("kit.close")}
          onClose={() => setAsking(false)}
        >
          <div className="flash-gate">
            <p>{t("act.giveUpSure")}</p>
            <Button wide data-first onClick={() => setAsking(false)}>{t("act.keep")}</Button>
            <Button wide look="danger" onClick={leave}>{t("act.giveUp")}</Button>
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

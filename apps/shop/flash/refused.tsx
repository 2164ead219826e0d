import { Button } from "#packages/ui/button.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import type { Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useShop } from "../shop.ts";
import { NextRelease, Row } from "./next-steps.tsx";
import { refusalSteps } from "./refusal-steps.ts";
import { useText } from "./words.ts";

interface RefusalRowsProps {
  problem: Problem;
  /** The release that the member looks at. */
  except?: string;
}

/** Where to go from a limit that was met; nothing for other refusals. */
export function RefusalRows({ problem, except }: RefusalRowsProps) {
  const { path } = useShop();
  const { t } = useText();
  const steps = refusalSteps(problem);
  if (steps.length === 0) return null;
  return (
    <div className="flash-nexts">
      {steps.map((step) => {
        if (step === "next_release") return <NextRelease key={step} except={except} />;
        return step === "wallet" ? (
          <Row
            key={step}
            icon="ticket"
            title={t("next.wallet")}
            note={t("next.walletNote")}
            href={path("/wallet")}
          />
        ) : (
          <Row
            key={step}
            icon="compass"
            title={t("next.otherStore")}
            note={t("next.otherStoreNote")}
            href={path("/stores")}
          />
        );
      })}
    </div>
  );
}

/** A claim that met a limit: which one, from when on it counts anew, and where to go instead. */
export function RefusedSheet({ problem, onClose }: { problem: Problem; onClose(): void }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { againAt } = problem.params;
  const again = typeof againAt === "number"
    ? t("next.again", { time: dayAndClock(againAt, brand.timeZone, lang, now()) })
    : "";
  return (
    <Sheet title={problem.title} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="flash-gate">
        <p role="status">{[problem.next, again].filter(Boolean).join(" ")}</p>
        <RefusalRows problem={problem} />
        <Button wide look="plain" data-first onClick={onClose}>{t("kit.close")}</Button>
      </div>
    </Sheet>
  );
}

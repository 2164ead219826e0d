import { Icon, type IconName } from "#packages/ui/icon.tsx";
import type { Entry, Release, Slot } from "./answer.ts";
import { Countdown } from "./countdown.tsx";
import { NextSteps } from "./next-steps.tsx";
import { shownNumber } from "./numbers.tsx";
import type { ResultShown } from "./result-of.ts";
import type { Acts } from "./use-acts.ts";
import { useText } from "./words.ts";

interface ResultProps {
  result: ResultShown;
  release: Release;
  slot: Slot;
  acts: Acts;
  onSlot(slotId: string): void;
}

/** The result, its reason, and what can be done after it. */
export function Result({ result, release, slot, acts, onSlot }: ResultProps) {
  const { t } = useText();
  const { entry } = result;
  return (
    <>
      <div className="flash-result">
        <span className={`flash-mark flash-mark-${result.tone}`}>
          <Icon name={markOf(result, entry)} size={24} />
        </span>
        <div role="status">
          <h2>{result.title}</h2>
          {result.why ? <p>{result.why}</p> : null}
        </div>
        {entry?.number ? (
          <p>
            {t("result.yourNumber")}{" "}
            <span className="flash-number">{shownNumber(entry.number)}</span>
          </p>
        ) : null}
      </div>
      {entry?.state === "held" && entry.holdEndsAt ? (
        <Countdown label={t("result.toConfirm")} until={entry.holdEndsAt} />
      ) : null}
      <NextSteps steps={result.steps} release={release} slot={slot} acts={acts} onSlot={onSlot} />
    </>
  );
}

function markOf({ tone }: ResultShown, entry: Entry | undefined): IconName {
  if (tone === "good") return entry?.state === "won" ? "check" : "gift";
  return tone === "wait" ? "clock" : "leaf";
}

import { useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import type { Answer } from "#packages/sdk/index.ts";
import { useShop } from "../shop.ts";
import { Slider } from "./slider.tsx";
import { solve } from "./work.ts";
import { useText } from "./words.ts";

export interface GateAnswer {
  token: string;
  answer: string;
}

type Challenge = Answer<"getReleaseChallenge">;

interface GateProps {
  releaseId: string;
  kind: "work" | "slider";
  onPassed(answer: GateAnswer): void;
  onClose(): void;
}

/** What keeps machines back. Who cannot or will not slide lets the phone do a sum instead. */
export function Gate({ releaseId, kind, onPassed, onClose }: GateProps) {
  const { api, brand } = useShop();
  const { t } = useText();
  const [way, setWay] = useState(kind);
  const [round, setRound] = useState(0);
  const [challenge, setChallenge] = useState<Challenge>();
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    let current = true;
    setChallenge(undefined);
    setProblem(undefined);
    const path = { brand: brand.key, releaseId };
    api.call("getReleaseChallenge", { path, query: { kind: way } }).then(
      (answer) => current && setChallenge(answer),
      (thrown: unknown) => current && setProblem(asProblem(thrown)),
    );
    return () => {
      current = false;
    };
  }, [api, brand.key, releaseId, way, round]);

  const pass = (answer: string) => {
    if (challenge) onPassed({ token: challenge.token, answer });
  };
  return (
    <Sheet title={t("gate.title")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="flash-gate">
        {problem ? (
          <Notice
            {...problem}
            action={
              <Button look="plain" onClick={() => setRound(round + 1)}>{t("kit.retry")}</Button>
            }
          />
        ) : null}
        {!challenge && !problem ? <Skeleton rows={1} label={t("kit.loading")} /> : null}
        {challenge?.kind === "work" ? <Work challenge={challenge} onDone={pass} /> : null}
        {challenge?.kind === "slider" ? (
          <>
            <Slider key={challenge.token} challenge={challenge} onDone={pass} />
            <Button wide look="plain" onClick={() => setWay("work")}>{t("gate.other")}</Button>
          </>
        ) : null}
      </div>
    </Sheet>
  );
}

interface WorkProps {
  challenge: Challenge;
  onDone(answer: string): void;
}

function Work({ challenge, onDone }: WorkProps) {
  const { t } = useText();
  const [share, setShare] = useState(0);
  const { token, difficulty } = challenge;

  useEffect(() => {
    const stop = new AbortController();
    solve(token, difficulty ?? 0, setShare, stop.signal).then(onDone, () => undefined);
    return () => stop.abort();
    // onDone is a new function at each render; the token says when it means something else
  }, [token, difficulty]);

  return (
    <>
      <p data-first tabIndex={-1}>{t("gate.work")}</p>
      <div
        className="flash-meter"
        role="progressbar"
        aria-label={t("gate.title")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </>
  );
}
